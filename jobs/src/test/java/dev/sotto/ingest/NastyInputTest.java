package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import dev.sotto.domain.Feed;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.IngestReport.Status;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.ingest.file.ParquetRowsTest;
import dev.sotto.ingest.record.WholeDocument;
import dev.sotto.warehouse.TestWarehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of nasty input with its exact outcome: reason, records and bytes. */
class NastyInputTest {
    @TempDir
    Path folder;

    /** One nasty line between two good ones, of which %XX is a byte in hex and a grave accent a quotation mark. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "bad_utf8         | {`event_id`:`n`,`note`:`%FF`}",
                "bad_utf8         | {`event_id`:`n`,`note`:`%C3`}",
                "bad_utf8         | {`event_id`:`n`,`note`:`%ED%A0%80`}",
                "bad_utf8         | {`event_id`:`n`,`note`:`%C0%80`}",
                "lone_surrogate   | {`event_id`:`n`,`note`:`\\ud800`}",
                "not_json         | {`event_id`:`n%00`}",
                "not_json         | %00",
                "not_json         | %EF%BB%BF{`event_id`:`n`}",
                "duplicate_key    | {`event_id`:`n`,`event_id`:`o`}",
                "duplicate_key    | {`event_id`:`n`,`actor`:{`id`:1,`id`:1}}",
                "missing_event_id | {`EVENT_ID`:`n`,`occurred_at`:1775466000}",
                "not_json         | MESSAGE xyz",
                "not_json         | MESSAGE}}",
                "not_json         | MESSAGEMESSAGE",
                "not_json         | MESSAGE,",
                "not_an_object    | [MESSAGE]",
                "not_an_object    | null",
                "not_an_object    | `MESSAGE2`",
                "not_json         | {'event_id':'n'}",
                "not_json         | {`event_id`:`n`,`occurred_at`:NaN}",
                "not_json         | {`event_id`:`n`,`occurred_at`:Infinity}",
                "bad_time         | WITH `occurred_at`:1e400",
                "bad_time         | WITH `occurred_at`:99999999999999999999999999",
                "bad_time         | WITH `occurred_at`:`2026`",
                "bad_time         | WITH `occurred_at`:`T10:00:00`",
                "bad_time         | WITH `occurred_at`:`2026-04-06T09:00:00`",
                "bad_time         | WITH `occurred_at`:`2026-02-30T09:00:00Z`",
                "implausible_time | WITH `occurred_at`:`1900-01-01T00:00:00Z`",
                "implausible_time | WITH `occurred_at`:`9999-12-31T23:59:59Z`",
                "implausible_time | WITH `occurred_at`:-2208988800",
                "implausible_time | WITH `occurred_at`:253402300799",
                "implausible_time | WITH `occurred_at`:253402300799000",
                "missing_time     | WITH `occurred_at`:null",
                "missing_time     | WITH `occurred_at`:``",
                "wrong_type       | WITH `occurred_at`:true",
                "wrong_type       | WITH `occurred_at`:{}",
                "wrong_type       | WITH `event_type`:7",
                "wrong_type       | WITH `voice_ms`:`12`",
                "wrong_type       | WITH `voice_ms`:1.5",
                "wrong_type       | WITH `voice_ms`:1e2",
                "impossible_value | WITH `voice_ms`:9223372036854775808",
                "impossible_value | WITH `voice_ms`:-1",
                "wrong_type       | WITH `is_test`:`false`",
                "wrong_type       | WITH `is_test`:0",
                "wrong_type       | WITH `kind`:[`text`]",
                "wrong_type       | WITH `actor`:`u`",
                "wrong_type       | WITH `media`:{}"
            })
    void refusesOneLineWithItsReasonAndTakesItsNeighbours(String reason, String nasty) throws IOException {
        byte[] line = bytes(nasty.replace('`', '"')
                .replace("MESSAGE2", "m")
                .replace("MESSAGE", Samples.message("n"))
                .replaceFirst("^WITH (\"\\w+\"):(.*)$", "$1:$2"));
        if (nasty.startsWith("WITH ")) {
            line = with(new String(line, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }
        byte[] before = (Samples.message("a") + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] after = (Samples.message("b") + "\n").getBytes(StandardCharsets.UTF_8);

        FileCounts counts =
                single("a.jsonl", join(before, line, new byte[] {'\n'}, after)).counts();

        assertThat(counts).hasToString("read 3 accepted 2 duplicate 0 rejected 1 ignored 0 blank 0");
        assertThat(counts.reasons()).containsOnlyKeys(reason);
        assertThat(counts.bytes(Outcome.ACCEPTED)).isEqualTo(before.length + after.length);
        assertThat(counts.bytes(Outcome.REJECTED)).isEqualTo(line.length + 1);
        assertThat(counts.readBytes()).isEqualTo(before.length + line.length + 1 + after.length);
    }

    /** A message of which one value is another. */
    private static String with(String pair) {
        String key = pair.substring(1, pair.indexOf('"', 1));
        String message = Samples.message("n").replaceFirst("\"" + key + "\":(\"[^\"]*\"|[^,}]*)", "\"x_old\":0");
        return message.substring(0, message.length() - 1) + "," + pair + "}";
    }

