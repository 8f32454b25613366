package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        assertThat(part(numbers, "xl/worksheets/sheet1.xml"))
                .contains("<v>3140.0</v>")
                .satisfies(sheet -> assertThat(sheet.split("<row ", -1)).hasSize(numbers.size() + 2));
    }

    @Test
    void explainsItsMetricsInTheWorkbookInTheLanguageOfTheReport() throws IOException {
        Numbers numbers = Numbers.of(SampleReport.ordinary().report(), Locale.ITALIAN);
        Metric metric = SampleReport.catalogue().metric("first_response_time_p50");
        assertThat(part(numbers, "xl/worksheets/sheet2.xml")).contains("<row r=\"2\"");
        assertThat(part(numbers, "xl/sharedStrings.xml"))
                .contains("Tempo di prima risposta", "durata", "meglio se diminuisce")
                .doesNotContain(metric.description(Locale.ENGLISH));
    }

    private String part(Numbers numbers, String name) throws IOException {
        Path file = Files.write(directory.resolve("numbers.xlsx"), numbers.xlsx());
        try (ZipFile book = new ZipFile(file.toFile())) {
            return new String(book.getInputStream(book.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> csv(SampleReport sample, Locale language) {
        return new String(Numbers.of(sample.report(), language).csv(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
