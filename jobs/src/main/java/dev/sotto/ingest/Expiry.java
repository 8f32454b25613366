package dev.sotto.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.sotto.domain.LogTables;
import dev.sotto.warehouse.Bygones.Removal;
import dev.sotto.warehouse.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Takes rows out of the log that have passed the limit of their table. */
public final class Expiry {
    private Expiry() {}

    /** Whether there are events that happened before an instant. */
    public static boolean isDue(Warehouse warehouse, Instant horizon) {
        return !warehouse.read(LogTables.EVENTS.name()).where(isBefore(horizon)).isEmpty();
    }

    private static Column isBefore(Instant horizon) {
        return col("occurred_at").lt(lit(Timestamp.from(horizon)));
    }

    /** Take out events that happened before an instant, and answer how many; what comes of these days later is ignored. */
    public static long events(Warehouse warehouse, Instant horizon) {
        // First the memory, then the rows: what is gone is never let in again by a run between the two.
        warehouse.ledger().bygones().horizon(LogTables.EVENTS.name(), horizon);
        return takeOut(warehouse, LogTables.EVENTS.name(), isBefore(horizon));
    }

    /** Take out rejects of runs that took for now an instant before this one, and answer how many. */
    public static long rejects(Warehouse warehouse, Instant before) {
        warehouse.create(LogTables.REJECTS);
        Column at = col("refused_at");
        // A row without a date is older than any that has one.
        return takeOut(warehouse, LogTables.REJECTS.name(), at.isNull().or(at.lt(lit(Timestamp.from(before)))));
    }

    private static long takeOut(Warehouse warehouse, String table, Column isExpired) {
        LogRemoval removal = new LogRemoval(warehouse, table);
        removal.settle();
        if (warehouse.snapshot(table).isEmpty()) {
            return 0;
        }
        Dataset<Row> rows = warehouse.read(table);
        List<Removal> removals =
                rows
                        .where(isExpired)
                        .groupBy("run_id")
                        .agg(functions.count(lit(1)))
                        .sort("run_id")
                        .collectAsList()
                        .stream()
                        .map(row ->
                                new Removal(table, Doorkeeper.EXPIRED, "retention", row.getString(0), row.getLong(1)))
                        .toList();
        return removal.keepOnly(rows.where(not(isExpired)), removals);
    }
}
