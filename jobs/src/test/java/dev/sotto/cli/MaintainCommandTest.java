package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Half a year of messages, of which a limit leaves three months: each test goes on where the one before ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MaintainCommandTest {
    /** 90 days before the last complete day. */
    private static final LocalDate HORIZON = LocalDate.of(2025, 12, 25);

    /** Results look back five weeks. */
    private static final LocalDate FROZEN = HORIZON.plusDays(35);

    private static final String RESULTS = "SELECT * EXCEPT (snapshot_id) FROM metrics.results";

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static SmallTown town;
    private static List<String> first = List.of();

    @BeforeAll
    static void build() throws IOException {
        stage = new Stage(folder, Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32)));
        town = new SmallTown(folder.resolve("town"));
        List<String> lines = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2025, 10, 6);
                day.isBefore(LocalDate.of(2026, 3, 26));
                day = day.plusDays(5)) {
            lines.addAll(SmallTown.exchange("ben-1", "ben", day));
            lines.addAll(SmallTown.exchange("cora-2", "cora", day));
        }
        lines.add("{\"event_id\":\"no time\"}");
        town.write("half-a-year.jsonl", lines);
        assertThat(run("run")).as(stage.err()).isZero();
        first = rows(RESULTS);
    }

    private static int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", town.config().toString()));
        return stage.run(all.toArray(String[]::new));
    }

    private static List<String> rows(String sql) {
        assertThat(run("sql", "--format", "json", "-e", sql)).as(stage.err()).isZero();
        return stage.out().lines().sorted().toList();
    }

    private static List<String> rows(String sql, LocalDate before) {
        return rows(sql + " WHERE period_start_on < DATE'" + before + "'");
    }

    @Test
    @Order(1)
    void keepsEverythingWhereNothingIsSaid() {
        assertThat(run("maintain")).as(stage.err()).isZero();

        assertThat(stage.out())
                .contains("0 small files joined.", "Files that no table knows, older than 3 days: 0, 0 MB.")
                .doesNotContain("expired");
        assertThat(rows(RESULTS)).isEqualTo(first);
    }

    @Test
    @Order(2)
    void letsGoOfWhatIsTooOldAndLeavesResultsAsTheyWere() throws IOException {
        Files.writeString(
                town.config(),
                "retention: {log.events: 90d, log.rejects: 1d, ops.runs: 1d}\n",
                StandardOpenOption.APPEND);

        assertThat(run("maintain")).as(stage.err()).isZero();

        assertThat(stage.out())
                .contains("log.events: 128 events from before 2025-12-25 expired (90 days).")
                .contains("Results from before 2026-01-29 stay as they are from now on.")
                .contains("log.rejects: 1 rows expired (1 days).");
        assertThat(rows("SELECT count(*) AS n FROM log.events WHERE occurred_at < TIMESTAMP'" + HORIZON + " 00:00:00'"))
                .containsExactly("{\"n\":0}");
        assertThat(rows("SELECT count(*) AS n FROM log.events")).containsExactly("{\"n\":152}");
        assertThat(rows("SELECT table_name AS t, reason AS r, rows AS n FROM ops.removals"))
                .containsExactly(
                        "{\"t\":\"log.events\",\"r\":\"expired\",\"n\":128}",
                        "{\"t\":\"log.rejects\",\"r\":\"expired\",\"n\":1}");
        assertThat(rows(RESULTS)).isEqualTo(first);
    }

    @Test
    @Order(3)
    void restatesOnlyWhatCanStillBeComputed() throws IOException {
        List<String> late = new ArrayList<>();
        late.addAll(SmallTown.exchange("dora-3", "dora", LocalDate.of(2025, 11, 3)));
        late.addAll(SmallTown.exchange("dora-3", "dora", LocalDate.of(2026, 1, 12)));
        late.addAll(SmallTown.exchange("dora-3", "dora", LocalDate.of(2026, 3, 9)));
        town.write("late.jsonl", late);

        assertThat(run("run")).as(stage.err()).isZero();

        assertThat(stage.out()).contains("Ignored on purpose: expired 4");
        assertThat(rows(RESULTS, FROZEN))
                .isNotEmpty()
                .isEqualTo(first.stream().filter(MaintainCommandTest::isFrozen).toList());
        assertThat(rows("SELECT count(*) > 0 AS some FROM metrics.results WHERE restated_at IS NOT NULL"
                        + " AND period_start_on >= DATE'2026-03-09'"))
                .containsExactly("{\"some\":true}");
        assertThat(rows(
                        "SELECT count(*) AS n FROM metrics.results WHERE restated_at IS NOT NULL AND period_start_on < DATE'"
                                + FROZEN + "'"))
                .containsExactly("{\"n\":0}");
    }

    private static boolean isFrozen(String row) {
        String name = "\"period_start_on\":\"";
        int start = row.indexOf(name) + name.length();
        return LocalDate.parse(row.substring(start, start + 10)).isBefore(FROZEN);
    }

    @Test
    @Order(4)
    void listsWhatNoTableKnowsAndDeletesItOnlyWhereThatIsAskedFor() throws IOException {
        Path tables = folder.resolve("town/.sotto/warehouse/tables/log/events/data");
        Path old = Files.writeString(tables.resolve("left-by-a-killed-run.parquet"), "x");
        Path young = Files.writeString(tables.resolve("being-written.parquet"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Stage.NOW.minus(Duration.ofDays(4))));

        assertThat(run("maintain")).isZero();
        assertThat(stage.out()).contains(old.toString(), "They stay.").doesNotContain(young.toString());
        assertThat(stage.out()).contains("log.events: 0 events");
        assertThat(old).exists();

        assertThat(run("maintain", "--delete-orphans")).isZero();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    @Order(5)
    void refusesLimitsThatLeaveTooLittle() throws IOException {
        String yaml = Files.readString(town.config());
        Files.writeString(town.config(), yaml.replace("log.events: 90d", "log.events: 60d"));
        assertThat(run("maintain")).isEqualTo(2);
        assertThat(stage.err()).contains("log.events is shorter than 90 days");

        Files.writeString(town.config(), yaml.replace("log.rejects: 1d", "metrics.results: 89d"));
        assertThat(run("maintain")).isEqualTo(2);
        assertThat(stage.err()).contains("metrics.results is shorter than that of log.events");
    }
}
