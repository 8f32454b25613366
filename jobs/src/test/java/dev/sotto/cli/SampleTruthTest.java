package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.build.UnitQuery;
import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import dev.sotto.warehouse.Warehouse;
import dev.sotto.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample from the log to the results, held against what its simulator knows without reading the log. */
class SampleTruthTest {

    /** What the generator does not plan, or knows only by reading its own log. */
    private static final Set<String> UNPLANTED = Set.of(
            "declared_retention",
            "freshness_p95",
            "incomplete_days",
            "not_observable_metrics",
            "repeat_purchase_lift_adjusted",
            "suppressed_share");

    private static final Path SAMPLE = Path.of("../data-samples");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static JsonNode truth;

    @BeforeAll
    static void run() throws IOException {
        stage = new Stage(folder, Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32)));
        truth = JSON.readTree(SAMPLE.resolve("truth.json").toFile());
        assertThat(stage.run(
                        "run", "-q", "--config", SAMPLE.resolve("sotto.yaml").toString(), "--warehouse", warehouse()))
                .as(stage.err())
                .isZero();
    }

    private static String warehouse() {
        return folder.resolve("warehouse").toString();
    }

    private static List<JsonNode> rows(String sql) throws IOException {
        assertThat(stage.run(
                        "sql",
                        "--config",
                        SAMPLE.resolve("sotto.yaml").toString(),
                        "--warehouse",
                        warehouse(),
                        "--format",
                        "json",
                        "-e",
                        sql))
                .as(stage.err())
                .isZero();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : stage.out().lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    @Test
    void accountsForEveryLine() throws IOException {
        JsonNode totals = rows("SELECT SUM(read) AS lines, SUM(accepted) AS accepted, SUM(duplicate) AS duplicate,"
                        + " SUM(rejected) AS rejected, SUM(blank) AS blank, SUM(ignored) AS ignored,"
                        + " SUM(read_bytes) - SUM(bytes) AS missing_bytes FROM log.inputs")
                .get(0);
        for (String count : List.of("lines", "accepted", "duplicate", "rejected", "blank")) {
            assertThat(totals.get(count).asLong())
                    .as(count)
                    .isEqualTo(truth.get("log").get(count).asLong());
        }
        assertThat(totals.get("missing_bytes").asLong()).isZero();
    }

    @Test
    void computesEveryNumberThatWasPlanted() throws IOException {
        PlantedTruth planted = new PlantedTruth(truth);
        List<JsonNode> results = rows("SELECT * FROM metrics.results");
        assertThat(planted.differences(results)).isEmpty();
        assertThat(planted.passedOver(results))
                .as("no metric of the catalogue is passed over")
                .doesNotContainAnyElementsOf(
                        Catalogue.shipped().all().stream().map(Metric::id).toList());
        assertThat(planted.metrics())
                .as("of every metric of the catalogue something is planted")
                .containsAll(Catalogue.shipped().all().stream()
                        .map(Metric::id)
                        .filter(metric -> !UNPLANTED.contains(metric))
                        .toList())
                .doesNotContainAnyElementsOf(UNPLANTED);
        assertThat(planted.numbers()).isGreaterThan(20_000);
    }

    /** What the simulator wrote twice, and what contradicts a rule of the policy. */
    @Test
    void tellsHowGoodTheLogIs() throws IOException {
        JsonNode log = truth.get("log");
        assertThat(rows("SELECT numerator, denominator FROM metrics.results WHERE metric = 'duplicate_share'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("numerator").asLong())
                            .isEqualTo(log.get("duplicate").asLong());
                    assertThat(row.get("denominator").asLong())
                            .isEqualTo(log.get("accepted").asLong()
                                    + log.get("duplicate").asLong());
                });
        assertThat(rows("SELECT period_start_on, value FROM metrics.results WHERE metric = 'incomplete_days'"
                        + " AND scope = 'all' AND period = 'week' AND value > 0"))
                .as("the hours after the last week")
                .extracting(row -> row.get("period_start_on").asText())
                .containsExactly("2026-03-30");
        assertThat(rows(
                        "SELECT DISTINCT metric FROM metrics.results WHERE status = 'ok' AND metric IN ('freshness_p95',"
                                + " 'unknown_age_share', 'policy_conflicts', 'suppressed_share', 'not_observable_metrics')"
                                + " AND scope = 'brand' AND period = 'week'"))
                .hasSize(5);
    }

    @Test
    void keepsNoTraceOfMinorsBeyondTheCount() throws IOException {
        assertThat(rows(
                        "SELECT event_id FROM log.events WHERE policy_conflict LIKE '%under_16%' AND (actor_id IS NOT NULL"
                                + " OR counterpart_id IS NOT NULL OR contact_id IS NOT NULL OR thread_id IS NOT NULL)"))
                .isEmpty();
        assertThat(rows("SELECT metric FROM metrics.results WHERE slice_value LIKE '%under_16%'"
                        + " OR (slice_value LIKE '16_17%' AND status = 'ok' AND persons < 50)"))
                .isEmpty();
    }

    @Test
    void givesEveryMetricTheScopesOfItsCatalogueEntry() throws IOException {
        assertThat(rows("SELECT DISTINCT scope FROM metrics.results WHERE metric = 'age_denials'"))
                .extracting(row -> row.get("scope").asText())
                .containsExactlyInAnyOrder("all", "platform");
        assertThat(rows("SELECT metric FROM metrics.results GROUP BY metric"))
                .hasSize(Catalogue.shipped().all().size());
    }

    /** Laws that hold for every metric: shares are in [0, 1], intervals hold their value, a status says why there is none. */
    @Test
    void obeysTheLawsOfResults() throws IOException {
        assertThat(rows("SELECT * FROM metrics.results WHERE (unit = 'ratio' AND value NOT BETWEEN 0 AND 1)"
                        + " OR value < ci_low - 1e-12 OR value > ci_high + 1e-12 OR (value IS NULL) = (status = 'ok')"
                        + " OR (unit = 'ratio' AND numerator > denominator) OR pending < 0"))
                .isEmpty();
        assertThat(rows(
                        "SELECT brand_id, campaign_id, period_start_on FROM metrics.results WHERE metric = 'format_share'"
                                + " AND scope = 'campaign' AND period = 'day' AND status = 'ok'"
                                + " GROUP BY ALL HAVING ABS(SUM(value) - 1) > 1e-9"))
                .isEmpty();
        assertThat(rows("SELECT w.brand_id FROM metrics.results w JOIN metrics.results d ON d.metric = w.metric"
                        + " AND d.scope = w.scope AND d.brand_id = w.brand_id AND d.period = 'day'"
                        + " AND trunc(d.period_start_on, 'week') = w.period_start_on AND d.slice IS NULL"
                        + " WHERE w.metric = 'messages_sent' AND w.scope = 'brand' AND w.period = 'week' AND w.slice IS NULL"
                        + " GROUP BY w.brand_id, w.period_start_on, w.value HAVING SUM(d.value) <> w.value"))
                .isEmpty();
    }

    /** Who comes is new, returning or resurrected, and a retention that is declared as the usual one is that one. */
    @Test
    void tellsTheSameInTwoWays() throws IOException {
        assertThat(rows("SELECT a.period_start_on FROM metrics.results a JOIN metrics.results l ON l.scope = a.scope"
                        + " AND l.platform <=> a.platform AND l.brand_id <=> a.brand_id"
                        + " AND l.campaign_id <=> a.campaign_id AND l.period = a.period"
                        + " AND l.period_start_on = a.period_start_on AND l.metric = 'lifecycle_contacts'"
                        + " AND l.slice_value <> 'dormant' WHERE a.metric = 'active_contacts' AND a.slice IS NULL"
                        + " GROUP BY a.scope, a.platform, a.brand_id, a.campaign_id, a.period, a.period_start_on, a.value"
                        + " HAVING SUM(l.value) <> a.value"))
                .isEmpty();
        String same = "SELECT COUNT(*) AS cells, COUNT_IF(d.numerator <=> r.numerator AND d.pending = r.pending"
                + " AND d.denominator <=> r.denominator AND d.ci_low <=> r.ci_low) AS same FROM metrics.results r"
                + " LEFT JOIN metrics.results d ON d.metric = 'declared_retention' AND d.brand_id = r.brand_id"
                + " AND d.period_start_on = r.period_start_on AND d.slice_value = r.slice_value || ',writers-by-week'"
                + " WHERE r.metric = 'retention_on' AND r.scope = 'brand' AND r.slice IS NOT NULL";
        assertThat(rows(same))
                .singleElement()
                .satisfies(row -> assertThat(row.get("same").asLong())
                        .isEqualTo(row.get("cells").asLong())
                        .isGreaterThan(200));
    }

    /** A week, a month and a lifetime merged from their days are those computed at once, where days may be summed. */
    @Test
    void addsUpOverDays() throws IOException {
        assertThat(rows("SELECT m.metric, m.period, m.period_start_on FROM metrics.results m"
                        + " JOIN metrics.results d ON d.metric = m.metric"
                        + " AND d.scope = m.scope AND d.brand_id <=> m.brand_id AND d.campaign_id <=> m.campaign_id"
                        + " AND d.platform <=> m.platform AND d.period = 'day' AND d.slice IS NULL"
                        + " AND (m.period = 'lifetime' OR trunc(d.period_start_on, m.period) = m.period_start_on)"
                        + " WHERE m.slice IS NULL AND m.period <> 'day' AND m.numerator IS NOT NULL"
                        // A person or group counts once in a period, however many days it is there.
                        + " AND m.metric NOT IN ('active_contacts', 'reached_contacts', 'trust_index',"
                        + " 'group_call_participation', 'unknown_age_share', 'filter_enabled_share', 'room_occupancy',"
                        + " 'room_moderator_occupancy', 'creator_room_occupancy', 'suppressed_share',"
                        + " 'not_observable_metrics')"
                        + " GROUP BY m.metric, m.scope, m.platform, m.brand_id, m.campaign_id, m.period,"
                        + " m.period_start_on, m.numerator, m.denominator, m.pending"
                        + " HAVING SUM(d.numerator) <> m.numerator OR SUM(d.denominator) <> m.denominator"
                        + " OR SUM(d.pending) <> m.pending"))
                .isEmpty();
    }

    /** SQL for one place says what the roll-up says for all: of each file of units, and of each way to add persons up. */
    @Test
    void listsThePersonsBehindEachNumber() {
        Workspace workspace =
                Workspace.read(SAMPLE.resolve("sotto.yaml"), Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32)));
        Map<String, Metric> asked = new TreeMap<>();
        for (SqlFile file : SqlFiles.units()) {
            for (Metric metric : Catalogue.shipped().all()) {
                if (file.defines(metric.id())) {
                    asked.put(file.table(), metric);
                    asked.put(metric.byPerson().name(), metric);
                }
            }
        }
        Period week = Period.parse("2026-W12");
        int compared = 0;
        try (Warehouse pinned =
                Warehouse.openPinned(WarehouseSettings.embedded(Path.of(warehouse()), workspace.zone()))) {
            Map<String, List<Row>> results = pinned
                    .read("metrics.results")
                    .filter("scope = 'brand' AND period = 'week' AND period_start_on = DATE '2026-03-16'"
                            + " AND slice IS NULL AND status = 'ok'")
                    .selectExpr("brand_id", "numerator", "denominator", "persons", "pending", "metric")
                    .collectAsList()
                    .stream()
                    .collect(Collectors.groupingBy(row -> row.getString(5), TreeMap::new, Collectors.toList()));
            for (Metric metric : Set.copyOf(asked.values())) {
                List<Row> ofBrands = results.getOrDefault(metric.id(), List.of());
                if (ofBrands.isEmpty()) {
                    continue;
                }
                Row result = ofBrands.get(compared % ofBrands.size());
                List<Row> persons = UnitQuery.of(pinned, workspace, metric)
                        .orElseThrow()
                        .persons(result.getString(0), week)
                        .select("numerator_of_all", "denominator_of_all", "persons", "pending_of_all")
                        .limit(1)
                        .collectAsList();
                for (int i = 0; i < 4; i++) {
                    double listed = persons.isEmpty() ? 0 : number(persons.get(0), i);
                    assertThat(listed).as("%s %s", metric.id(), result).isCloseTo(number(result, i + 1), within(1e-6));
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    private static double number(Row row, int position) {
        return row.isNullAt(position) ? 0 : ((Number) row.get(position)).doubleValue();
    }
}
