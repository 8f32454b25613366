package dev.sotto.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sotto.cli.Main;
import dev.sotto.cli.Surroundings;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weeks that are restated after they were reported. */
class RevisionsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T15:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private TestWarehouse test;
    private Path folder;

    @BeforeEach
    void publish() throws IOException {
        test = PublishedSample.warehouse();
        Files.writeString(directory.resolve("sotto.yaml"), "");
        Files.writeString(
                directory.resolve("brands.yaml"),
                "brands: [{id: verlaine, name: Maison Verlaine, zone: Europe/Paris}]\n");
        Files.createDirectories(directory.resolve("reports"));
        Files.writeString(
                directory.resolve("reports/weekly.yaml"),
                "{id: weekly, brand: verlaine, owner: analytics, formats: [html, csv]}\n");
        folder = Path.of(run(MONDAY, "run-0").get(0)).getParent();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void makesANewRevisionThatSaysWhatChangedAndKeepsTheOldOne() throws IOException {
        String first = Files.readString(folder.resolve("weekly.en.html"));
        restate("active_contacts", "2026-11-09", 1.05, "run-1", MONDAY.plus(DAY));
        List<String> lines = run(MONDAY.plus(DAY), "run-1");
        assertThat(lines)
                .contains(folder.resolve("weekly.en.html").toString())
                .contains("report weekly 2026-W46 en: restated, revision 2");
        assertThat(Files.readString(folder.resolve("weekly.en.html")))
                .contains("Weekly report · Revision 2")
                .contains(
                        "Restated since revision 1 (as of 16\u00a0Nov\u00a02026,",
                        "active contacts 3,297 instead of 3,140.")
                .contains("week 46, since 17\u00a0Nov\u00a02026: active");
        assertThat(Files.readString(folder.resolve("weekly.en.r1.html"))).isEqualTo(first);
        assertThat(folder.resolve("weekly.en.r1.csv")).isRegularFile();
        assertThat(rows())
                .extracting(Delivery::revision, row -> file(row.path()), Delivery::state, Delivery::runId)
                .containsExactly(
                        tuple(1, "weekly.en.r1.html", "delivered", "run-0"),
                        tuple(2, "weekly.en.html", "delivered", "run-1"));
        assertThat(Files.readString(directory.resolve("out/reports/index.html")))
                .contains("Week 46 · Revision 2", "weekly.en.r1.html", "weekly.en.r1.csv");
        assertThat(run(MONDAY.plus(DAY), "run-1")).contains("nothing due: made before");
        assertThat(rows()).hasSize(2);
    }

    @Test
    void keepsWhatWasToldWhereAPageIsMadeAnewBeforeTheNextRun() throws IOException {
        String first = Files.readString(folder.resolve("weekly.en.html"));
        restate("active_contacts", "2026-11-09", 1.05, "run-1", MONDAY.plus(DAY));
        for (int times = 0; times < 2; times++) {
            report();
            assertThat(Files.readString(folder.resolve("weekly.en.html"))).contains("Revision 2");
            assertThat(Files.readString(folder.resolve("weekly.en.r1.html"))).isEqualTo(first);
        }
        run(MONDAY.plus(DAY), "run-1");
        assertThat(Files.readString(folder.resolve("weekly.en.r1.html"))).isEqualTo(first);
        assertThat(rows()).extracting(Delivery::revision).containsExactly(1, 2);
    }

    @Test
    void revisesAnEarlierWeekToo() throws IOException {
        Instant nextMonday = MONDAY.plus(Duration.ofDays(7));
        restate("messages_sent", "2026-11-09", 1.02, "run-1", nextMonday);
        assertThat(run(nextMonday, "run-1"))
                .contains("report weekly 2026-W47 en: waits, no results for the period yet")
                .contains("report weekly 2026-W46 en: restated, revision 2");
        assertThat(Files.readString(folder.resolve("weekly.en.html")))
                .contains("messages sent 18,564 instead of 18,200");
    }

    @Test
    void leavesAReportAloneWhoseOwnWeekStandsAsItWasTold() throws IOException {
        restate("active_contacts", "2026-11-02", 1.05, "run-1", MONDAY.plus(DAY));
        restate("trust_index", "2026-11-09", 1.05, "run-2", MONDAY.plus(DAY));
        assertThat(run(MONDAY.plus(DAY), "run-2")).contains("nothing due: made before");
        assertThat(rows()).singleElement().extracting(Delivery::revision).isEqualTo(1);
        assertThat(folder.resolve("weekly.en.r1.html")).doesNotExist();
    }

    private void restate(String metric, String monday, double factor, String runId, Instant at) {
        PublishedSample.restate(test, metric, monday, factor, runId, at);
    }

    private List<String> run(Instant asOf, String runId) {
        Workspace workspace = Workspace.read(directory.resolve("sotto.yaml"), Map.of());
        return new ReportStep().run(workspace, test.warehouse(), directory.resolve("out"), asOf, runId, Progress.NONE);
    }

    private void report() {
        Surroundings around = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                System.err,
                false,
                false,
                100,
                Map.of(),
                Clock.systemUTC(),
                directory);
        assertThat(Main.run(
                        around,
                        "report",
                        "--period=2026-W46",
                        "--config=" + directory.resolve("sotto.yaml"),
                        "--warehouse=" + test.directory(),
                        "--output=" + directory.resolve("out")))
                .isZero();
    }

    private List<Delivery> rows() {
        return test.warehouse().ledger().deliveries().stream()
                .filter(row -> row.state().equals("delivered"))
                .toList();
    }

    private static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