    @Test
    void takesAHundredMegabytesOfOneLineForOneReject() throws IOException {
        byte[] good = (Samples.message("a") + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] huge = new byte[100_000_000];
        Arrays.fill(huge, (byte) 'x');

        FileCounts counts = single("a.jsonl", join(good, huge, new byte[] {'\n'}, good.clone()))
                .counts();

        assertThat(counts).hasToString("read 3 accepted 1 duplicate 1 rejected 1 ignored 0 blank 0");
        assertThat(counts.reasons()).containsOnlyKeys("line_too_long");
        assertThat(counts.bytes(Outcome.REJECTED)).isEqualTo(100_000_001);
    }

    @Test
    void countsMarksReturnsAndBlanksInBytes() throws IOException {
        String text = "\uFEFF" + Samples.message("a") + "\r\n\r\n \t\n" + Samples.message("b") + "\r";

        FileCounts counts =
                single("a.jsonl", text.getBytes(StandardCharsets.UTF_8)).counts();

        assertThat(counts).hasToString("read 4 accepted 2 duplicate 0 rejected 0 ignored 0 blank 2");
        assertThat(counts.bytes(Outcome.BLANK)).isEqualTo(5);
        assertThat(counts.bytes(Outcome.ACCEPTED))
                .isEqualTo(3
                        + Samples.message("a").length()
                        + 2
                        + Samples.message("b").length()
                        + 1);
    }

    @Test
    void holdsTheLastLineOfALiveLogBackUntilItHasItsEnd() throws IOException {
        Feed live = new Feed("s", LogFormat.CANONICAL, null, ZoneOffset.UTC, null, null, null, true);
        String whole = Samples.message("a") + "\n";
        Path file = Files.writeString(folder.resolve("a.jsonl"), whole + Samples.message("b"));

        Records half = Records.of(file, live);
        assertThat(half.counts()).hasToString("read 2 accepted 1 duplicate 0 rejected 0 ignored 1 blank 0");
        assertThat(half.counts().ignoredReasons()).containsOnlyKeys("held_back");
        assertThat(half.counts().readBytes()).isEqualTo(Files.size(file));
        assertThat(half.counts().bytes(Outcome.IGNORED)).isEqualTo(Files.size(file) - whole.length());
        Records closed = Records.of(file);
        assertThat(closed.counts()).hasToString("read 2 accepted 2 duplicate 0 rejected 0 ignored 0 blank 0");
        assertThat(closed.file().mappingSha256())
                .as("so that it is read again once it is declared closed")
                .isNotEqualTo(half.file().mappingSha256());
        Files.writeString(file, whole + Samples.message("b") + "\n");
        assertThat(Records.of(file, live).counts())
                .hasToString("read 2 accepted 2 duplicate 0 rejected 0 ignored 0 blank 0");
    }

