package dev.sotto.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.EventField;
import dev.sotto.domain.Feed;
import dev.sotto.domain.Feed.DateOrder;
import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.GroundTruth;
import dev.sotto.ingest.Records;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "whatsapp  | test_ddmmyy_24hrs.txt",
                "whatsapp  | test_mmddyy_24hrs.txt",
                "whatsapp  | test_mmddyyyy_12hrs.txt",
                "whatsapp  | test_yyyymmdd_24hrs.txt",
                "whatsapp  | test_[mmddyy]_24hrs.txt",
                "signal    | test_export.txt",
                "instagram | test_export.json",
                "telegram  | test_single_export.json",
                "telegram  | test_batch_export.json"
            })
    void parsesARealExportAsItsPeerDoes(String kind, String name) throws IOException {
        Path exports = GroundTruth.at("chat-exports/chat-miner").resolve(kind);
        Records read = Records.of(exports.resolve(name));
        List<JsonNode> expected = new ArrayList<>();
        new ObjectMapper().readTree(exports.resolve("target.json").toFile()).forEach(expected::add);
        expected.sort(Comparator.comparing(message -> message.path("timestamp").asText()));
        List<Map<EventField, Object>> found = new ArrayList<>(read.events());
        found.sort(Comparator.comparing(event -> (Long) event.get(EventField.OCCURRED_AT)));

        assertThat(read.rejects()).isEmpty();
        assertThat(read.counts().readBytes()).isEqualTo(Files.size(exports.resolve(name)));
        assertThat(found).hasSameSizeAs(expected);
        Map<String, String> persons = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            JsonNode message = expected.get(i);
            long seconds =
                    LocalDateTime.parse(message.path("timestamp").asText()).toEpochSecond(ZoneOffset.UTC);
            assertThat(found.get(i)).containsEntry(EventField.OCCURRED_AT, seconds * 1_000_000);
            String text = message.path("message").asText();
            long length = text.codePointCount(0, text.length());
            // The peer puts a space where an export has nothing but a new part.
            assertThat((Long) found.get(i).get(EventField.TEXT_LENGTH)).isBetween(length - 1, length);
            String person = ((Person) found.get(i).get(EventField.ACTOR)).id();
            String author = message.path("author").asText();
            assertThat(persons.computeIfAbsent(author, key -> person)).isEqualTo(person);
            assertThat(person).doesNotContain(author);
        }
        assertThat(persons.values()).doesNotHaveDuplicates();
    }

    @Test
    void givesTheSameEventsWhateverTheDatesOfAChatLookLike() throws IOException {
        Path exports = GroundTruth.at("chat-exports/chat-miner/whatsapp");
        List<Object> ids = Records.of(exports.resolve("test_ddmmyy_24hrs.txt")).values(EventField.EVENT_ID);

        assertThat(ids).hasSize(6);
        assertThat(Records.of(exports.resolve("test_[mmddyy]_24hrs.txt")).values(EventField.EVENT_ID))
                .isEqualTo(ids);
        assertThat(Records.of(exports.resolve("test_yyyymmdd_24hrs.txt")).values(EventField.EVENT_ID))
                .isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`Direct Messages`:{`Chat History`:{`ChatHistory`:CHATS}}}",
                "{`Activity`:{`Login`:[{`Date`:`x`}]},`Direct Message`:{`Direct Messages`:{`ChatHistory`:CHATS}},`Video`:{}}"
            })
    void readsTheChatsOfATiktokDownload(String form) throws IOException {
        String chats = "{`Chat History with bob.canary:`:["
                + "{`Date`:`2026-04-06 09:00:00`,`From`:`bob.canary`,`Content`:`hello`},"
                + "{`Date`:`2026-04-06 09:01:00`,`From`:`owner.canary`,`Content`:`https://www.tiktok.com/@x/video/1`},"
                + "{`Date`:`2026-04-06 09:02:00`,`From`:`bob.canary`,`Content`:`[https://media.example/a.gif]`},"
                + "{`Date`:`2026-04-06 09:02:00`,`From`:`bob.canary`,`Content`:`hello`},"
                + "{`Date`:`2026-04-06 09:02:00`,`From`:`bob.canary`,`Content`:`hello`},"
                + "{`Date`:`N/A`,`From`:`bob.canary`,`Content`:`hello`},"
                + "{`Date`:`06.04.2026`,`From`:`bob.canary`,`Content`:`hello`}],"
                + "`Chat History with eve.canary:`:[{`Date`:`2026-04-06 10:00:00`,`From`:`owner.canary`,`Content`:`x`}]}";
        Path file = Files.writeString(
                folder.resolve("user_data_tiktok.json"),
                form.replace("CHATS", chats).replace('`', '"'));
        Records read = Records.of(file);

        assertThat(read.file().reading().format()).isEqualTo(LogFormat.TIKTOK_EXPORT);
        assertThat(read.counts()).hasToString("read 8 accepted 6 duplicate 0 rejected 2 ignored 0 blank 0");
        assertThat(read.rejects()).containsExactly("missing_time null", "bad_time Date");
        assertThat(read.values(EventField.KIND))
                .containsExactly("text", "platform_share", "sticker", "text", "text", "text");
        assertThat(read.values(EventField.EVENT_ID)).doesNotHaveDuplicates();
        assertThat(read.values(EventField.THREAD_ID).stream().distinct()).hasSize(2);
        assertThat(read.values(EventField.COUNTERPART)).hasSize(6);
        assertThat(read.values(EventField.OCCURRED_AT)).startsWith(1_775_466_000_000_000L);
        assertThat(read.events().toString()).doesNotContain("canary");
        assertThat(Records.of(file).events()).isEqualTo(read.events());
    }

    @Test
    void readsTimesOfAnExportInTheZoneOfItsFeed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.txt"), "[2026-04-06, 11:00:00] Ann: hello\n[2026-04-06, 11:00:01] Bob: hello\n");
        Feed feed = new Feed(
                "chats",
                LogFormat.WHATSAPP_EXPORT,
                null,
                ZoneId.of("Europe/Berlin"),
                "lumen",
                DateOrder.DAY_FIRST,
                null);
        Records read = Records.of(file, feed);

        assertThat(read.values(EventField.OCCURRED_AT).get(0)).isEqualTo(1_775_466_000_000_000L);
        assertThat(read.values(EventField.BRAND_ID)).containsOnly("lumen");
        assertThat(read.values(EventField.SOURCE)).containsOnly("chats");
    }

    @Test
    void decodesWhatMetaEscapedByteByByte() throws IOException {
        Path file = Files.writeString(
                folder.resolve("message_1.json"),
                ("{`participants`:[{`name`:`Ren\\u00c3\\u00a9`},{`name`:`Ann`}],`messages`:["
                                + "{`sender_name`:`Ren\\u00c3\\u00a9`,`timestamp_ms`:1775466000000,`content`:`h\\u00c3\\u00a9\\u00f0\\u009f\\u0098\\u0080`},"
                                + "{`sender_name`:`Ann`,`timestamp_ms`:1775466000000,`photos`:[{`uri`:`x`},{`uri`:`y`}],`videos`:[{}]},"
                                + "{`sender_name`:`Ann`,`timestamp_ms`:1775466000001,`audio_files`:[{}]},"
                                + "{`sender_name`:`Ann`,`timestamp_ms`:1775466000002,`share`:{`link`:`x`}},"
                                + "{`sender_name`:`Ann`,`timestamp_ms`:1775466000003,`call_duration`:9},"
                                + "{`sender_name`:`Ann`,`timestamp_ms`:1775466000004,`is_unsent`:true},"
                                + "{`sender_name`:`Ann`,`timestamp_ms`:1775466000005}],`thread_path`:`inbox/rene_1`}")
                        .replace('`', '"'));
        Records read = Records.of(file);

        assertThat(read.counts()).hasToString("read 7 accepted 5 duplicate 0 rejected 0 ignored 2 blank 0");
        assertThat(read.values(EventField.TEXT_LENGTH)).containsExactly(3L);
        assertThat(read.values(EventField.KIND))
                .containsExactly("text", "media_pack", "voice_note", "platform_share", "unsupported");
        assertThat((List<?>) read.values(EventField.MEDIA).get(0)).hasSize(3);
        assertThat(read.events().get(0).get(EventField.ACTOR))
                .isEqualTo(read.events().get(1).get(EventField.COUNTERPART));
        assertThat(MetaExport.decoded("Ren\u00c3\u00a9")).isEqualTo("Ren\u00e9");
        assertThat(MetaExport.decoded("caf\u00e9")).isEqualTo("caf\u00e9");
    }

    @Test
    void readsVoiceMessagesAndServiceLinesOfTelegram() throws IOException {
        Path file = Files.writeString(
                folder.resolve("result.json"),
                ("{`name`:`CANARY`,`type`:`personal_chat`,`id`:4242,`messages`:["
                                + "{`id`:1,`type`:`service`,`date_unixtime`:`1775466000`,`actor`:`CANARY`},"
                                + "{`id`:2,`type`:`message`,`date`:`2026-04-06T09:00:00`,`date_unixtime`:`1775466000`,`from`:`CANARY`,`from_id`:`user4242`,`media_type`:`voice_message`,`duration_seconds`:12,`text`:``},"
                                + "{`id`:3,`type`:`message`,`date`:`2026-04-06T09:00:00`,`from`:`Ann`,`from_id`:`user7`,`reply_to_message_id`:2,`text`:[`a`,{`type`:`bold`,`text`:`b`}]},"
                                + "{`id`:4,`type`:`message`,`date_unixtime`:`1775466001`,`from`:`Ann`,`from_id`:`user7`,`photo`:`p.jpg`,`text`:`c`}]}")
                        .replace('`', '"'));
        Records read = Records.of(file);

        assertThat(read.counts()).hasToString("read 4 accepted 3 duplicate 0 rejected 0 ignored 1 blank 0");
        assertThat(read.values(EventField.KIND)).containsExactly("voice_note", "text", "media_pack");
        assertThat(read.values(EventField.VOICE_MS)).containsExactly(12_000L);
        assertThat(read.values(EventField.OCCURRED_AT)).startsWith(1_775_466_000_000_000L, 1_775_466_000_000_000L);
        assertThat(read.values(EventField.REPLY_TO))
                .containsExactly(read.values(EventField.MESSAGE_ID).get(0));
        assertThat(read.events().toString()).doesNotContain("CANARY").doesNotContain("4242");
    }

    @Test
    void tellsAttachmentsOfAChatFromItsTexts() throws IOException {
        Path file = Files.writeString(folder.resolve("chat.txt"), """
                31/12/25, 09:00 - Messages and calls are end-to-end encrypted.
                31/12/25, 09:00 - Ann: IMG-20251231-WA0001.jpg (file attached)
                31/12/25, 09:01 - Bob: PTT-20251231-WA0002.opus (file attached)
                31/12/25, 09:01 - Bob: STK-20251231-WA0003.webp (file attached)
                31/12/25, 09:02 - Ann: <Media omitted>
                31/12/25, 09:02 - Ann: see IMG_1.jpg tomorrow
                31/12/25, 09:03 - Ann: This message was deleted
                31/12/25, 09:04 - Ann: two

                lines
                31/13/25, 09:05 - Ann: no such month
                """);
        Records read = Records.of(file);

        assertThat(read.values(EventField.KIND))
                .containsExactly("media_pack", "voice_note", "sticker", "unsupported", "text", "text");
        assertThat(read.counts()).hasToString("read 9 accepted 6 duplicate 0 rejected 1 ignored 2 blank 0");
        assertThat(read.rejects()).containsExactly("bad_time occurred_at");
        assertThat(read.counts().readBytes()).isEqualTo(Files.size(file));
    }

    @Test
    void findsTheOrderOfDatesInThatAChatGoesForwardsOrSaysThatItIsUnclear() throws IOException {
        Path file = folder.resolve("chat.txt");
        Files.writeString(file, "01/02/26, 09:00 - Ann: a\n02/02/26, 09:00 - Bob: b\n01/03/26, 09:00 - Bob: b\n");
        // Backwards if the month came first: February after January's third.
        assertThat(Records.of(file).values(EventField.OCCURRED_AT).get(0)).isEqualTo(micros("2026-02-01T09:00:00"));

        Files.writeString(file, "01/02/26, 09:00 - Ann: a\n01/02/26, 09:01 - Bob: b\n");
        assertThatThrownBy(() -> Records.of(file))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage("date_order_unclear");
        Feed declared =
                new Feed("w", LogFormat.WHATSAPP_EXPORT, null, ZoneOffset.UTC, null, DateOrder.MONTH_FIRST, null);
        assertThat(Records.of(file, declared).values(EventField.OCCURRED_AT).get(0))
                .isEqualTo(micros("2026-01-02T09:00:00"));
    }

    @Test
    void refusesADocumentThatIsNoExport() throws IOException {
        for (LogFormat format : List.of(LogFormat.TIKTOK_EXPORT, LogFormat.META_EXPORT, LogFormat.TELEGRAM_EXPORT)) {
            Feed feed = Feed.undeclared(format);
            assertThat(single("{\"a\":1}", feed)).containsOnlyKeys("unknown_shape");
            assertThat(single("{\"messages\":[}", feed)).containsOnlyKeys("not_json");
            assertThat(single("{\"messages\":[],\"messages\":[]}", feed)).containsOnlyKeys("duplicate_key");
        }
        assertThat(single("{\"messages\":[1,null,{}]}", Feed.undeclared(LogFormat.META_EXPORT)))
                .containsOnlyKeys("not_an_object", "missing_field");
    }

    private Map<String, Long> single(String document, Feed feed) throws IOException {
        Records read = Records.of(Files.writeString(folder.resolve("x.json"), document), feed);
        assertThat(read.counts().readBytes()).isEqualTo(document.length());
        return read.counts().reasons();
    }

    private static long micros(String utc) {
        return LocalDateTime.parse(utc).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }
}
