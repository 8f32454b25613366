package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.IngestReport.Status;
import dev.sotto.ingest.file.InputSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @TempDir
    Path folder;

    @Test
    void readsEveryNameOfAFolderThatNoRuleLeavesOut() throws IOException {
        List<String> read = List.of(
                "a b.jsonl",
                "_x.jsonl",
                ".x.jsonl",
                "it's \"quoted\".jsonl",
                "[1]{a}*?.jsonl",
                "line\nbreak.jsonl",
                "\uD83D\uDE00.jsonl",
                "UPPER.JSONL",
                "plain.json",
                "x.ndjson",
                "sub/deep/y.jsonl",
                "no-extension");
        List<String> skipped = List.of(
                ".DS_Store",
                "2026-04-06.complete",
                ".a.jsonl.crc",
                "README.md",
                "truth.json",
                "a.jsonl~",
                ".a.jsonl.swp",
                "a.jsonl.tmp",
                "b._COPYING_",
                "_SUCCESS",
                ".gitignore");
        List<String> refused = List.of("pixel.png", "x.parquet", "notes.txt");
        for (String name : read) {
            write(name, Samples.message("e" + name.hashCode()) + "\n");
        }
        for (String name : skipped) {
            write(name, "whatever");
        }
        for (String name : refused) {
            write(name, "whatever");
        }

        IngestReport report = check(folder);

        assertThat(report.read()).hasSize(read.size());
        assertThat(report.totals().records(Outcome.ACCEPTED)).isEqualTo(read.size());
        assertThat(report.skipped()).hasSize(skipped.size());
        assertThat(report.refused()).hasSize(refused.size());
    }

    @Test
    void takesAPathLiterallyWhereThereIsSuchAFile() throws IOException {
        write("star*.jsonl", Samples.message("a"));
        write("star1.jsonl", Samples.message("b"));

        assertThat(check(folder.resolve("star*.jsonl")).read()).hasSize(1);
    }

    @Test
    void followsWildcardsWhereThereIsNoSuchFile() throws IOException {
        write("[2026]/w1.jsonl", Samples.message("a"));
        write("[2026]/w2.jsonl", Samples.message("b"));
        write("[2026]/deep/w1.jsonl", Samples.message("c"));
        write("[2026]/README.md", "words");

        assertThat(check(folder.resolve("[[]2026]/w*.jsonl")).read()).hasSize(2);
        assertThat(check(folder.resolve("*/w1.jsonl")).read()).hasSize(1);
        assertThat(check(folder.resolve("**/w1.jsonl")).read()).hasSize(2);
        assertThat(check(folder.resolve("*/{deep,none}")).read()).hasSize(1);
        assertThatThrownBy(() -> check(folder.resolve("v*.jsonl")))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("nor does a name fit it");
        assertThatThrownBy(() -> check(folder.resolve("{w")))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("not closed");
    }

    @Test
    void readsAnEmptyFileAsNothing() throws IOException {
        FileReport report = single("empty.jsonl", new byte[0]);

        assertThat(report.status()).isEqualTo(Status.READ);
        assertThat(report.counts().read()).isZero();
    }

    @Test
    void refusesContentThatIsNotWhatItsNameSays() throws IOException {
        byte[] line = Samples.message("a").getBytes(StandardCharsets.UTF_8);

        assertThat(single("a.jsonl", gzip(line)).detail()).isEqualTo("content_is_gzip");
        assertThat(single("b.jsonl", Zstd.compress(line)).detail()).isEqualTo("content_is_zstd");
        assertThat(single("c.jsonl.gz", line).detail()).isEqualTo("not_gzip");
        assertThat(single("d.jsonl.zst", line).detail()).isEqualTo("not_zstd");
        assertThat(single("e.jsonl.gz", new byte[0]).detail()).isEqualTo("not_gzip");
        assertThat(single("f.jsonl", "PAR1xxxxPAR1".getBytes(StandardCharsets.US_ASCII))
                        .detail())
                .isEqualTo("content_is_parquet");
        assertThat(single("g.jsonl", "\uFEFF{}".getBytes(StandardCharsets.UTF_16LE))
                        .detail())
                .isEqualTo("content_is_utf16");
        assertThat(single("h.jsonl.gz", gzip(gzip(line))).detail()).isEqualTo("packed_in_an_unknown_way");
        assertThat(single("i.jsonl.gz", gzip("\uFEFF{}".getBytes(Charset.forName("UTF-16BE"))))
                        .detail())
                .isEqualTo("content_is_utf16");
        assertThat(single("j.jsonl.GZ", gzip(line)).status()).isEqualTo(Status.READ);
    }

    @Test
    void readsEveryMemberOfAPackedFile() throws IOException {
        byte[] one = gzip((Samples.message("a") + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] two = gzip(Samples.message("b").getBytes(StandardCharsets.UTF_8));
        byte[] three = gzip(new byte[0]);
        assertThat(single("a.jsonl.gz", concat(one, two, three)).counts().records(Outcome.ACCEPTED))
                .isEqualTo(2);

        byte[] z1 = Zstd.compress((Samples.message("c") + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] z2 = Zstd.compress(Samples.message("d").getBytes(StandardCharsets.UTF_8));
        assertThat(single("a.jsonl.zst", concat(z1, z2)).counts().records(Outcome.ACCEPTED))
                .isEqualTo(2);
    }

    @Test
    void neverHalfReadsAPackedFileThatIsCutOrHasARest() throws IOException {
        byte[] gz = gzip(Samples.log(400));
        byte[] zst = Zstd.compress(Samples.log(400));
        for (int percent = 1; percent < 100; percent++) {
            assertThat(single("cut.jsonl.gz", Arrays.copyOf(gz, gz.length * percent / 100))
                            .status())
                    .isEqualTo(Status.REFUSED);
            assertThat(single("cut.jsonl.zst", Arrays.copyOf(zst, zst.length * percent / 100))
                            .status())
                    .isEqualTo(Status.REFUSED);
        }
        for (byte[] rest : List.of(new byte[1], new byte[512], "garbage".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(single("rest.jsonl.gz", concat(gz, rest)).status()).isEqualTo(Status.REFUSED);
            assertThat(single("rest.jsonl.zst", concat(zst, rest)).status()).isEqualTo(Status.REFUSED);
        }
        for (int missing = 1; missing <= 8; missing++) {
            assertThat(single("tail.jsonl.gz", Arrays.copyOf(gz, gz.length - missing))
                            .detail())
                    .isEqualTo("gzip_truncated");
        }
    }

    @Test
    void findsEveryFlippedBitThatChangesAPackedFile() throws IOException {
        byte[] gz = gzip(Samples.log(100));
        FileReport whole = single("whole.jsonl.gz", gz);
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            byte[] flipped = gz.clone();
            int bit = random.nextInt(gz.length * 8);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            FileReport report = single("flip.jsonl.gz", flipped);
            // Time, flags of the compressor and system in the header say nothing about the content.
            boolean isHarmless = bit / 8 >= 4 && bit / 8 <= 9;
            assertThat(report.status()).isEqualTo(isHarmless ? Status.READ : Status.REFUSED);
            if (isHarmless) {
                assertThat(report.counts().readBytes()).isEqualTo(whole.counts().readBytes());
            }
        }
    }

    @Test
    void refusesAContentThatGrowsBeyondAllMeasure() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(single("bomb.jsonl.gz", bomb).detail()).isEqualTo("unpacks_beyond_limit");
    }

    @Test
    void countsRecordsOfTheWholeFileAndItsDuplicates() throws IOException {
        String text =
                "\uFEFF" + Samples.message("a") + "\r\n" + Samples.message("a") + "\n\n{oops\n" + Samples.message("b");
        FileReport report = single("a.jsonl", text.getBytes(StandardCharsets.UTF_8));

        assertThat(report.counts()).hasToString("read 5 accepted 2 duplicate 1 rejected 1 ignored 0 blank 1");
        assertThat(report.counts().readBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void readsACanonicalTable() throws IOException {
        String table =
                "event_id,event_type,occurred_at,source,platform,message_id,kind,actor.id,actor.role,media,custom,name\r\n"
                        + "e1,message.sent,2026-04-06T09:00:00Z,s,tiktok,m1,media_pack,u1,contact,"
                        + "\"[{\"\"position\"\":1,\"\"kind\"\":\"\"photo\"\"}]\",x,CANARY\r\n"
                        + "e2,message.sent,2026-04-06T09:00:00Z,s,tiktok,m1,text\r\n"
                        + "e3,message.sent,2026-04-06T09:00:00Z,s,tiktok,m1,\"text,u1,,,,\r\n"
                        + "e4,app.left,1775466000,s,tiktok,,,,,,,\r\n";
        FileReport report = single("a.csv", table.getBytes(StandardCharsets.UTF_8));

        assertThat(report.counts()).hasToString("read 5 accepted 1 duplicate 0 rejected 3 ignored 1 blank 0");
        assertThat(report.counts().reasons()).containsOnlyKeys("malformed_row", "bad_time");
    }

    @Test
    void refusesATableWithoutAUsableHeader() throws IOException {
        assertThat(single("a.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))
                        .detail())
                .isEqualTo("no_column_event_type");
        assertThat(single("b.csv", "event_type,event_type\n".getBytes(StandardCharsets.UTF_8))
                        .detail())
                .isEqualTo("column_named_twice");
    }

    private FileReport single(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        return check(file).files().get(0);
    }

    private static IngestReport check(Path path) {
        return Check.run(Samples.settings(1), List.of(InputSpec.of(path)), Progress.NONE)
                .report();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
