package dev.sotto.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.EventField;
import dev.sotto.domain.Feed;
import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.GroundTruth;
import dev.sotto.ingest.Records;
import dev.sotto.ingest.record.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void readsSecondsMillisecondsDigitsAndTextsAsTheSameInstant() throws IOException {
        List<String> bodies = new ArrayList<>();
        for (String time : List.of(
                "1775466000",
                "1775466000000",
                "`1775466000`",
                "`1775466000000`",
                "`2026-04-06T09:00:00+0000`",
                "1775466000.0",
                "1775466000000.0",
                "`2026-04-06T11:00:00+02:00`")) {
            bodies.add(Bodies.meta(
                    "instagram", "`timestamp`:" + time + ",`message`:{`mid`:`m" + bodies.size() + "`,`text`:`t`}"));
        }
        Records read = Bodies.lines(folder, bodies.toArray(String[]::new));

        assertThat(read.values(EventField.OCCURRED_AT)).hasSize(8).containsOnly(1_775_466_000_000_000L);
    }

    @Test
    void readsIdsWhetherTheyAreNumbersOrTexts() throws IOException {
        String body = Bodies.meta("page", "`timestamp`:1775466000000,`message`:{`mid`:`m`,`text`:`t`}");
        Records texts = Bodies.lines(folder, body.replace("\"u\"", "\"123\""));
        Records numbers = Bodies.lines(folder, body.replace("\"u\"", "123"));

        assertThat(texts.events()).isEqualTo(numbers.events());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "not_json         | {`object`:`page`,`entry`:[",
                "not_json         | {`object`:`page`,`entry`:[]} x",
                "duplicate_key    | {`object`:`page`,`object`:`page`}",
                "unknown_shape    | {`object`:`group`}",
                "unknown_shape    | {}",
                "not_an_object    | 17",
                "not_an_object    | [1]",
                "unknown_type     | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`statuses`:[{`id`:`x`,`status`:`evaporated`,`timestamp`:1775466000}]}}]}]}",
                "missing_event_id | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`messages`:[{`from`:1,`type`:`text`,`timestamp`:1775466000}]}}]}]}",
                "missing_time     | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`messages`:[{`id`:`x`,`type`:`text`}]}}]}]}",
                "bad_time         | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`messages`:[{`id`:`x`,`type`:`text`,`timestamp`:`noon`}]}}]}]}",
                "bad_time         | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`messages`:[{`id`:`x`,`type`:`text`,`timestamp`:true}]}}]}]}",
                "bad_time         | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`messages`:[{`id`:`x`,`type`:`text`,`timestamp`:1e999}]}}]}]}",
                "bad_time         | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`messages`:[{`id`:`x`,`type`:`text`,`timestamp`:1e300}]}}]}]}",
                "bad_time         | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`messages`:[{`id`:`x`,`type`:`text`,`timestamp`:99999999999999999999}]}}]}]}",
                "implausible_time | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:{`messages`:[{`id`:`x`,`type`:`text`,`timestamp`:17}]}}]}]}",
                "unknown_shape    | {`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:`x`}]}]}"
            })
    void refusesABodyOfADeclaredFeedWithAReason(String reason, String body) throws IOException {
        LogFormat format = body.contains("whatsapp") ? LogFormat.WHATSAPP_CLOUD : LogFormat.MESSENGER;
        Path file = Files.writeString(folder.resolve("a.jsonl"), body.replace('`', '"') + "\n");
        Records read = Records.of(file, Feed.undeclared(format));

        assertThat(read.counts().reasons()).containsOnlyKeys(reason);
        assertThat(read.counts().readBytes()).isEqualTo(Files.size(file));
    }

    @Test
    void readsBodiesOfSeveralPlatformsThatOneAddressReceived() throws IOException {
        String whatsapp = Bodies.whatsapp("messages", "{`id`:`m`,`from`:`49`,`timestamp`:1775466000,`type`:`text`}");
        String content =
                "{\"type\":\"text\",\"message_id\":\"t\",\"conversation_id\":\"c\",\"timestamp\":1775466000000}";
        String item = "`timestamp`:1775466000000,`message`:{`mid`:`m`,`text`:`t`}";
        Records read = Bodies.lines(
                folder,
                Bodies.meta("page", item),
                Bodies.meta("instagram", item),
                whatsapp,
                Bodies.tiktok("im_receive_msg", content));

        assertThat(read.values(EventField.PLATFORM)).containsExactly("messenger", "instagram", "whatsapp", "tiktok");
        assertThat(read.values(EventField.SOURCE))
                .containsExactly("messenger", "instagram", "whatsapp_cloud", "tiktok_business");
        Path file = folder.resolve("bodies.jsonl");
        assertThat(Records.of(file, Feed.undeclared(LogFormat.INSTAGRAM))
                        .counts()
                        .reasons())
                .containsExactly(Map.entry("unknown_shape", 3L));
    }

    @Test
    void readsAChangeWithoutItsEnvelopeAsOneOfItsFeed() throws IOException {
        String bare =
                "{`field`:`messages`,`value`:{`sender`:{`id`:`1`},`recipient`:{`id`:`2`},`timestamp`:`1775466000`,"
                        + "`message`:{`mid`:`m`,`text`:`t`}}}";
        Path file = Files.writeString(folder.resolve("a.jsonl"), bare.replace('`', '"'));

        Records read = Records.of(file, Feed.undeclared(LogFormat.INSTAGRAM));
        assertThat(read.values(EventField.OCCURRED_AT)).containsExactly(1_775_466_000_000_000L);
        assertThat(read.values(EventField.PLATFORM)).containsExactly("instagram");
    }

    @Test
    void countsTheBytesOfABodyOnceUnderTheFirstOutcomeOfItsRecords() throws IOException {
        String good = "{`id`:`m`,`from`:`49`,`timestamp`:1775466000,`type`:`text`}";
        String bad = "{`id`:`n`,`type`:`text`}";
        String edit = "{`id`:`e`,`timestamp`:1775466000,`type`:`edit`}";
        String mixed = Bodies.whatsapp("messages", String.join(",", bad, edit, good));
        String refused = Bodies.whatsapp("messages", String.join(",", edit, bad));
        String ignored = Bodies.whatsapp("messages", edit);
        Records read = Bodies.lines(folder, mixed, refused, ignored);

        assertThat(read.counts()).hasToString("read 6 accepted 1 duplicate 0 rejected 2 ignored 3 blank 0");
        assertThat(read.counts().bytes(Outcome.ACCEPTED)).isEqualTo(mixed.length() + 1);
        assertThat(read.counts().bytes(Outcome.REJECTED)).isEqualTo(refused.length() + 1);
        assertThat(read.counts().bytes(Outcome.IGNORED)).isEqualTo(ignored.length() + 1);
    }

    @Test
    void readsOneBodyAFileAndArraysInLinesAndFiles() throws IOException {
        String body = Bodies.meta("instagram", "`timestamp`:1775466000000,`message`:{`mid`:`m1`,`text`:`t`}");
        String other = body.replace("m1", "m2");
        String array = "[" + body + "," + other + "]";
        List<Map<EventField, Object>> expected =
                Bodies.lines(folder, body, other).events();

        assertThat(Bodies.lines(folder, array).events()).isEqualTo(expected);
        Path pretty = folder.resolve("pretty.json");
        Files.writeString(pretty, JSON.readTree(array).toPrettyString());
        Records read = Records.of(pretty);
        assertThat(read.events()).isEqualTo(expected);
        assertThat(read.counts().readBytes()).isEqualTo(Files.size(pretty));
        Files.writeString(pretty, JSON.readTree(array).toPrettyString() + "]");
        assertThat(Records.of(pretty).counts())
                .hasToString("read 1 accepted 0 duplicate 0 rejected 1 ignored 0 blank 0");
    }

    @Test
    void accountsForEveryRealPayload() throws IOException {
        Path webhooks = GroundTruth.at("webhooks");
        Records whatsapp = whole(webhooks.resolve("whatsapp-business-java-api"));
        assertThat(whatsapp.counts()).hasToString("read 25 accepted 16 duplicate 0 rejected 1 ignored 8 blank 0");
        assertThat(whatsapp.counts().reasons()).containsOnlyKeys("not_json");

        List<String> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.list(webhooks.resolve("pywa"))) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode body : JSON.readTree(file.toFile())) {
                    bodies.add(body.toString());
                }
            }
        }
        Records pywa = Bodies.lines(folder, bodies.toArray(String[]::new));
        assertThat(pywa.counts()).hasToString("read 74 accepted 44 duplicate 0 rejected 0 ignored 30 blank 0");
        assertThat(pywa.values(EventField.KIND)).contains("voice_note", "media_pack", "sticker", "system", "text");

        Records messenger = whole(webhooks.resolve("restfb/webhooks"));
        assertThat(messenger.counts().records(Outcome.REJECTED)).isZero();
        assertThat(messenger.values(EventField.EVENT_TYPE))
                .contains("message.sent", "message.delivered", "message.read", "message.reacted", "moderation.action");
        Records instagram = whole(webhooks.resolve("restfb/instagram"));
        assertThat(instagram.counts()).hasToString("read 7 accepted 2 duplicate 0 rejected 0 ignored 5 blank 0");
    }

    @Test
    void accountsForThePayloadsThatChatwootTestsWith() throws IOException {
        JsonNode instagram = JSON.readTree(
                GroundTruth.at("webhooks/chatwoot-instagram-restated.json").toFile());
        List<String> bodies = new ArrayList<>();
        instagram.path("payloads").forEach(body -> bodies.add(body.toString()));
        Records read = Bodies.lines(folder, bodies.toArray(String[]::new));
        assertThat(read.counts()).hasToString("read 9 accepted 9 duplicate 0 rejected 0 ignored 0 blank 0");
        assertThat(read.values(EventField.EVENT_TYPE)).contains("message.deleted", "message.read");

        JsonNode tiktok = JSON.readTree(
                GroundTruth.at("webhooks/chatwoot-tiktok-restated.json").toFile());
        List<String> envelopes = new ArrayList<>();
        for (JsonNode content : tiktok.path("contents")) {
            envelopes.add(Bodies.tiktok("im_receive_msg", JSON.writeValueAsString(content.toString()))
                    .replace("\"user_openid\":\"b\"", "\"user_openid\":\"biz-123\""));
        }
        Records messages = Bodies.lines(folder, envelopes.toArray(String[]::new));
        assertThat(messages.values(EventField.KIND)).containsExactly("text", "sticker", "platform_share", "media_pack");
        assertThat(messages.values(EventField.ACTOR).stream().map(actor -> ((Person) actor).role()))
                .containsOnly("contact");
    }

    /** Every file of a folder as one file of lines would be, added up. */
    private static Records whole(Path files) throws IOException {
        List<Records> all = new ArrayList<>();
        try (Stream<Path> paths = Files.list(files)) {
            paths.sorted().forEach(path -> all.add(Records.of(path)));
        }
        return Records.sum(all);
    }
}
