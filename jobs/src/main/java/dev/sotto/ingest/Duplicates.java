package dev.sotto.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.storage.StorageLevel;

/**
 * The events of a batch that are known already: from history, or from another record of the batch. Of several in a batch
 * the one received first stays (none last), then the one with the lowest SHA-256 (metrics.md C3).
 */
final class Duplicates implements AutoCloseable {
    private static final String[] KEY = {"event_key_high", "event_key_low"};
    private static final String[] FRAME = {"_file", "_line"};
    private static final Column[] PLACE = {col("_file"), col("_line"), col("_ordinal"), col("_length")};

    /** Up to this many events the history is not shuffled to find them in it. */
    private static final long FEW = 500_000;

    private static final WindowSpec ORDER = Window.partitionBy(KEY[0], KEY[1])
            .orderBy(col("received_at").asc_nulls_last(), col("_sha256"), col("_file"), col("_line"), col("_ordinal"));

    /**
     * How many duplicates a file has.
     *
     * @param bytes of the frames that hold nothing but duplicates
     */
    record Share(long records, long bytes) {}

    private final Dataset<Row> duplicates;
    private final Map<Integer, Share> shares = new TreeMap<>();

    private Duplicates(Dataset<Row> duplicates, Dataset<Row> keys, Set<Integer> bodies) {
        this.duplicates = duplicates.persist(StorageLevel.MEMORY_AND_DISK());
        Object[] files = bodies.toArray();
        take(this.duplicates
                .where(not(col("_file").isin(files)))
                .groupBy("_file")
                .agg(count(lit(1)), sum("_length")));
        if (!bodies.isEmpty()) {
            takeBodies(keys.where(col("_file").isin(files)));
        }
    }

    /** The bytes of a body are those of duplicates only where all of its events are. */
    private void takeBodies(Dataset<Row> keys) {
        Dataset<Row> events = keys.groupBy("_file", "_line").agg(count(lit(1)).as("_events"));
        Dataset<Row> copies = duplicates
                .groupBy("_file", "_line")
                .agg(count(lit(1)).as("_copies"), max("_length").as("_length"));
        Column length =
                when(col("_copies").equalTo(col("_events")), col("_length")).otherwise(0L);
        take(copies.join(events, FRAME).groupBy("_file").agg(sum("_copies"), sum(length)));
    }

    private void take(Dataset<Row> perFile) {
        for (Row row : perFile.collectAsList()) {
            shares.put(row.getInt(0), new Share(row.getLong(1), row.getLong(2)));
        }
    }

    /**
     * Find them.
     *
     * @param keys of the events of a batch, with what orders copies
     * @param eventCount how many events there are
     * @param bodies the files of which a frame can hold several records
     * @param history every event that was published; empty for the first batch
     */
    static Duplicates find(Dataset<Row> keys, long eventCount, Set<Integer> bodies, Optional<Dataset<Row>> history) {
        Dataset<Row> losers = losers(keys);
        if (history.isEmpty()) {
            return new Duplicates(losers, keys, bodies);
        }
        Dataset<Row> known = history.get().select(KEY[0], KEY[1]);
        if (eventCount <= FEW) {
            known = known.join(broadcast(keys.select(KEY[0], KEY[1])), KEY, "left_semi");
        }
        Dataset<Row> repeats = keys.join(known, KEY, "left_semi").select(PLACE);
        return new Duplicates(losers.union(repeats).distinct(), keys, bodies);
    }

    /** The copies in the batch that do not stay. */
    private static Dataset<Row> losers(Dataset<Row> keys) {
        Dataset<Row> repeated = keys.groupBy(KEY[0], KEY[1])
                .agg(count(lit(1)).as("_copies"))
                .where(col("_copies").gt(1))
                .select(KEY[0], KEY[1]);
        // Most batches repeat little: only the copies are put in order, not every event.
        long copies = repeated.count();
        Dataset<Row> candidates = copies == 0
                ? keys.limit(0)
                : keys.join(copies <= FEW ? broadcast(repeated) : repeated, KEY, "left_semi");
        return candidates
                .withColumn("_rank", row_number().over(ORDER))
                .where(col("_rank").gt(1))
                .select(PLACE);
    }

    /** How many each file has, by index. */
    Map<Integer, Share> shares() {
        return shares;
    }

    /** The events that are not among them. */
    Dataset<Row> without(Dataset<Row> events) {
        long total = shares.values().stream().mapToLong(Share::records).sum();
        if (total == 0) {
            return events;
        }
        Dataset<Row> places = duplicates.select("_file", "_line", "_ordinal");
        return events.join(
                total <= FEW ? broadcast(places) : places, new String[] {"_file", "_line", "_ordinal"}, "left_anti");
    }

    @Override
    public void close() {
        duplicates.unpersist();
    }
}
