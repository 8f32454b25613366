package dev.sotto.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.cli.Main;
import dev.sotto.cli.Surroundings;
import dev.sotto.warehouse.TestWarehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static TestWarehouse test;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void publishResults() {
        test = PublishedSample.warehouse();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @BeforeEach
    void describeWorkspace() throws IOException {
        Files.writeString(directory.resolve("sotto.yaml"), "");
        Files.writeString(
                directory.resolve("brands.yaml"),
                "brands: [{id: verlaine, name: Maison Verlaine, zone: Europe/Paris}]\n");
        Files.createDirectories(directory.resolve("reports"));
    }

    @Test
    void makesAPageOfAPastWeekAndLeavesTheLedgerAlone() throws IOException {
        assertThat(sotto("--brand", "verlaine", "--period", "2026-W46")).isZero();
        Path page = Path.of(out.toString(StandardCharsets.UTF_8).strip());
        assertThat(Files.readString(page)).contains("Week 46", "run-0");
        assertThat(test.warehouse().ledger().deliveries()).isEmpty();
    }

    @Test
    void takesTheLastWeekThatIsOver() {
        assertThat(sotto()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("/2026-W46/weekly.en.html");
    }

    @Test
    void namesTheBrandsThereAre() {
        assertThat(sotto("--brand", "nobody")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("'nobody'", "verlaine")
                .hasLineCount(1);
    }

    @Test
    void makesAPageInEachLanguageAsked() throws IOException {
        assertThat(sotto("--language", "de,it")).isZero();
        List<String> pages = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(Files.readString(Path.of(pages.get(0)))).contains("lang=\"de\"", "Wochenbericht");
        assertThat(Files.readString(Path.of(pages.get(1)))).contains("lang=\"it\"", "Rapporto settimanale");
    }

    @Test
    void previewsAPageBesideTheArchive() throws IOException {
        assertThat(command("report", "preview", "--brand", "verlaine", "--period", "2026-W46", "--language", "fr"))
                .isZero();
        Path page = Path.of(URI.create(out.toString(StandardCharsets.UTF_8).strip()));
        assertThat(page).startsWith(directory.resolve("out/previews"));
        assertThat(Files.readString(page)).contains("lang=\"fr\"", "Rapport hebdomadaire");
        assertThat(directory.resolve("out/reports")).doesNotExist();
    }

    @Test
    void previewsTheOperatorsReportWithoutABrand() throws IOException {
        assertThat(command("report", "preview", "--kind", "operator", "--language", "de"))
                .isZero();
        Path page = Path.of(URI.create(out.toString(StandardCharsets.UTF_8).strip()));
        assertThat(page.toString()).endsWith("previews/reports/operator/2026-W46/operator.de.html");
        assertThat(Files.readString(page))
                .contains("Wochenbericht des Betriebs", "Maison Verlaine", "Kein Bericht geplant");
        assertThat(command("report", "preview")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--brand").hasLineCount(1);
    }

    @Test
    void makesEveryFormThatIsAsked() {
        assertThat(sotto("--format", "pdf,email,csv,xlsx")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .extracting(line -> line.substring(line.lastIndexOf('/') + 1))
                .containsExactly("weekly.en.pdf", "weekly.en.eml", "weekly.en.csv", "weekly.en.xlsx");
    }

    @Test
    void namesTheLanguagesThereAre() {
        assertThat(sotto("--language", "ja")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("'ja'", "en, de, fr, it")
                .hasLineCount(1);
    }

    @Test
    void refusesAPeriodThatIsNoWeek() {
        assertThat(sotto("--period", "2026-11")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("2026-W15").hasLineCount(1);
    }

    private int sotto(String... arguments) {
        return command(Stream.concat(Stream.of("report"), Stream.of(arguments)).toArray(String[]::new));
    }

    private int command(String... arguments) {
        Surroundings around = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                100,
                Map.of(),
                Clock.systemUTC(),
                directory);
        String[] shared = {
            "--config",
            directory.resolve("sotto.yaml").toString(),
            "--warehouse",
            test.directory().toString(),
            "--output",
            directory.resolve("out").toString()
        };
        return Main.run(around, Stream.of(arguments, shared).flatMap(Stream::of).toArray(String[]::new));
    }
}