    @Test
    void refusesWholeFilesThatCannotBeReadToTheirEnd() throws IOException {
        byte[] log = (Samples.message("a") + "\n" + "x".repeat(3_000)).getBytes(StandardCharsets.UTF_8);
        byte[] gz = gzip(log);
        byte[] zst = Zstd.compress(log);
        Path parquet = folder.resolve("sample.parquet");
        ParquetRowsTest.sample(parquet);
        byte[] flipped = Files.readAllBytes(parquet);
        flipped[flipped.length / 3] ^= 4;

        assertRefused("a.jsonl.gz", Arrays.copyOf(gz, gz.length - 9), "gzip_truncated");
        assertRefused("b.jsonl.zst", Arrays.copyOf(zst, zst.length - 3), "zstd_truncated");
        assertRefused("c.jsonl.gz", join(gz, "rest".getBytes(StandardCharsets.US_ASCII)), "gzip_trailing_garbage");
        assertRefused("d.parquet", flipped, "parquet_corrupt");
        assertRefused("e.parquet", Arrays.copyOf(flipped, flipped.length / 2), "parquet_corrupt");
        assertRefused("f.parquet", new byte[0], "not_parquet");
        assertThat(single("empty.jsonl", new byte[0]).counts())
                .hasToString("read 0 accepted 0 duplicate 0 rejected 0 ignored 0 blank 0");
    }

    @Test
    void refusesADocumentThatIsTooLargeToHoldBeforeItIsHeld() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, "{\"messages\":[{\"from_id\":\"user1\",\n");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(WholeDocument.MAX_SIZE + 1L);
        }

        FileReport report = check(file).files().get(0);

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.detail()).isEqualTo("document_too_large");
        assertThat(report.counts().read()).isZero();
    }

    @Test
    void publishesAllButAFileThatGrowsChangesOrDisappearsUnderTheRunAndReadsItNextTime() throws IOException {
        Path still = log("still.jsonl", "s");
        Path grows = log("grows.jsonl", "g");
        Path changes = log("changes.jsonl", "c");
        Path goes = log("it's \"gone\"\n\uD83D\uDE00 now.jsonl", "d");
        try (TestWarehouse home = TestWarehouse.create()) {
            Inventory seen = Inventory.of(List.of(InputSpec.of(folder)), Progress.NONE);
            Files.writeString(grows, Samples.message("g2") + "\n", StandardOpenOption.APPEND);
            Files.writeString(changes, Samples.message("C") + "\n");
            Files.delete(goes);

            IngestReport first = Ingest.run(home.warehouse(), Samples.settings(0), seen, "run-1", Progress.NONE);

            assertThat(first.read()).extracting(FileReport::file).containsExactly(still.toString());
            assertThat(first.refused())
                    .extracting(FileReport::file, FileReport::detail)
                    .containsExactlyInAnyOrder(
                            tuple(grows.toString(), "changed_while_read"),
                            tuple(changes.toString(), "changed_while_read"),
                            tuple(goes.toString(), "disappeared"));
            assertThat(texts(home, "SELECT event_id FROM log.events")).containsExactly("[s]");
            assertThat(texts(home, "SELECT sum(read), sum(read_bytes) FROM log.inputs WHERE status = 'refused'"))
                    .containsExactly("[0,0]");

            IngestReport second = Ingest.run(
                    home.warehouse(), Samples.settings(0), List.of(InputSpec.of(folder)), "run-2", Progress.NONE);

            assertThat(second.refused()).isEmpty();
            assertThat(texts(home, "SELECT event_id FROM log.events ORDER BY 1"))
                    .containsExactly("[C]", "[g]", "[g2]", "[s]");
        }
    }

    private Path log(String name, String id) throws IOException {
        return Files.writeString(folder.resolve(name), Samples.message(id) + "\n");
    }

    private static List<String> texts(TestWarehouse home, String query) {
        return home.rows(query).stream().map(Row::toString).toList();
    }

    private void assertRefused(String name, byte[] content, String reason) throws IOException {
        FileReport report = single(name, content);
        assertThat(report.status()).as(name).isEqualTo(Status.REFUSED);
        assertThat(report.detail()).as(name).isEqualTo(reason);
        assertThat(report.counts().read() + report.counts().readBytes())
                .as(name)
                .isZero();
    }

    private FileReport single(String name, byte[] content) throws IOException {
        return check(Files.write(folder.resolve(name), content)).files().get(0);
    }

    private static IngestReport check(Path path) {
        return Check.run(Samples.settings(1), List.of(InputSpec.of(path)), Progress.NONE)
                .report();
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            boolean isHex = text.charAt(i) == '%';
            bytes.write(isHex ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += isHex ? 2 : 0;
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
