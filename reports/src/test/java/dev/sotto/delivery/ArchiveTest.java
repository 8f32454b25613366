package dev.sotto.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    @TempDir
    private Path output;

    @Test
    void givesAPageTheSamePlaceInEveryRun() {
        String path = Archive.path(
                ReportKind.BRAND, "Maison Verlaine", Period.parse("2026-W46"), Locale.ENGLISH, ReportFormat.HTML);
        assertThat(path).matches("maison-verlaine-[0-9a-f]{8}/2026-W46/weekly\\.en\\.html");
    }

    @Test
    void writesAPageWholeAndLeavesNoDraft() throws IOException {
        Archive archive = new Archive(output);
        archive.write("a/2026-W46/weekly.en.html", "first");
        Path page = archive.write("a/2026-W46/weekly.en.html", "second");
        assertThat(page).hasContent("second");
        assertThat(archive.holds("a/2026-W46/weekly.en.html")).isTrue();
        try (Stream<Path> files = Files.list(page.getParent())) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void neverLeavesItsFolder() {
        Archive archive = new Archive(output);
        assertThatThrownBy(() -> archive.write("../../elsewhere.html", "x")).isInstanceOf(SottoException.class);
    }

    @Test
    void saysWhatToDoWhereItCannotWrite() throws IOException {
        Files.writeString(output.resolve("reports"), "a file in the way");
        assertThatThrownBy(() -> new Archive(output).write("index.html", "x"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Cannot write the report")
                .hasMessageContaining("--output");
    }
}
