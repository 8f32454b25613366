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
import dev.sotto.ingest.record.MediaItem;
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
        Records read = lines(whatsapp("messages", "{`id`:`m`,`from`:`49`,`timestamp`:`1775466000`," + content + "}"));

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
        Records read = lines(whatsapp("statuses", each));

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
        Records read = lines(
                whatsapp("messages", hidden),
                whatsapp("contacts`:[{`user_id`:`US.1`,`wa_id`:`49`}],`messages", hidden.replace("m1", "m3")),
                whatsapp("messages", known));

        List<Object> actors = read.values(EventField.ACTOR);
        assertThat(actors).hasSize(3).doesNotContainNull();
        assertThat(actors.get(1)).isEqualTo(actors.get(2)).isNotEqualTo(actors.get(0));
    }

    @Test
    void neverLetsATelephoneNumberThroughThatStandsInAnId() throws IOException {
        // The middle of a wamid is the number in base 64.
        String message = "{`id`:`wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQ`,`from`:`16503879439`,`timestamp`:`1775466000`,"
                + "`type`:`text`,`text`:{`body`:`CANARY`},`context`:{`id`:`wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI`}}";
        Records read = lines(whatsapp("messages", message));

        assertThat(read.events().toString())
                .doesNotContain("MTY1MDM4Nzk0MzkV")
                .doesNotContain("16503879439")
                .doesNotContain("CANARY");
    }

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
        Records read = lines(meta("instagram", "`timestamp`:1775466000000,`message`:{`mid`:`m`," + content + "}"));

        assertThat(read.values(EventField.KIND)).containsExactly(kind);
        assertThat(read.file().reading().format()).isEqualTo(LogFormat.INSTAGRAM);
    }

    @Test
    void countsThePhotosAndVideosOfOneMessage() throws IOException {
        Records read = lines(
                meta(
                        "page",
                        "`timestamp`:1775466000000,`message`:{`mid`:`m`,`text`:`c`,`attachments`:[{`type`:`image`},{`type`:`video`}]}"));

        assertThat(read.values(EventField.MEDIA))
                .containsExactly(List.of(
                        new MediaItem(1, "photo", null, null, true), new MediaItem(2, "video", null, null, false)));
    }

    @Test
    void readsWatermarksOfMessengerAndMidsOfInstagram() throws IOException {
        Records messenger = lines(
                meta("page", "`delivery`:{`mids`:[`a`,`b`],`watermark`:1775466000123}"),
                meta("page", "`delivery`:{`mids`:[`a`,`b`]}"),
                meta("page", "`timestamp`:1775466000456,`read`:{`watermark`:1775466000123,`seq`:38}"));

        assertThat(messenger.values(EventField.EVENT_TYPE))
                .containsExactly("message.delivered", "message.delivered", "message.delivered", "message.read");
        assertThat(messenger.values(EventField.WATERMARK_AT)).hasSize(2).containsOnly(1_775_466_000_123_000L);
        assertThat(messenger.values(EventField.MESSAGE_ID)).containsExactly("a", "b");
        Records instagram = lines(meta("instagram", "`timestamp`:1775466000456,`read`:{`mid`:`m`}"));
        assertThat(instagram.values(EventField.MESSAGE_ID)).containsExactly("m");
        assertThat(instagram.values(EventField.WATERMARK_AT)).isEmpty();
    }

    @Test
    void takesTheAccountOfTheEntryForTheBrandWhicheverEndItStandsAt() throws IOException {
        String echo = "`timestamp`:1775466000000,`message`:{`mid`:`m`,`text`:`t`,`is_echo`:true}";
        Records right = lines(meta("page", echo)
                .replace("\"sender\":{\"id\":\"u\"}", "\"sender\":{\"id\":\"acc\"}")
                .replace("\"recipient\":{\"id\":\"acc\"}", "\"recipient\":{\"id\":\"u\"}"));
        Records turned = lines(meta("page", echo));
        Records inbound = lines(meta("page", echo.replace(",`is_echo`:true", "")));

        assertThat(right.values(EventField.ACTOR)).isEqualTo(turned.values(EventField.ACTOR));
        assertThat(right.values(EventField.ACTOR)).isEqualTo(inbound.values(EventField.COUNTERPART));
        assertThat(((Person) right.values(EventField.ACTOR).get(0)).role()).isEqualTo("brand");
        assertThat(inbound.values(EventField.THREAD_ID)).isEqualTo(right.values(EventField.THREAD_ID));
    }

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
            bodies.add(meta(
                    "instagram", "`timestamp`:" + time + ",`message`:{`mid`:`m" + bodies.size() + "`,`text`:`t`}"));
        }
        Records read = lines(bodies.toArray(String[]::new));

        assertThat(read.values(EventField.OCCURRED_AT)).hasSize(8).containsOnly(1_775_466_000_000_000L);
    }

    @Test
    void readsIdsWhetherTheyAreNumbersOrTexts() throws IOException {
        String body = meta("page", "`timestamp`:1775466000000,`message`:{`mid`:`m`,`text`:`t`}");
        Records texts = lines(body.replace("\"u\"", "\"123\""));
        Records numbers = lines(body.replace("\"u\"", "123"));

        assertThat(texts.events()).isEqualTo(numbers.events());
    }

    @Test
    void readsTheContentOfTiktokWhetherItIsEncodedTwiceOrNot() throws IOException {
        String content =
                "{\"type\":\"text\",\"message_id\":\"m\",\"conversation_id\":\"c\",\"timestamp\":1775466000000,"
                        + "\"from\":\"Ann\",\"from_user\":{\"id\":\"u\"},\"to\":\"Biz\",\"to_user\":{\"id\":\"b\"},"
                        + "\"text\":{\"body\":\"hello\"}}";
        Records twice = lines(tiktok("im_receive_msg", JSON.writeValueAsString(content)));
        Records once = lines(tiktok("im_receive_msg", content));

        assertThat(twice.events()).isEqualTo(once.events()).hasSize(1);
        Map<EventField, Object> event = twice.events().get(0);
        assertThat(event).containsEntry(EventField.TEXT_LENGTH, 5L).containsEntry(EventField.KIND, "text");
        assertThat(((Person) event.get(EventField.ACTOR)).role()).isEqualTo("contact");
        assertThat(event.toString()).doesNotContain("Ann").doesNotContain("hello");
        Records sent = lines(tiktok(
                "im_send_msg",
                content.replace("\"u\"", "\"?\"").replace("\"b\"", "\"u\"").replace("\"?\"", "\"b\"")));
        assertThat(((Person) sent.values(EventField.ACTOR).get(0)).role()).isEqualTo("brand");
    }

    @Test
    void countsKindsThatTiktokDoesNotNameAsUnsupportedAndNeverAsVoice() throws IOException {
        String content =
                "{\"type\":\"voice\",\"message_id\":\"m\",\"conversation_id\":\"c\",\"timestamp\":1775466000000}";
        Records read = lines(tiktok("im_receive_msg", content));

        assertThat(read.values(EventField.KIND)).containsExactly("unsupported");
        assertThat(read.values(EventField.ATTRIBUTES)).containsExactly(Map.of("type", "voice"));
    }

    @Test
    void readsAReadMarkOfTiktokAsAWatermark() throws IOException {
        String content = "{\"conversation_id\":\"c\",\"from_user\":{\"id\":\"u\"},\"to_user\":{\"id\":\"b\"},"
                + "\"read\":{\"last_read_timestamp\":1775466000000}}";
        Records read = lines(tiktok("im_mark_read_msg", JSON.writeValueAsString(content)));

        assertThat(read.values(EventField.EVENT_TYPE)).containsExactly("message.read");
        assertThat(read.values(EventField.WATERMARK_AT)).containsExactly(1_775_466_000_000_000L);
        assertThat(read.events().toString()).doesNotContain("c:read");
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
    void refusesContentOfTiktokThatIsNoJson() throws IOException {
        assertThat(lines(tiktok("im_receive_msg", "\"{oops\"")).rejects()).containsExactly("not_json content");
        assertThat(lines(tiktok("im_receive_msg", "\"[1]\"")).rejects()).containsExactly("unknown_shape content");
        assertThat(lines(tiktok("im_new_thing", "\"{}\"")).counts().ignoredReasons())
                .containsOnlyKeys("im_new_thing");
    }

    @Test
    void readsBodiesOfSeveralPlatformsThatOneAddressReceived() throws IOException {
        String whatsapp = whatsapp("messages", "{`id`:`m`,`from`:`49`,`timestamp`:1775466000,`type`:`text`}");
        String content =
                "{\"type\":\"text\",\"message_id\":\"t\",\"conversation_id\":\"c\",\"timestamp\":1775466000000}";
        String item = "`timestamp`:1775466000000,`message`:{`mid`:`m`,`text`:`t`}";
        Records read = lines(meta("page", item), meta("instagram", item), whatsapp, tiktok("im_receive_msg", content));

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
        String mixed = whatsapp("messages", String.join(",", bad, edit, good));
        String refused = whatsapp("messages", String.join(",", edit, bad));
        String ignored = whatsapp("messages", edit);
        Records read = lines(mixed, refused, ignored);

        assertThat(read.counts()).hasToString("read 6 accepted 1 duplicate 0 rejected 2 ignored 3 blank 0");
        assertThat(read.counts().bytes(Outcome.ACCEPTED)).isEqualTo(mixed.length() + 1);
        assertThat(read.counts().bytes(Outcome.REJECTED)).isEqualTo(refused.length() + 1);
        assertThat(read.counts().bytes(Outcome.IGNORED)).isEqualTo(ignored.length() + 1);
    }

    @Test
    void readsOneBodyAFileAndArraysInLinesAndFiles() throws IOException {
        String body = meta("instagram", "`timestamp`:1775466000000,`message`:{`mid`:`m1`,`text`:`t`}");
        String other = body.replace("m1", "m2");
        String array = "[" + body + "," + other + "]";
        List<Map<EventField, Object>> expected = lines(body, other).events();

        assertThat(lines(array).events()).isEqualTo(expected);
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
        Records pywa = lines(bodies.toArray(String[]::new));
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
        Records read = lines(bodies.toArray(String[]::new));
        assertThat(read.counts()).hasToString("read 9 accepted 9 duplicate 0 rejected 0 ignored 0 blank 0");
        assertThat(read.values(EventField.EVENT_TYPE)).contains("message.deleted", "message.read");

        JsonNode tiktok = JSON.readTree(
                GroundTruth.at("webhooks/chatwoot-tiktok-restated.json").toFile());
        List<String> envelopes = new ArrayList<>();
        for (JsonNode content : tiktok.path("contents")) {
            envelopes.add(tiktok("im_receive_msg", JSON.writeValueAsString(content.toString()))
                    .replace("\"user_openid\":\"b\"", "\"user_openid\":\"biz-123\""));
        }
        Records messages = lines(envelopes.toArray(String[]::new));
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

    private Records lines(String... bodies) throws IOException {
        Path file = folder.resolve("bodies.jsonl");
        Files.writeString(file, String.join("\n", bodies) + "\n");
        return Records.of(file);
    }

    private static String whatsapp(String key, String records) {
        return ("{`object`:`whatsapp_business_account`,`entry`:[{`id`:`w`,`changes`:[{`field`:`messages`,`value`:"
                        + "{`messaging_product`:`whatsapp`,`metadata`:{`phone_number_id`:`77`},`" + key + "`:["
                        + records + "]}}]}]}")
                .replace('`', '"');
    }

    private static String meta(String object, String item) {
        return ("{`object`:`" + object
                        + "`,`entry`:[{`id`:`acc`,`time`:1775466001000,`messaging`:[{`sender`:{`id`:`u`},"
                        + "`recipient`:{`id`:`acc`}," + item + "}]}]}")
                .replace('`', '"');
    }

    private static String tiktok(String event, String content) {
        return "{\"client_key\":\"k\",\"event\":\"" + event
                + "\",\"create_time\":1775466001,\"user_openid\":\"b\",\"content\":" + content + "}";
    }
}
