package dev.sotto.build;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;

import dev.sotto.domain.Metric;
import dev.sotto.warehouse.Warehouse;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Results that outlive the events they were computed from: what is left of these would give other numbers. */
public final class KeptResults {
    private static final String RESULTS = "metrics.results";
    private static final String COVERAGE = "metrics.coverage";

    /** Whoever is erased or forgotten is no longer named by old numbers either. */
    private static final Column NAMES_PERSONS = coalesce(
            arrays_overlap(
                    split(col("slice"), ","),
                    array(Metric.PERSONAL_DIMENSIONS.stream()
                            .map(functions::lit)
                            .toArray(Column[]::new))),
            lit(false));

    private KeptResults() {}

    /** The end of the last day that is complete in any source; empty before the first build. */
    public static Optional<Instant> watermark(Warehouse warehouse) {
        if (warehouse.snapshot(COVERAGE).isEmpty()) {
            return Optional.empty();
        }
        Row last = warehouse
                .read(COVERAGE)
                .selectExpr("unix_millis(max(complete_until))")
                .first();
        return last.isNullAt(0) ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last.getLong(0)));
    }

    /** From now on, leave the results of periods that began before a day as they are; it never goes back. */
    public static void freezeBefore(Warehouse warehouse, LocalDate day) {
        warehouse
                .ledger()
                .bygones()
                .horizon(RESULTS, day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Let go of results of periods that began before a day, and answer how many there were. */
    public static long expireBefore(Warehouse warehouse, LocalDate day) {
        if (warehouse.snapshot(RESULTS).isEmpty()) {
            return 0;
        }
        Dataset<Row> results = warehouse.read(RESULTS);
        long expired = results.where(isBefore(day)).count();
        if (expired > 0) {
            warehouse.overwrite(RESULTS, results.where(not(isBefore(day))), "true");
        }
        return expired;
    }

    /** Newly made results, with those in the place of the oldest that stay as they are. */
    static Dataset<Row> in(Warehouse warehouse, Dataset<Row> made) {
        Optional<Instant> frozen = warehouse.ledger().bygones().horizon(RESULTS);
        if (frozen.isEmpty() || warehouse.snapshot(RESULTS).isEmpty()) {
            return made;
        }
        Column isFrozen = isBefore(frozen.get().atZone(ZoneOffset.UTC).toLocalDate());
        return made.where(not(isFrozen))
                .unionByName(warehouse.read(RESULTS).where(isFrozen).where(not(NAMES_PERSONS)));
    }

    private static Column isBefore(LocalDate day) {
        return col("period_start_on").lt(lit(Date.valueOf(day)));
    }
}
