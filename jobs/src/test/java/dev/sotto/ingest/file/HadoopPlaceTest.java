package dev.sotto.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.Check;
import dev.sotto.ingest.IngestReport;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopPlaceTest {
    private static final String SETTING = "spark.hadoop.fs.shelf.impl";

    /** A file system of Hadoop's own under another scheme, as a cluster would have one. */
    public static final class Shelf extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("shelf://box");
        }
    }

    @TempDir
    Path folder;

    @BeforeAll
    static void declare() {
        System.setProperty(SETTING, Shelf.class.getName());
    }

    @AfterAll
    static void forget() {
        System.clearProperty(SETTING);
    }

    @Test
    void readsWhatLiesThereAsItReadsWhatLiesHere() throws IOException {
        Files.writeString(folder.resolve("a b.jsonl"), Samples.message("a") + "\n{oops\n");
        Files.createDirectories(folder.resolve("deep"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("deep/c.jsonl.gz")))) {
            out.write(Samples.message("c").getBytes());
        }
        Files.writeString(folder.resolve("cut.jsonl.gz"), "no gzip");
        Files.writeString(folder.resolve("README.md"), "words");

        IngestReport there = check("shelf://box" + folder);
        IngestReport here = check(folder.toString());

        assertThat(there.totals()).hasToString(here.totals().toString());
        assertThat(there.totals().readBytes()).isEqualTo(here.totals().readBytes());
        assertThat(there.files())
                .extracting(FileReport::sha256)
                .isEqualTo(here.files().stream().map(FileReport::sha256).toList());
        assertThat(there.files()).extracting(FileReport::detail).contains("not_gzip");
        assertThat(there.files().get(0).file()).isEqualTo("shelf://box" + folder + "/a b.jsonl");
        assertThat(there.skipped()).hasSize(1);
    }

    @Test
    void readsParquetThere() throws IOException {
        ParquetRowsTest.sample(folder.resolve("log.parquet"));

        assertThat(check("shelf://box" + folder + "/log.parquet").totals())
                .hasToString("read 500 accepted 500 duplicate 0 rejected 0 ignored 0 blank 0");
    }

    @Test
    void followsWildcardsThere() throws IOException {
        Files.writeString(folder.resolve("w1.jsonl"), Samples.message("a"));
        Files.writeString(folder.resolve("w2.jsonl"), Samples.message("b"));

        assertThat(check("shelf://box" + folder + "/w*.jsonl").read()).hasSize(2);
        assertThatThrownBy(() -> check("shelf://box" + folder + "/v*.jsonl"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("nor does a name fit it");
    }

    @Test
    void saysWhatIsMissingForAStorageThatNobodySetUp() {
        assertThatThrownBy(() -> check("nowhere://box/log"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("there is no file system for nowhere here")
                .hasMessageContaining("class path");
    }

    private static IngestReport check(String path) {
        return Check.run(Samples.settings(1), List.of(InputSpec.of(Path.of(path))), Progress.NONE)
                .report();
    }
}
