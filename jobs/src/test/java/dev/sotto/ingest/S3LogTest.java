package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.ingest.file.ParquetRowsTest;
import dev.sotto.warehouse.TestWarehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that lies in S3, of which a real server answers. */
@Tag("long")
class S3LogTest {
    private static final String PREFIX = "spark.hadoop.fs.s3a.";

    @TempDir
    private static Path folder;

    private static S3Server server;
    private static Map<String, String> settings = Map.of();

    @BeforeAll
    static void fillTheBucket() throws Exception {
        server = S3Server.start();
        settings = Map.of(
                PREFIX + "endpoint", server.endpoint(),
                PREFIX + "endpoint.region", "us-east-1",
                PREFIX + "access.key", "key",
                PREFIX + "secret.key", "secret",
                PREFIX + "path.style.access", "true",
                PREFIX + "connection.ssl.enabled", "false",
                PREFIX + "attempts.maximum", "2");
        settings.forEach(System::setProperty);
        server.put("log/a%20b.jsonl", text(Samples.message("a") + "\n{oops\n"));
        server.put("log/deep/b.jsonl.gz", gzip(Samples.message("b") + "\n"));
        server.put("log/w1.jsonl", text(Samples.message("w") + "\n"));
        server.put("log/cut.jsonl.gz", text("no gzip"));
        server.put("log/README.md", text("words"));
        server.put("tables/log.parquet", Files.readAllBytes(ParquetRowsTest.sample(folder.resolve("log.parquet"))));
    }

    @AfterAll
    static void stop() {
        settings.keySet().forEach(System::clearProperty);
        if (server != null) {
            server.close();
        }
    }

    @Test
    void isReadFromAFolderWithEveryNameAccountedFor() {
        IngestReport report = check("s3a://box/log");

        assertThat(report.totals()).hasToString("read 4 accepted 3 duplicate 0 rejected 1 ignored 0 blank 0");
        assertThat(report.totals().readBytes())
                .isEqualTo(3L * (Samples.message("a").length() + 1) + "{oops\n".length());
        assertThat(report.refused()).extracting(FileReport::detail).containsExactly("not_gzip");
        assertThat(report.skipped()).hasSize(1);
    }

    @Test
    void isReadByWildcardsAndByName() {
        assertThat(check("s3a://box/log/w*.jsonl").read()).hasSize(1);
        assertThat(check("s3a://box/log/a b.jsonl").read()).hasSize(1);
        assertThat(check("s3a://box/tables/log.parquet").totals())
                .hasToString("read 500 accepted 500 duplicate 0 rejected 0 ignored 0 blank 0");
        assertThatThrownBy(() -> check("s3a://box/none/x.jsonl"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("there is no such file or folder");
    }

    @Test
    void isReadAgainOnlyWhereAnObjectChanged() throws Exception {
        try (TestWarehouse home = TestWarehouse.create()) {
            server.put("live/a.jsonl", text(Samples.message("x") + "\n"));
            assertThat(ingest(home, "run-1").read()).hasSize(1);
            assertThat(ingest(home, "run-2").unchanged()).hasSize(1);
            server.put("live/a.jsonl", text(Samples.message("x") + "\n" + Samples.message("y") + "\n"));

            assertThat(ingest(home, "run-3").totals())
                    .hasToString("read 2 accepted 1 duplicate 1 rejected 0 ignored 0 blank 0");
            assertThat(home.rows("SELECT event_id FROM log.events ORDER BY 1").stream()
                            .map(Row::toString))
                    .containsExactly("[x]", "[y]");
        }
    }

    private static IngestReport ingest(TestWarehouse home, String runId) {
        return Ingest.run(
                home.warehouse(),
                Samples.settings(0),
                List.of(InputSpec.of(Path.of("s3a://box/live"))),
                runId,
                Progress.NONE);
    }

    private static IngestReport check(String path) {
        return Check.run(Samples.settings(1), List.of(InputSpec.of(Path.of(path))), Progress.NONE)
                .report();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text(text));
        }
        return out.toByteArray();
    }
}
