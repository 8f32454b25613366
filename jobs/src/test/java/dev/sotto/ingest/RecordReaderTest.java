package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.record.LineSplitter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "not_json          | {`event_id`:1} xyz",
                "not_json          | {`event_id`:1}{`event_id`:2}",
                "not_json          | {`event_id`:1}}}",
                "not_json          | {'event_id':1}",
                "not_json          | {`voice_ms`:NaN}",
                "not_json          | {`voice_ms`:1,}",
                "not_an_object     | [1]",
                "not_an_object     | []",
                "not_an_object     | null",
                "not_an_object     | `text`",
                "not_an_object     | 17",
                "duplicate_key     | {`event_id`:`a`,`event_id`:`a`}",
                "lone_surrogate    | {`event_id`:`\\ud800`}",
                "missing_event_id  | {}",
                "missing_event_id  | {`EVENT_ID`:`a`}",
                "missing_event_id  | {`event_id`:``,`occurred_at`:`2026-01-01T00:00:00Z`}",
                "missing_time      | {`event_id`:`a`}",
                "wrong_type        | {`event_id`:{}}",
                "wrong_type        | {`event_id`:1.5}",
                "wrong_type        | {`event_id`:true}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:`2026`}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:`2026-01-01`}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:`2026-01-01T10:00:00`}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:`T10:00:00Z`}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:`2026-02-30T10:00:00Z`}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:`2026-01-01T24:00:00Z`}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:`1767607200`}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:1e400}",
                "bad_time          | {`event_id`:`a`,`occurred_at`:99999999999999999999}",
                "wrong_type        | {`event_id`:`a`,`occurred_at`:true}",
                "implausible_time  | {`event_id`:`a`,`occurred_at`:`1900-01-01T00:00:00Z`}",
                "implausible_time  | {`event_id`:`a`,`occurred_at`:`9999-12-31T23:59:59Z`}",
                "implausible_time  | {`event_id`:`a`,`occurred_at`:`2026-04-22T00:00:01Z`}",
                "implausible_time  | {`event_id`:`a`,`occurred_at`:1767607200000000}",
                "implausible_time  | {`event_id`:`a`,`occurred_at`:0}",
                "missing_field     | {`event_id`:`a`,`occurred_at`:1767607200}",
                "unknown_type      | {`event_id`:`a`,`occurred_at`:1767607200,`event_type`:`message.Sent`}",
                "missing_field     | {`event_id`:`a`,`occurred_at`:1767607200,`event_type`:`message.sent`,`platform`:`x`}",
                "missing_field     | {`event_id`:`a`,`occurred_at`:1767607200,`event_type`:`message.sent`,`source`:`x`}",
                "impossible_value  | {`event_id`:`a\\u0000`,`occurred_at`:1767607200,`event_type`:`app.left`,`source`:`s`,`platform`:`x`}"
            })
    void refusesWhatIsNoEvent(String reason, String line) throws IOException {
        assertThat(read(line.replace('`', '"')).reasons()).containsOnlyKeys(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "wrong_type       | ,`voice_ms`:`1200`",
                "wrong_type       | ,`voice_ms`:1200.0",
                "wrong_type       | ,`voice_ms`:[1]",
                "wrong_type       | ,`personalised`:`true`",
                "wrong_type       | ,`personalised`:1",
                "wrong_type       | ,`actor`:`u1`",
                "wrong_type       | ,`actor`:[]",
                "wrong_type       | ,`recipients`:{}",
                "wrong_type       | ,`recipients`:[null]",
                "wrong_type       | ,`mentions`:`u1`",
                "wrong_type       | ,`mentions`:[{}]",
                "wrong_type       | ,`media`:{}",
                "wrong_type       | ,`media`:[1]",
                "wrong_type       | ,`attributes`:[]",
                "wrong_type       | ,`attributes`:{`a`:{}}",
                "wrong_type       | ,`campaign_id`:false",
                "wrong_type       | ,`purpose`:7",
                "missing_field    | ,`media`:[{`kind`:`photo`}]",
                "missing_field    | ,`media`:[{`position`:1}]",
                "impossible_value | ,`media`:[{`position`:0,`kind`:`photo`}]",
                "impossible_value | ,`media`:[{`position`:1,`kind`:`gif`}]",
                "impossible_value | ,`voice_ms`:-1",
                "impossible_value | ,`voice_ms`:9223372036854775808",
                "impossible_value | ,`text_length`:-3",
                "impossible_value | ,`purpose`:`sell`",
                "impossible_value | ,`conversation_kind`:`duo`",
                "impossible_value | ,`actor`:{`id`:`u`,`role`:`boss`}",
                "impossible_value | ,`actor`:{`id`:`u`,`age_band`:`15`}",
                "impossible_value | ,`region`:`Germany`",
                "bad_time         | ,`received_at`:`yesterday`"
            })
    void refusesAMessageWithAWrongValue(String reason, String more) throws IOException {
        assertThat(read(Samples.message("a", more.replace('`', '"'))).reasons()).containsOnlyKeys(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                ",`voice_ms`:null",
                ",`platform_extra`:`x`",
                ",`campaign_id`:17",
                ",`actor`:{`id`:4915123456,`role`:`contact`}",
                ",`media`:[]",
                ",`nested`:{`any`:[1,{`text`:`x`}]}",
                ",`region`:`de`",
                ",`received_at`:1775466000123"
            })
    void acceptsAMessageThatIsUnusualButRight(String more) throws IOException {
        FileCounts counts = read(Samples.message("a", more.replace('`', '"')));
        assertThat(counts.reasons()).isEmpty();
        assertThat(counts.records(Outcome.ACCEPTED)).isOne();
    }

    @Test
    void readsSecondsMillisecondsAndTextsAsTheSameInstant() throws IOException {
        List<Long> instants = new ArrayList<>();
        for (String time : List.of(
                "1775466000",
                "1775466000000",
                "1775466000.0",
                "\"2026-04-06T09:00:00Z\"",
                "\"2026-04-06T11:00:00+02:00\"",
                "\"2026-04-06t09:00:00.000000z\"",
                "\"2026-04-06T04:30:00-0430\"")) {
            RecordReader reader = reader(Samples.message("a").replace("\"2026-04-06T09:00:00Z\"", time));
            assertThat(reader.next()).isTrue();
            instants.add(reader.event().number(EventField.OCCURRED_AT));
        }
        assertThat(instants).containsOnly(1_775_466_000_000_000L);
    }

    @Test
    void keepsTheLengthOfATextAndNothingElseOfIt() throws IOException {
        RecordReader reader = reader(
                Samples.message(
                        "a",
                        ",\"text\":\"h\\u00e9llo \uD83D\uDE00\",\"caption\":\"CANARY\",\"senderName\":\"CANARY\",\"e-mail\":\"CANARY\","
                                + "\"ai_assisted\":true,\"note\":\"x@y\",\"other\":\"ann@example.org\","
                                + "\"actor\":{\"id\":\"u1\",\"name\":\"CANARY\"},\"copy_of\":\"u1\",\"attributes\":{\"body\":\"CANARY\",\"k\":\"v\"}"));

        assertThat(reader.next()).isTrue();
        assertThat(reader.event().number(EventField.TEXT_LENGTH)).isEqualTo(7);
        assertThat(reader.event().attributes())
                .containsOnly(java.util.Map.entry("ai_assisted", "true"), java.util.Map.entry("k", "v"));
        assertThat(reader.event().person(EventField.ACTOR).id()).hasSize(26).matches("[a-z2-7]+");
    }

    @Test
    void keepsWhatNoFieldKnowsUnderItsPathButNoTextNorPerson() throws IOException {
        RecordReader reader = reader(
                Samples.message(
                        "a",
                        ",\"app\":{\"os\":\"ios\",\"versions\":[17,true,null],\"owner_name\":\"CANARY\",\"deep\":{\"text\":\"CANARY\"}},"
                                + "\"user\":{\"x\":\"CANARY\"},\"labels\":[\"new\",\"ann@example.org\"],\"empty\":{},\"ratio\":0.5"));

        assertThat(reader.next()).isTrue();
        assertThat(reader.event().attributes())
                .containsOnly(
                        java.util.Map.entry("app.os", "ios"),
                        java.util.Map.entry("app.versions.0", "17"),
                        java.util.Map.entry("app.versions.1", "true"),
                        java.util.Map.entry("labels.0", "new"),
                        java.util.Map.entry("ratio", "0.5"));
    }

    @Test
    void countsBlankLinesAndReadsALastLineWithoutEnd() throws IOException {
        FileCounts counts = read("\n  \t\r\n" + Samples.message("a") + "\r\n\r\n" + Samples.message("b"));

        assertThat(counts.records(Outcome.BLANK)).isEqualTo(3);
        assertThat(counts.records(Outcome.ACCEPTED)).isEqualTo(2);
    }

    @Test
    void refusesAHugeLineAndReadsOn() throws IOException {
        FileCounts counts =
                read(Samples.message("a", ",\"x\":\"" + "y".repeat(100_000_000) + "\"") + "\n" + Samples.message("b"));

        assertThat(counts.reasons()).containsOnlyKeys("line_too_long");
        assertThat(counts.records(Outcome.ACCEPTED)).isOne();
        assertThat(counts.readBytes()).isGreaterThan(100_000_000);
    }

    @Test
    void balancesInLinesAndBytesHoweverAFileIsMutated() throws IOException {
        Random random = new Random(11);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            log.append(Samples.message("e" + i, i % 3 == 0 ? ",\"actor\":{\"id\":\"\u00fc" + i + "\"}" : ""))
                    .append(i % 4 == 0 ? "\r\n" : "\n");
        }
        byte[] clean = log.toString().getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 10_000; round++) {
            byte[] mutated = mutate(clean, random);
            FileCounts counts = read(mutated);
            assertThat(counts.readBytes()).isEqualTo(mutated.length);
            assertThat(counts.read()).isEqualTo(lines(mutated));
            assertThat(counts.reasons().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(counts.records(Outcome.REJECTED));
        }
    }

    private static byte[] mutate(byte[] clean, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int changes = 1 + random.nextInt(8);
        byte[] bytes = clean.clone();
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = '\n';
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> bytes[at] = 0;
                default -> {
                    out.reset();
                    out.write(bytes, 0, at);
                    int skip = Math.min(bytes.length - at, random.nextInt(300));
                    out.write(bytes, at + skip, bytes.length - at - skip);
                    bytes = out.size() == 0 ? bytes : out.toByteArray();
                }
            }
        }
        return bytes;
    }

    private static long lines(byte[] bytes) {
        long newlines = 0;
        for (byte b : bytes) {
            newlines += b == '\n' ? 1 : 0;
        }
        return newlines + (bytes.length > 0 && bytes[bytes.length - 1] != '\n' ? 1 : 0);
    }

    private static RecordReader reader(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return RecordReader.ofJsonLines(
                new LineSplitter(new ByteArrayInputStream(bytes)), Samples.rules(), Samples.guard());
    }

    private static FileCounts read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FileCounts read(byte[] bytes) throws IOException {
        RecordReader reader = RecordReader.ofJsonLines(
                new LineSplitter(new ByteArrayInputStream(bytes)), Samples.rules(), Samples.guard());
        while (reader.next()) {
            assertThat(reader.line().length).isPositive();
        }
        return reader.counts();
    }
}
