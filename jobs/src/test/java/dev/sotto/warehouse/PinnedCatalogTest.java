package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.Table;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.Ledger.Export;
import dev.sotto.warehouse.Ledger.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedCatalogTest {
    private static final Instant NOON = Instant.parse("2026-04-13T12:00:00Z");
    private static final Table LATER =
            new Table("journeys.later", "Made by an unfinished run.", Shelf.RESULTS.columns(), Shelf.RESULTS.layout());
    private static final Table EMPTY =
            new Table("journeys.empty", "Without rows.", Shelf.RESULTS.columns(), Shelf.RESULTS.layout());

    private static TestWarehouse test;
    private static Warehouse pinned;

    @BeforeAll
    static void finishARunAndBeginTheNext() {
        test = TestWarehouse.create();
        Warehouse writer = test.warehouse();
        writer.create(Shelf.LOG);
        writer.create(Shelf.RESULTS);
        writer.create(EMPTY);
        writer.stage("log.things", Shelf.things(test.spark(), 0, 10, "old"), "id-1");
        writer.publish("log.things", "id-1");
        writer.overwrite("metrics.things", Shelf.things(test.spark(), 0, 3, "old"), "true");
        writer.ledger().begin(new Run("run-1", "f1", NOON, NOON, null, Map.of()));
        writer.ledger().finish("run-1", NOON.plusSeconds(60), writer.snapshots());
        writer.ledger()
                .record(new Delivery(
                        "weekly",
                        "b",
                        "week",
                        LocalDate.of(2026, 4, 6),
                        "en",
                        "folder",
                        0,
                        NOON,
                        "sent",
                        "",
                        null,
                        "run-1"));
        writer.ledger().record(new Export("b", "2026-W15", "exports/b", 5, 1, "ff", "run-1"));
        pinned = test.pinned();

        writer.stage("log.things", Shelf.things(test.spark(), 10, 20, "new"), "id-2");
        writer.publish("log.things", "id-2");
        writer.overwrite("metrics.things", Shelf.things(test.spark(), 0, 7, "new"), "true");
        writer.create(LATER);
        writer.overwrite("journeys.later", Shelf.things(test.spark(), 0, 7, "new"), "true");
    }

    @AfterAll
    static void close() {
        pinned.close();
        test.close();
    }

    private static List<Row> rows(String sql) {
        return pinned.spark().sql(sql).collectAsList();
    }

    @Test
    void readsWhatTheLastFinishedRunPublishedWhileAnotherRunWrites() {
        assertThat(test.rows("SELECT count(*) FROM metrics.things").toString()).isEqualTo("[[7]]");
        assertThat(rows("SELECT count(*), min(word), max(word) FROM log.things").toString())
                .isEqualTo("[[10,old,old]]");
        assertThat(rows("SELECT count(*), min(word), max(word) FROM metrics.things")
                        .toString())
                .isEqualTo("[[3,old,old]]");
        assertThat(pinned.read("metrics.things").count()).isEqualTo(3);
        assertThat(pinned.at("metrics.things", pinned.snapshot("metrics.things").orElseThrow())
                        .count())
                .isEqualTo(3);
    }

    @Test
    void answersTheSnapshotsOfThatRun() {
        Run run = pinned.ledger().lastFinished().orElseThrow();

        assertThat(pinned.snapshots()).isEqualTo(run.snapshots());
        assertThat(pinned.snapshot("log.things").orElseThrow())
                .isEqualTo(run.snapshots().get("log.things"))
                .isNotEqualTo(test.warehouse().snapshot("log.things").orElseThrow());
    }

    @Test
    void listsAndDescribesTables() {
        assertThat(rows("SHOW NAMESPACES").toString()).isEqualTo("[[log], [journeys], [metrics], [ops]]");
        assertThat(rows("SHOW TABLES IN log").toString()).isEqualTo("[[log,things,false]]");
        assertThat(rows("SHOW TABLES IN ops").toString())
                .isEqualTo(
                        "[[ops,deliveries,false], [ops,erasures,false], [ops,exports,false], [ops,removals,false], [ops,runs,false]]");
        assertThat(rows("DESCRIBE log.things").toString()).contains("[word,string,What it says.]");
        assertThat(rows("DESCRIBE TABLE EXTENDED metrics.things").toString()).contains("Things, counted.");
    }

    @Test
    void showsTablesThatTheRunLeftWithoutRowsAsEmpty() {
        assertThat(rows("SELECT * FROM journeys.empty")).isEmpty();
        assertThat(rows("DESCRIBE journeys.empty").toString()).contains("[word,string,What it says.]");
        assertThat(rows("SELECT * FROM journeys.later")).isEmpty();
    }

    @Test
    void showsTheLedgerAsTables() {
        assertThat(rows("SELECT run_id, finished_at - started_at, snapshots['log.things'] FROM ops.runs")
                        .toString())
                .isEqualTo("[[run-1,PT1M," + pinned.snapshots().get("log.things") + "]]");
        assertThat(
                        rows("SELECT report_id, period_start_on, scheduled_at, path FROM ops.deliveries WHERE brand_id = 'b'")
                                .toString())
                .isEqualTo("[[weekly,2026-04-06,2026-04-13 12:00:00.0,null]]");
        assertThat(rows("SELECT sum(rows), max(suppressed) FROM ops.exports").toString())
                .isEqualTo("[[5,1]]");
        assertThat(rows("DESCRIBE TABLE EXTENDED ops.runs").toString())
                .contains("[run_id,string,The run.]", "Every run of the main job");
    }

    @Test
    void groupsBucketedRowsWithoutAnExchange() {
        String plan = pinned.spark()
                .sql("SELECT id, count(*) FROM log.things GROUP BY id")
                .queryExecution()
                .executedPlan()
                .toString();

        assertThat(plan).contains("BatchScan").doesNotContain("Exchange");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO log.things VALUES (1, 'x')",
                "INSERT OVERWRITE metrics.things VALUES (1, 'x')",
                "DELETE FROM log.things",
                "DELETE FROM log.things WHERE id = 1",
                "UPDATE log.things SET word = 'x'",
                "MERGE INTO log.things t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN DELETE",
                "DROP TABLE log.things",
                "ALTER TABLE log.things ADD COLUMN more INT",
                "ALTER TABLE log.things SET TBLPROPERTIES ('a' = 'b')",
                "ALTER TABLE log.things RENAME TO log.others",
                "CREATE TABLE log.others (id INT)",
                "CREATE TABLE log.others AS SELECT 1 AS id",
                "CREATE NAMESPACE more",
                "DROP NAMESPACE log CASCADE",
                "SELECT * FROM log.things VERSION AS OF 1",
                "SELECT * FROM log.things TIMESTAMP AS OF '2026-01-01'",
            })
    void refusesWhateverWritesOrLeavesTheSnapshot(String statement) {
        assertThatThrownBy(() -> rows(statement))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("this session only reads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CALL sotto.system.rollback_to_snapshot('log.things', 1)",
                "TRUNCATE TABLE log.things",
                "INSERT INTO log.things SELECT * FROM log.things",
                "INSERT INTO ops.runs SELECT * FROM ops.runs",
                "DELETE FROM ops.runs",
                "ALTER TABLE log.things CREATE BRANCH b",
                "SELECT * FROM log.things.snapshots",
                "CREATE VIEW log.v AS SELECT 1 AS id",
            })
    void knowsNoOtherWayToTheTables(String statement) {
        assertThatThrownBy(() -> rows(statement)).isInstanceOf(Exception.class);
        assertThat(rows("SHOW TABLES IN log").toString()).isEqualTo("[[log,things,false]]");
        assertThat(rows("SELECT count(*) FROM log.things").toString()).isEqualTo("[[10]]");
    }

    @Test
    void refusesToWriteThroughItsMethods() {
        assertThatThrownBy(() -> pinned.overwrite("metrics.things", pinned.read("metrics.things"), "true"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("is open for reading");
    }

    @Test
    void needsAFinishedRun() {
        try (TestWarehouse fresh = TestWarehouse.create()) {
            assertThatThrownBy(fresh::pinned)
                    .isInstanceOf(SottoException.class)
                    .hasMessage("Cannot read the warehouse " + fresh.directory()
                            + ": no run has finished in it yet. Run `sotto run` first.");
            assertThatThrownBy(() -> Warehouse.openPinned(
                            TestWarehouse.settings(fresh.directory().resolve("nowhere"))))
                    .isInstanceOf(SottoException.class)
                    .hasMessageContaining("Run `sotto run` first.");
            assertThat(fresh.directory().resolve("nowhere")).doesNotExist();
        }
    }
}
