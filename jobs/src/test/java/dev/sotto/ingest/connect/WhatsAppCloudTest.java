package dev.sotto.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.Records;
import dev.sotto.ingest.record.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppCloudTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "text        | `type`:`text`,`text`:{`body`:`h\\u00e9llo`}",
                "text        | `type`:`button`,`button`:{`text`:`Yes`,`payload`:`P`}",
                "text        | `type`:`interactive`,`interactive`:{`type`:`list_reply`,`list_reply`:{`title`:`A`}}",
                "unsupported | `type`:`interactive`,`interactive`:{`type`:`call_permission_reply`}",
                "voice_note  | `type`:`audio`,`audio`:{`id`:`1`,`voice`:true}",
                "unsupported | `type`:`audio`,`audio`:{`id`:`1`,`voice`:false}",
                "unsupported | `type`:`audio`,`audio`:{`id`:`1`}",
                "media_pack  | `type`:`image`,`image`:{`id`:`1`}",
                "media_pack  | `type`:`video`,`video`:{`id`:1,`caption`:`c`}",
                "sticker     | `type`:`sticker`,`sticker`:{}",
                "unsupported | `type`:`location`,`location`:{}",
                "unsupported | `type`:`unsupported`,`errors`:[{`code`:131051}]",
                "unsupported | `type`:`hologram`",
                "system      | `type`:`system`,`system`:{`body`:`A changed`}",
                "system      | `type`:`request_welcome`"
            })
    void tellsTheKindOfAWhatsAppMessage(String kind, String content) throws IOException {
        Records read = Bodies.lines(
                folder, Bodies.whatsapp("messages", "{`id`:`m`,`from`:`49`,`timestamp`:`1775466000`," + content + "}"));

        assertThat(read.counts()).hasToString("read 1 accepted 1 duplicate 0 rejected 0 ignored 0 blank 0");
        assertThat(read.values(EventField.KIND)).containsExactly(kind);
        assertThat(read.values(EventField.VOICE_MS)).isEmpty();
    }

    @Test
    void readsTheStatusesOfAWhatsAppMessageAsWhatBothSidesDid() throws IOException {
        String each = Stream.of("sent", "delivered", "read", "played", "failed")
                .map(word -> "{`id`:`wamid.x`,`status`:`" + word
                        + "`,`timestamp`:`1775466000`,`recipient_id`:`49`,`biz_opaque_callback_data`:`spring-26`}")
                .reduce((one, two) -> one + "," + two)
                .orElseThrow();
        Records read = Bodies.lines(folder, Bodies.whatsapp("statuses", each));

        assertThat(read.values(EventField.EVENT_TYPE))
                .containsExactly(
                        "message.sent", "message.delivered", "message.read", "message.played", "message.failed");
        assertThat(read.values(EventField.CAMPAIGN_ID)).hasSize(5).containsOnly("spring-26");
        assertThat(read.values(EventField.EVENT_ID)).doesNotHaveDuplicates();
        assertThat(read.values(EventField.MESSAGE_ID))
                .hasSize(5)
                .containsOnly(read.values(EventField.EVENT_ID).get(0));
        assertThat(read.values(EventField.ACTOR).stream().map(actor -> ((Person) actor).role()))
                .containsExactly("brand", "contact", "contact", "contact", "contact");
        assertThat(read.values(EventField.THREAD_ID).stream().distinct()).hasSize(1);
    }

    @Test
    void keysAPersonOnTheUserIdWhereTheNumberIsHidden() throws IOException {
        String hidden = "{`id`:`m1`,`from_user_id`:`US.1`,`timestamp`:1775466000,`type`:`text`}";
        String known = "{`id`:`m2`,`from`:`49`,`timestamp`:1775466000,`type`:`text`}";
        Records read = Bodies.lines(
                folder,
                Bodies.whatsapp("messages", hidden),
                Bodies.whatsapp("contacts`:[{`user_id`:`US.1`,`wa_id`:`49`}],`messages", hidden.replace("m1", "m3")),
                Bodies.whatsapp("messages", known));

        List<Object> actors = read.values(EventField.ACTOR);
        assertThat(actors).hasSize(3).doesNotContainNull();
        assertThat(actors.get(1)).isEqualTo(actors.get(2)).isNotEqualTo(actors.get(0));
    }

    @Test
    void neverLetsATelephoneNumberThroughThatStandsInAnId() throws IOException {
        // The middle of a wamid is the number in base 64.
        String message = "{`id`:`wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQ`,`from`:`16503879439`,`timestamp`:`1775466000`,"
                + "`type`:`text`,`text`:{`body`:`CANARY`},`context`:{`id`:`wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI`}}";
        Records read = Bodies.lines(folder, Bodies.whatsapp("messages", message));

        assertThat(read.events().toString())
                .doesNotContain("MTY1MDM4Nzk0MzkV")
                .doesNotContain("16503879439")
                .doesNotContain("CANARY");
    }

    @ParameterizedTest
    @CsvSource({"captured, payment, payments", "failed, payment, payments", "RINGING, call, calls"})
    void ignoresStatusesOfWhatIsNoMessage(String status, String type, String reason) throws IOException {
        String one = "{`id`:`wamid.y`,`timestamp`:`1775466000`,`recipient_id`:`49`,`type`:`TYPE`,`status`:`STATUS`}";
        Records read = Bodies.lines(
                folder,
                Bodies.whatsapp("statuses", one.replace("TYPE", type).replace("STATUS", status)),
                Bodies.whatsapp("statuses", one.replace("TYPE", "message").replace("STATUS", "read")));

        assertThat(read.counts()).hasToString("read 2 accepted 1 duplicate 0 rejected 0 ignored 1 blank 0");
        assertThat(read.counts().ignoredReasons()).containsOnlyKeys(reason);
        assertThat(read.values(EventField.EVENT_TYPE)).containsExactly("message.read");
    }

    @Test
    void readsWhatWasSaidBeforeATelephoneWasJoined() throws IOException {
        String message = "{`id`:`wamid.1`,`from`:`49`,`timestamp`:`1775466000`,`type`:`text`,`text`:{`body`:`hi`},"
                + "`history_context`:{`status`:`READ`}}";
        String answer = message.replace("`from`:`49`", "`from`:`1`,`to`:`49`").replace("wamid.1", "wamid.2");
        Records read = Bodies.lines(
                folder,
                Bodies.whatsapp(
                        "history",
                        "{`metadata`:{`phase`:0},`threads`:[{`id`:`49`,`messages`:[" + message + "," + answer + "]}]}"),
                Bodies.whatsapp("history", "{`errors`:[{`code`:2593109}]}"),
                Bodies.whatsapp("errors", "{`code`:130429}"));

        assertThat(read.counts()).hasToString("read 4 accepted 2 duplicate 0 rejected 0 ignored 2 blank 0");
        assertThat(read.counts().ignoredReasons()).containsOnlyKeys("messages", "errors");
        assertThat(read.values(EventField.ACTOR).stream().map(actor -> ((Person) actor).role()))
                .containsExactly("contact", "brand");
        assertThat(read.values(EventField.COUNTERPART).get(1))
                .isEqualTo(read.values(EventField.ACTOR).get(0));
        assertThat(read.values(EventField.THREAD_ID).stream().distinct()).hasSize(1);
        assertThat(read.values(EventField.TEXT_LENGTH)).containsExactly(2L, 2L);
    }
}
