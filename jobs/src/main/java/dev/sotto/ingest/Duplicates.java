package dev.sotto.ingest;

import static org.apache.spark.sql.functions.broadcast;

import dev.sotto.warehouse.InternalRows;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * The events of a batch that are known already: from history, or from another record of the batch. Of several in a batch
 * the one received first stays (none last), then the one with the lowest SHA-256 (metrics.md C3).
 *
 * <p>Keys are brought together by their hash, so each partition decides by itself; the places of duplicates go where the
 * events are.
 */
final class Duplicates {
    private static final String[] KEY = {"event_key_high", "event_key_low"};
    private static final StructType KEYS = StructType.fromDDL("event_key_high BIGINT, event_key_low BIGINT");

    /** Up to this many events the history is not shuffled to find them in it. */
    private static final long FEW = 500_000;

    /**
     * How many duplicates a file has.
     *
     * @param bytes of the frames that hold nothing but duplicates
     */
    record Share(long records, long bytes) {
        Share plus(Share other) {
            return new Share(records + other.records, bytes + other.bytes);
        }
    }

    private final Batch batch;
    private final Routed found;
    private final Map<Integer, Share> shares = new TreeMap<>();

    private Duplicates(Batch batch, Routed found) {
        this.batch = batch;
        this.found = found;
        count();
    }

    /**
     * Find them.
     *
     * @param eventCount how many events the batch has
     * @param history every event that was published; empty for the first batch
     */
    static Duplicates find(SparkSession spark, Batch batch, long eventCount, Optional<Dataset<Row>> history) {
        Routes routes = batch.routes();
        Set<Integer> refused = batch.refusedFiles();
        JavaRDD<byte[]> keys = batch.keys();
        JavaPairRDD<Integer, byte[]> found;
        if (history.isEmpty()) {
            found = keys.mapPartitionsToPair(chunks -> copies(new SortedKeys(chunks, refused), routes));
        } else {
            JavaRDD<byte[]> known =
                    known(spark, batch, eventCount, history.get()).partitions(0, routes.events());
            found = JavaPairRDD.fromJavaRDD(keys.zipPartitions(known, (chunks, published) -> {
                SortedKeys own = new SortedKeys(chunks, refused);
                own.know(published);
                return copies(own, routes);
            }));
        }
        return new Duplicates(batch, Routed.of(found, routes.events() + 1));
    }

    /** The keys of history, each in the partition where the batch has its like; only these where the batch is small. */
    private static Routed known(SparkSession spark, Batch batch, long eventCount, Dataset<Row> history) {
        Routes routes = batch.routes();
        Dataset<Row> published = history.select(KEY[0], KEY[1]);
        if (eventCount <= FEW) {
            JavaRDD<InternalRow> own =
                    batch.keys().mapPartitions(chunks -> new Chunks<>(chunks, in -> row(Key.read(in))));
            published = published.join(broadcast(InternalRows.dataset(spark, own, KEYS)), KEY, "left_semi");
        }
        return Routed.of(
                published.queryExecution().toRdd().toJavaRDD().mapPartitionsToPair(rows -> new SentKeys(rows, routes)),
                routes.events());
    }

    private static InternalRow row(Key key) {
        return new GenericInternalRow(new Object[] {key.high(), key.low()});
    }

    /** The places of copies, each sent where its event is, and their shares by file, sent to the partition after these. */
    private static Iterator<Tuple2<Integer, byte[]>> copies(SortedKeys keys, Routes routes) {
        Outbox outbox = new Outbox(routes.events() + 1);
        Map<Integer, Share> shares = new TreeMap<>();
        keys.forEachCopy(copy -> {
            copy.place().writeTo(outbox.to(copy.target()));
            shares.merge(copy.place().file(), new Share(1, copy.length()), Share::plus);
        });
        shares.forEach((file, share) -> {
            RowCodec out = outbox.to(routes.events());
            out.putInt(file);
            out.putLong(share.records());
            out.putLong(share.bytes());
        });
        return outbox.drain();
    }

    private void count() {
        for (byte[] chunk : found.chunksOf(batch.routes().events())) {
            ByteBuffer in = RowCodec.reader(chunk);
            while (in.hasRemaining()) {
                shares.merge(in.getInt(), new Share(in.getLong(), in.getLong()), Share::plus);
            }
        }
        Set<Integer> bodies = new HashSet<>(batch.bodies());
        bodies.retainAll(shares.keySet());
        if (!bodies.isEmpty()) {
            Map<Integer, Long> bytes = CopiedFrames.bytes(bodies, batch.keys(), places());
            bodies.forEach(file -> shares.computeIfPresent(
                    file, (same, share) -> new Share(share.records(), bytes.getOrDefault(same, 0L))));
        }
    }

    /** How many each file has, by index. */
    Map<Integer, Share> shares() {
        return shares;
    }

    /** Their places, in partitions as those of the events. */
    JavaRDD<byte[]> places() {
        return found.partitions(0, batch.routes().events());
    }

    /** Sends published keys to the partitions of keys. */
    private static final class SentKeys implements Iterator<Tuple2<Integer, byte[]>> {
        private final Iterator<InternalRow> rows;
        private final Routes routes;
        private final Outbox outbox;

        SentKeys(Iterator<InternalRow> rows, Routes routes) {
            this.rows = rows;
            this.routes = routes;
            this.outbox = new Outbox(routes.events());
        }

        @Override
        public boolean hasNext() {
            while (!outbox.hasReady() && rows.hasNext()) {
                InternalRow row = rows.next();
                RowCodec out = outbox.to(routes.key(row.getLong(0)));
                out.putLong(row.getLong(0));
                out.putLong(row.getLong(1));
                if (!rows.hasNext()) {
                    outbox.flush();
                }
            }
            return outbox.hasReady();
        }

        @Override
        public Tuple2<Integer, byte[]> next() {
            return outbox.next();
        }
    }
}
