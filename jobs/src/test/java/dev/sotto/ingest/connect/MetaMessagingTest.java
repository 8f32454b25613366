package dev.sotto.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.Records;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaMessagingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "text           | `text`:`hi`",
                "text           | `text`:`hi`,`quick_reply`:{`payload`:`x`}",
                "media_pack     | `attachments`:[{`type`:`image`},{`type`:`video`}]",
                "voice_note     | `attachments`:[{`type`:`audio`}]",
                "platform_share | `attachments`:[{`type`:`share`}]",
                "platform_share | `attachments`:[{`type`:`story_mention`}]",
                "sticker        | `sticker_id`:1,`attachments`:[{`type`:`image`}]",
                "unsupported    | `attachments`:[{`type`:`file`}]",
                "unsupported    | `attachments`:[{`type`:`unsupported_type`}]",
                "unsupported    | `is_unsupported`:true",
                "unsupported    | `is_unsupported`:`true`"
            })
    void tellsTheKindOfAMessageOfMeta(String kind, String content) throws IOException {
        Records read = Bodies.lines(
                folder, Bodies.meta("instagram", "`timestamp`:1775466000000,`message`:{`mid`:`m`," + content + "}"));

        assertThat(read.values(EventField.KIND)).containsExactly(kind);
        assertThat(read.file().reading().format()).isEqualTo(LogFormat.INSTAGRAM);
    }

    @Test
    void countsThePhotosAndVideosOfOneMessage() throws IOException {
        Records read = Bodies.lines(
                folder,
                Bodies.meta(
                        "page",
                        "`timestamp`:1775466000000,`message`:{`mid`:`m`,`text`:`c`,`attachments`:[{`type`:`image`},{`type`:`video`}]}"));

        assertThat(read.values(EventField.MEDIA))
                .containsExactly(List.of(
                        new MediaItem(1, "photo", null, null, true), new MediaItem(2, "video", null, null, false)));
    }

    @Test
    void readsWatermarksOfMessengerAndMidsOfInstagram() throws IOException {
        Records messenger = Bodies.lines(
                folder,
                Bodies.meta("page", "`delivery`:{`mids`:[`a`,`b`],`watermark`:1775466000123}"),
                Bodies.meta("page", "`delivery`:{`mids`:[`a`,`b`]}"),
                Bodies.meta("page", "`timestamp`:1775466000456,`read`:{`watermark`:1775466000123,`seq`:38}"));

        assertThat(messenger.values(EventField.EVENT_TYPE))
                .containsExactly("message.delivered", "message.delivered", "message.delivered", "message.read");
        assertThat(messenger.values(EventField.WATERMARK_AT)).hasSize(2).containsOnly(1_775_466_000_123_000L);
        assertThat(messenger.values(EventField.MESSAGE_ID)).containsExactly("a", "b");
        Records instagram =
                Bodies.lines(folder, Bodies.meta("instagram", "`timestamp`:1775466000456,`read`:{`mid`:`m`}"));
        assertThat(instagram.values(EventField.MESSAGE_ID)).containsExactly("m");
        assertThat(instagram.values(EventField.WATERMARK_AT)).isEmpty();
    }

    @Test
    void takesTheAccountOfTheEntryForTheBrandWhicheverEndItStandsAt() throws IOException {
        String echo = "`timestamp`:1775466000000,`message`:{`mid`:`m`,`text`:`t`,`is_echo`:true}";
        Records right = Bodies.lines(
                folder,
                Bodies.meta("page", echo)
                        .replace("\"sender\":{\"id\":\"u\"}", "\"sender\":{\"id\":\"acc\"}")
                        .replace("\"recipient\":{\"id\":\"acc\"}", "\"recipient\":{\"id\":\"u\"}"));
        Records turned = Bodies.lines(folder, Bodies.meta("page", echo));
        Records inbound = Bodies.lines(folder, Bodies.meta("page", echo.replace(",`is_echo`:true", "")));

        assertThat(right.values(EventField.ACTOR)).isEqualTo(turned.values(EventField.ACTOR));
        assertThat(right.values(EventField.ACTOR)).isEqualTo(inbound.values(EventField.COUNTERPART));
        assertThat(((Person) right.values(EventField.ACTOR).get(0)).role()).isEqualTo("brand");
        assertThat(inbound.values(EventField.THREAD_ID)).isEqualTo(right.values(EventField.THREAD_ID));
    }

    /** Some write every key that they know, with null where a body has none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "message.sent text | `message`:{`mid`:`m`,`text`:`hi`,NULLS} | `attachments`,`sticker_id`,`quick_reply`,`reply_to`,`referral`,`is_echo`,`is_deleted`,`is_unsupported`",
                "message.sent media_pack | `message`:{`mid`:`m`,`attachments`:[{`type`:`image`,`payload`:{`url`:`x`,NULLS}}]} | `sticker_id`,`title`",
                "message.read - | `read`:{`watermark`:1775466000000,NULLS} | `mid`,`seq`",
                "message.delivered - | `delivery`:{`watermark`:1775466000000,NULLS} | `mids`,`seq`",
                "message.sent text | `postback`:{`mid`:`m`,`title`:`Start`,NULLS} | `payload`,`referral`"
            })
    void takesNullForWhatIsNotThere(String expected, String content, String nulls) throws IOException {
        String body =
                "{`object`:`page`,`entry`:[{`id`:`acc`,`time`:1775466001000,`standby`:null,`changes`:null,`messaging`:"
                        + "[{`sender`:{`id`:`u`},`recipient`:{`id`:`acc`},`timestamp`:1775466000000,CONTENT}]}]}";
        String others = Stream.of("message", "delivery", "read", "reaction", "postback", "optin", "policy_enforcement")
                .filter(key -> !content.startsWith("`" + key + "`"))
                .map(key -> "`" + key + "`:null,")
                .collect(Collectors.joining());
        String bare = content.replace(",NULLS", "");
        String filled = others + content.replace("NULLS", nulls.replace(",", ":null,") + ":null");
        Records plain = Bodies.lines(folder, body.replace("CONTENT", bare).replace('`', '"'));
        Records read = Bodies.lines(folder, body.replace("CONTENT", filled).replace('`', '"'));
        Records empty = Bodies.lines(
                folder, body.replace("CONTENT", others.replaceFirst(",$", "")).replace('`', '"'));

        assertThat(read.values(EventField.EVENT_TYPE) + " "
                        + read.values(EventField.KIND).stream().findFirst().orElse("-"))
                .isEqualTo("[" + expected.replace(" ", "] "));
        assertThat(read.events()).isEqualTo(plain.events()).hasSize(1);
        assertThat(empty.counts().ignoredReasons()).containsOnlyKeys("empty");
    }
}
