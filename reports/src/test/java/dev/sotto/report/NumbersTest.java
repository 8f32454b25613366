package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersTest {
    @TempDir
    private Path directory;

    @Test
    void givesARowAResultWithItsTitle() {
        List<String> lines = csv(SampleReport.ordinary(), Locale.GERMAN);
        assertThat(lines.get(0))
                .startsWith("metric,title,scope,platform,brand_id,campaign_id,campaign,period,period_start_on,slice,");
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith("active_contacts,Aktive Kontakte,brand,,verlaine,,,week,2026-11-09,,,3140.0,"));
        assertThat(lines).anyMatch(line -> line.contains("immature"));
    }

    @Test
    void keepsANameFromBecomingAFormula() {
        SampleReport sample = SampleReport.ordinary()
                .put(result("messages_sent", SampleReport.WEEK)
                        .slice("kind", "=HYPERLINK(\"x\")")
                        .value(1));
        assertThat(csv(sample, Locale.ENGLISH)).anyMatch(line -> line.contains("\"'=HYPERLINK(\"\"x\"\")\""));
    }

    @Test
    void makesAWorkbookOfTheSameRows() throws IOException {
        Numbers numbers = Numbers.of(SampleReport.ordinary().report(), Locale.ENGLISH);
        Path file = Files.write(directory.resolve("numbers.xlsx"), numbers.xlsx());
        String sheet;
        try (ZipFile book = new ZipFile(file.toFile())) {
            ZipEntry entry = book.getEntry("xl/worksheets/sheet1.xml");
            sheet = new String(book.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(sheet.split("<row ", -1)).hasSize(numbers.size() + 2);
        assertThat(sheet).contains("<v>3140.0</v>");
    }

    private static List<String> csv(SampleReport sample, Locale language) {
        return new String(Numbers.of(sample.report(), language).csv(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
