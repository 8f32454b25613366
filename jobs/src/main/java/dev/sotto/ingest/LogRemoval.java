package dev.sotto.ingest;

import dev.sotto.warehouse.Bygones;
import dev.sotto.warehouse.Bygones.Removal;
import dev.sotto.warehouse.Housekeeping;
import dev.sotto.warehouse.Warehouse;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that go out of a table of the log in one commit, with a ledger of how many of them each run had accepted: planned
 * before the commit, and known by its mark to have taken place after it.
 */
final class LogRemoval {
    private final Warehouse warehouse;
    private final Bygones bygones;
    private final Housekeeping housekeeping;
    private final String table;

    LogRemoval(Warehouse warehouse, String table) {
        this.table = table;
        this.warehouse = warehouse;
        this.bygones = warehouse.ledger().bygones();
        this.housekeeping = warehouse.housekeeping();
    }

    /** Find out what became of removals that a killed process had planned. */
    void settle() {
        for (String mark : bygones.plans(table)) {
            if (housekeeping.tookPlace(table, mark)) {
                bygones.done(mark);
            } else {
                bygones.dropped(mark);
            }
        }
    }

    /** Leave only these rows; answer how many are gone, which is none where no removal is due. */
    long keepOnly(Dataset<Row> rows, List<Removal> removals) {
        if (removals.isEmpty()) {
            return 0;
        }
        String mark = "after-" + warehouse.snapshot(table).orElseThrow();
        bygones.plan(mark, removals);
        housekeeping.keepOnly(table, rows, mark);
        bygones.done(mark);
        long touched = removals.stream().mapToLong(Removal::rows).sum();
        return touched - Erasure.events(removals, Erasure.TRIMMED);
    }
}
