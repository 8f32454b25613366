package dev.sotto.warehouse;

import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.LogTables;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarehouseTest {
    private TestWarehouse test;
    private Warehouse warehouse;

    @BeforeEach
    void open() {
        test = TestWarehouse.create();
        warehouse = test.warehouse();
        warehouse.create(Shelf.LOG);
        warehouse.create(Shelf.RESULTS);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Dataset<Row> things(long from, long until, String word) {
        return Shelf.things(test.spark(), from, until, word);
    }

    @Test
    void hidesStagedRowsUntilTheyArePublished() {
        long staged = warehouse.stage("log.things", things(0, 10, "a"), "id-1");

        assertThat(warehouse.read("log.things").count()).isZero();
        assertThat(warehouse.at("log.things", staged).count()).isEqualTo(10);
        assertThat(warehouse.snapshot("log.things")).isEmpty();

        long published = warehouse.publish("log.things", "id-1");

        assertThat(warehouse.read("log.things").count()).isEqualTo(10);
        assertThat(warehouse.snapshot("log.things")).hasValue(published);
    }

    @Test
    void publishesOnceWhatWasStagedAndPublishedTwice() {
        warehouse.stage("log.things", things(0, 10, "first"), "id-1");
        warehouse.stage("log.things", things(0, 10, "second"), "id-1");
        long published = warehouse.publish("log.things", "id-1");

        assertThat(warehouse.publish("log.things", "id-1")).isEqualTo(published);
        assertThat(warehouse.stage("log.things", things(0, 10, "third"), "id-1"))
                .isEqualTo(published);
        assertThat(warehouse.publish("log.things", "id-1")).isEqualTo(published);
        assertThat(test.rows("SELECT word, count(*) FROM log.things GROUP BY word")
                        .toString())
                .isEqualTo("[[second,10]]");
    }

    @Test
    void publishesIdsThatWereStagedSideBySide() {
        warehouse.stage("log.things", things(0, 10, "a"), "id-1");
        warehouse.stage("log.things", things(10, 30, "b"), "id-2");
        warehouse.publish("log.things", "id-2");
        warehouse.publish("log.things", "id-1");

        assertThat(warehouse.read("log.things").count()).isEqualTo(30);
        assertThat(warehouse.ledger().publication("log.things", "id-1")).isPresent();
        assertThat(warehouse.ledger().publication("log.things", "id-2")).isPresent();
    }

    @Test
    void refusesToPublishWhatWasNeverStaged() {
        assertThatThrownBy(() -> warehouse.publish("log.things", "id-9"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Cannot publish id-9 to log.things: nothing was staged under it");
    }

    @Test
    void overwritesOnlyTheRowsThatTheFilterSelects() {
        warehouse.overwrite("metrics.things", things(0, 10, "old"), "true");
        long snapshot = warehouse.overwrite("metrics.things", things(3, 5, "new"), "id BETWEEN 3 AND 5");

        assertThat(warehouse.snapshot("metrics.things")).hasValue(snapshot);
        assertThat(test.rows("SELECT id, word FROM metrics.things ORDER BY id").toString())
                .isEqualTo("[[0,old], [1,old], [2,old], [3,new], [4,new], [6,old], [7,old], [8,old], [9,old]]");
    }

    @Test
    void keepsRowsForWhichTheFilterIsNull() {
        warehouse.overwrite(
                "metrics.things", test.spark().sql("SELECT 1L AS id, CAST(NULL AS STRING) AS word"), "true");
        warehouse.overwrite("metrics.things", things(5, 6, "x"), "word = 'x'");

        assertThat(warehouse.read("metrics.things").count()).isEqualTo(2);
    }

    @Test
    void leavesNothingOfAnOverwriteByNoRows() {
        warehouse.overwrite("metrics.things", things(0, 10, "old"), "true");
        warehouse.overwrite("metrics.things", things(0, 0, "new"), "true");

        assertThat(warehouse.read("metrics.things").count()).isZero();
    }

    @Test
    void createsTablesWithCommentsBucketsAndOrder() {
        warehouse.create(LogTables.EVENTS);
        warehouse.create(LogTables.EVENTS);

        String create = test.rows("SHOW CREATE TABLE log.things").get(0).getString(0);
        assertThat(create)
                .contains("bucket(2, id)", "COMMENT 'Things as they came.'", "COMMENT 'Which thing.'")
                .contains("'sort-order' = 'id ASC NULLS FIRST'", "'write.wap.enabled' = 'true'");
        assertThat(test.rows("DESCRIBE log.events").size())
                .isGreaterThanOrEqualTo(LogTables.EVENTS.columns().size());
    }

    @Test
    void addsColumnsAndCommentsThatATableLacks() {
        warehouse.overwrite("metrics.things", things(0, 2, "a"), "true");
        List<Column> columns = new ArrayList<>(Shelf.RESULTS.columns());
        columns.set(1, new Column("word", "STRING", "Another comment."));
        columns.add(new Column("born_at", "TIMESTAMP", "When it was made."));

        warehouse.create(new Table("metrics.things", "Better.", columns, Table.Layout.sortedBy("word")));

        assertThat(test.rows("DESCRIBE metrics.things").toString())
                .contains("[word,string,Another comment.]", "[born_at,timestamp,When it was made.]");
        assertThat(warehouse.read("metrics.things").where("born_at IS NULL").count())
                .isEqualTo(2);
    }

    @Test
    void refusesAColumnWhoseTypeCannotBecomeTheNewOne() {
        Table other = new Table(
                "metrics.things",
                "Things.",
                List.of(new Column("word", "INT", "A number now.")),
                Table.Layout.sortedBy());

        assertThatThrownBy(() -> warehouse.create(other))
                .isInstanceOf(SottoException.class)
                .hasMessageStartingWith("Cannot bring table metrics.things up to date");
    }

    @Test
    void writesOneFileForABucketAndACommit() {
        warehouse.stage("log.things", things(0, 1000, "a").repartition(7), "id-1");
        warehouse.publish("log.things", "id-1");
        Dataset<Row> grouped =
                things(0, 1000, "a").groupBy("word").agg(min("id").alias("id"));
        warehouse.overwrite("metrics.things", grouped, "true");

        assertThat(test.rows("SELECT partition.id_bucket FROM log.things.files"))
                .hasSize(2);
        assertThat(test.rows("SELECT file_path FROM metrics.things.files")).hasSize(1);
    }

    @Test
    void namesTheSnapshotOfEveryTableThatHasOne() {
        long snapshot = warehouse.overwrite("metrics.things", things(0, 1, "a"), "true");

        assertThat(warehouse.snapshots()).containsOnlyKeys("metrics.things").containsValue(snapshot);
    }

    @Test
    void staysAsItWasWhenOpenedAgain() {
        warehouse.stage("log.things", things(0, 10, "a"), "id-1");
        warehouse.publish("log.things", "id-1");

        Warehouse again = test.reopen();

        assertThat(again.read("log.things").count()).isEqualTo(10);
        assertThat(again.ledger().publication("log.things", "id-1")).isPresent();
    }

    @Test
    void keepsUtcWhateverTheZoneOfTheMachine() {
        assertThat(test.rows("SELECT current_timezone()").toString()).isEqualTo("[[UTC]]");
    }

    @Test
    void saysInOneLineThatTheDiskFailed() {
        Dataset<Row> failing = test.spark()
                .range(3)
                .map(
                        (MapFunction<Long, Long>) id -> {
                            throw new IOException("No space left on device");
                        },
                        Encoders.LONG())
                .selectExpr("value AS id", "'a' AS word");

        assertThatThrownBy(() -> warehouse.overwrite("metrics.things", failing, "true"))
                .isInstanceOf(SottoException.class)
                .hasMessage("Cannot write metrics.things: No space left on device."
                        + " Nothing was published by it; see that the disk is sound and has room, and run again.");
        assertThat(warehouse.snapshot("metrics.things")).isEmpty();
    }

    @Test
    void passesOnWhatOurOwnCodeThrowsInATask() {
        Dataset<Row> failing = test.spark()
                .range(3)
                .map(
                        (MapFunction<Long, Long>) id -> {
                            throw new SottoException(SottoException.Code.DATA, "Cannot read it: it is torn. Mend it.");
                        },
                        Encoders.LONG())
                .selectExpr("value AS id", "'a' AS word");

        assertThatThrownBy(() -> warehouse.stage("log.things", failing, "id-1"))
                .isInstanceOf(SottoException.class)
                .hasMessage("Cannot read it: it is torn. Mend it.");
    }

    @Test
    void refusesToWriteATableThatWasNeverCreated() {
        assertThatThrownBy(() -> warehouse.overwrite("metrics.nothing", things(0, 1, "a"), "true"))
                .isInstanceOf(SottoException.class)
                .hasMessageStartingWith("Cannot write metrics.nothing");
    }
}
