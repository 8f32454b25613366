package dev.sotto.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sotto.cli.RunStep;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportStepTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T15:00:00Z");
    private static TestWarehouse test;

    @TempDir
    private Path directory;

    private Workspace workspace;

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
        write("sotto.yaml", "");
        write("brands.yaml", "brands: [{id: verlaine, name: Maison Verlaine, zone: Europe/Paris}]\n");
        workspace = Workspace.read(directory.resolve("sotto.yaml"), Map.of());
    }

    @Test
    void makesWhatIsDueOnceAndListsIt() throws IOException {
        plan("once", "active");
        List<String> lines = run("out", MONDAY, "run-1");
        Path page = Path.of(lines.get(0));
        assertThat(page)
                .startsWith(directory.resolve("out/reports"))
                .isRegularFile()
                .hasFileName("weekly.en.html");
        String html = Files.readString(page);
        assertThat(html).contains("Active contacts rose 9.5% to 3,140", "run-1", "Maison Verlaine");
        assertThat(Files.readString(directory.resolve("out/reports/index.html")))
                .contains(
                        "Maison Verlaine",
                        "Week 46",
                        page.getParent().getParent().getFileName() + "/2026-W46");

        List<String> again = run("out", MONDAY.plusSeconds(3 * 86_400), "run-2");
        assertThat(again).startsWith(page.toString(), "nothing due: made before");
        assertThat(Files.readString(page)).isEqualTo(html);
        assertThat(deliveries("once")).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo("delivered");
            assertThat(row.runId()).isEqualTo("run-1");
            assertThat(row.scheduledAt()).isEqualTo(Instant.parse("2026-11-16T06:00:00Z"));
        });
    }

    @Test
    void tellsTheOperatorWhatWasDeliveredInTheSameRun() throws IOException {
        write("reports/a-house.yaml", "id: house\nkind: operator\nlanguages: [fr]\nowner: ops\n");
        plan("told", "active");
        run("told", MONDAY, "run-1");
        Path page = directory.resolve("told/reports/operator/2026-W46/operator.fr.html");
        assertThat(Files.readString(page)).contains("Livré · EN", "Toutes les marques");
        assertThat(Files.readString(directory.resolve("told/reports/index.html")))
                .contains("All brands", "Operator’s weekly report", "operator/2026-W46/operator.fr.html");
        assertThat(Files.readString(directory.resolve("told/reports/operator/index.html")))
                .contains("Toutes les marques", "2026-W46/operator.fr.html");
        assertThat(deliveries("house")).extracting(Delivery::brandId).containsExactly("*");
    }

    @Test
    void putsAPageBackThatIsGoneWithoutASecondDelivery() throws IOException {
        plan("back", "active");
        run("one", MONDAY, "run-1");
        List<String> lines = run("two", MONDAY, "run-2");
        assertThat(directory.resolve("two/reports/index.html")).isRegularFile();
        assertThat(Path.of(lines.get(0))).isRegularFile();
        assertThat(deliveries("back")).hasSize(1);
    }

    @Test
    void writesDownWhatItLeavesOut() throws IOException {
        plan("draft", "draft");
        List<String> lines = run("out", MONDAY, "run-1");
        assertThat(lines.get(0)).isEqualTo("report draft 2026-W46 en: skipped, draft");
        assertThat(deliveries("draft"))
                .extracting(Delivery::state, Delivery::detail)
                .containsExactly(tuple("skipped", "draft"));
    }

    /** The same week in the ledger: one limit is crossed, one is not, one number is not there, and nothing is asked. */
    @Test
    void alertsWhereALimitIsCrossedAndWritesDownWhich() throws IOException {
        write("reports/alarm.yaml", """
                {id: alarm, kind: alert, brand: verlaine, owner: ops@verlaine.example, formats: [html, email],
                 thresholds: [{metric: reply_rate, below: 0.1}, {metric: first_contact_block_rate, above: 0.015}]}
                """);
        write("reports/calm.yaml", """
                {id: calm, brand: verlaine, owner: ops, only-if: threshold, thresholds: [{metric: reply_rate, below: 0.1}]}
                """);
        write("reports/blind.yaml", """
                {id: blind, brand: verlaine, owner: ops, only-if: threshold, thresholds: [{metric: trust_index, below: 1}]}
                """);
        write("reports/news.yaml", "{id: news, brand: verlaine, owner: ops, only-if: changed}");
        List<String> lines = run("alerts", MONDAY, "run-1");
        assertThat(lines)
                .contains(
                        "report calm 2026-W46 en: not made, no threshold crossed",
                        "report blind 2026-W46 en: not made, no number to judge");
        Path page = Path.of(lines.get(0));
        assertThat(page).hasFileName("alert.en.html");
        assertThat(Files.readString(page))
                .contains("Blocked first contacts at 2.1%, above the limit of 1.5%.", "kicker\">Alert");
        assertThat(Files.readString(page.resolveSibling("alert.en.eml")))
                .contains("From: ops@verlaine.example", "above the limit of");
        assertThat(deliveries("alarm"))
                .extracting(Delivery::state, Delivery::detail)
                .containsExactly(tuple("delivered", "first_contact_block_rate 0.0208163 above 0.0150000"));
        assertThat(deliveries("calm"))
                .extracting(Delivery::state, Delivery::detail)
                .containsExactly(tuple("skipped", "no threshold crossed"));
        assertThat(deliveries("news"))
                .singleElement()
                .satisfies(row -> assertThat(row.detail()).startsWith("changed: active_contacts"));
        assertThat(run("alerts", MONDAY, "run-2")).anyMatch(line -> line.startsWith("report calm"));
    }

    @Test
    void waitsForAWeekWithoutResults() throws IOException {
        plan("late", "active");
        List<String> lines = run("out", MONDAY.plusSeconds(21 * 86_400), "run-1");
        assertThat(lines.get(0)).isEqualTo("report late 2026-W49 en: waits, no results for the period yet");
        assertThat(deliveries("late")).extracting(Delivery::state).containsExactly("waiting");
    }

    @Test
    void saysThatNothingIsPlanned() throws IOException {
        List<String> lines = run("out", MONDAY, "run-1");
        assertThat(lines).containsExactly("all reports: " + directory.resolve("out/reports/index.html"));
    }

    @Test
    void isFoundByTheFrontDoor() {
        assertThat(ServiceLoader.load(RunStep.class).stream().map(ServiceLoader.Provider::type))
                .anyMatch(ReportStep.class::equals);
    }

    private List<String> run(String output, Instant asOf, String runId) {
        workspace = Workspace.read(directory.resolve("sotto.yaml"), Map.of());
        return new ReportStep().run(workspace, test.warehouse(), directory.resolve(output), asOf, runId, Progress.NONE);
    }

    private static List<Delivery> deliveries(String report) {
        return test.warehouse().ledger().deliveries().stream()
                .filter(row -> row.reportId().equals(report))
                .toList();
    }

    private void plan(String id, String state) throws IOException {
        write("reports/" + id + ".yaml", "id: %s\nbrand: verlaine\nstate: %s\nowner: analytics\n".formatted(id, state));
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
