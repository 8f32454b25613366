package dev.sotto.ingest;

import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.Survey;
import dev.sotto.warehouse.Buckets;
import dev.sotto.warehouse.Bygones.Tombstone;
import dev.sotto.warehouse.InternalRows;
import dev.sotto.warehouse.SparseRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** The records of a run's new files, parsed once, and then read by partition: events, keys, rejects, summaries. */
final class Batch {
    private static final StructType REJECTS = StructType.fromDDL("_file INT, line_number BIGINT, byte_offset BIGINT,"
            + " byte_length BIGINT, reason STRING, detail STRING, raw STRING, raw_sha256 STRING");

    private final SparkSession spark;
    private final List<InputFile> files;
    private final Routes routes;
    private final Routed parsed;
    private final Map<Integer, FileCounts> counts = new TreeMap<>();
    private final Map<Integer, String> refused = new TreeMap<>();
    private final Set<Tombstone> linked = new LinkedHashSet<>();

    private Batch(SparkSession spark, List<InputFile> files, Routes routes, Routed parsed) {
        this.spark = spark;
        this.files = files;
        this.routes = routes;
        this.parsed = parsed;
    }

    /** Parse files, and know afterwards what became of each. */
    static Batch parse(SparkSession spark, List<InputFile> files, IngestSettings settings, Buckets buckets) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Part> parts = parts(files);
        Routes routes = Routes.of(
                buckets, files.stream().mapToLong(InputFile::unpackedSize).sum());
        Routed parsed = Routed.of(
                context.parallelize(parts, slices(parts, context.defaultParallelism()))
                        .mapPartitionsToPair(some -> new ParsedParts(some, settings, routes)),
                routes.all());
        Batch batch = new Batch(spark, files, routes, parsed);
        batch.summarise();
        return batch;
    }

    private static List<Part> parts(List<InputFile> files) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            InputFile file = files.get(i);
            if (file.isDivisible()) {
                for (int piece = 0; piece < file.newlines().length; piece++) {
                    parts.add(new Part(i, file, piece));
                }
            } else {
                parts.add(new Part(i, file, Part.WHOLE));
            }
        }
        return parts;
    }

    /** As many tasks as keep every core busy, but not one for each of a thousand small files. */
    private static int slices(List<Part> parts, int cores) {
        long size = parts.stream().mapToLong(Part::size).sum();
        long wanted = Math.max(2L * cores, size / (Survey.PIECE / 2) + 1);
        return (int) Math.max(1, Math.min(parts.size(), wanted));
    }

    private void summarise() {
        for (byte[] chunk : parsed.chunksOf(routes.summaries())) {
            PartSummary summary = PartSummary.of(chunk);
            counts.computeIfAbsent(summary.fileIndex(), file -> new FileCounts())
                    .add(summary.counts());
            if (summary.refused() == null) {
                linked.addAll(summary.linked());
            } else {
                refused.merge(
                        summary.fileIndex(), summary.refused(), (one, two) -> one.compareTo(two) <= 0 ? one : two);
            }
        }
    }

    /** What became of the records of each file that was read, by index; all events still count as accepted. */
    Map<Integer, FileCounts> counts() {
        Map<Integer, FileCounts> whole = new TreeMap<>(counts);
        whole.keySet().removeAll(refused.keySet());
        return whole;
    }

    /** The files of which a frame can hold several records, by index. */
    Set<Integer> bodies() {
        return Inventory.bodies(files);
    }

    /** What keeps those out who turned out to be the same as erased persons. */
    Set<Tombstone> linked() {
        return linked;
    }

    /** Why files were refused as a whole, by index. */
    Map<Integer, String> refused() {
        return refused;
    }

    /** The same, of which nothing counts. */
    Set<Integer> refusedFiles() {
        return new HashSet<>(refused.keySet());
    }

    Routes routes() {
        return routes;
    }

    /** Keys of the events, also of files that were refused. */
    JavaRDD<byte[]> keys() {
        return parsed.partitions(routes.events(), routes.events());
    }

    /** Rows of the events that are no duplicates, in the order of the table. */
    JavaRDD<SparseRow> events(Duplicates duplicates, RowShape shape) {
        Set<Integer> without = refusedFiles();
        return parsed.partitions(0, routes.events()).zipPartitions(duplicates.places(), (chunks, places) -> {
            Set<Key.Place> copies = new HashSet<>();
            new Chunks<>(places, Key.Place::read).forEachRemaining(copies::add);
            return new SortedEvents(chunks, place -> !without.contains(place.file()) && !copies.contains(place), shape);
        });
    }

    /** Rejects as {@code log.rejects} has them, but for the file, which is an index yet. */
    Dataset<Row> rejects() {
        int[] places = IntStream.range(0, REJECTS.size()).toArray();
        Set<Integer> without = refusedFiles();
        JavaRDD<InternalRow> rows = parsed.partitions(routes.rejects(), 1)
                .mapPartitions(chunks -> new Chunks<>(chunks, in -> RowCodec.row(in, places, places.length)))
                .filter(row -> !without.contains(row.getInt(0)));
        return InternalRows.dataset(spark, rows, REJECTS);
    }
}
