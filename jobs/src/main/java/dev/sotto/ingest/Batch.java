package dev.sotto.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** The records of a run's new files, parsed once and held, in memory as far as it reaches, while they are counted and written. */
final class Batch implements AutoCloseable {
    private static final StructType KEYS = StructType.fromDDL("_file INT, _line BIGINT, _ordinal INT, _length BIGINT,"
            + " received_at TIMESTAMP, event_key_high BIGINT, event_key_low BIGINT, _sha256 BINARY");
    private static final StructType REJECTS = StructType.fromDDL("_file INT, line_number BIGINT, byte_offset BIGINT,"
            + " byte_length BIGINT, reason STRING, detail STRING, raw STRING, raw_sha256 STRING");

    private final org.apache.spark.sql.classic.SparkSession spark;
    private final List<InputFile> files;
    private final JavaRDD<Block> blocks;
    private final Map<Integer, FileCounts> counts = new TreeMap<>();
    private final Map<Integer, String> refused = new TreeMap<>();

    private Batch(SparkSession spark, List<InputFile> files, JavaRDD<Block> blocks) {
        this.files = files;
        this.spark = (org.apache.spark.sql.classic.SparkSession) spark;
        this.blocks = blocks;
    }

    /** Parse files, and know afterwards what became of each. */
    static Batch parse(SparkSession spark, List<InputFile> files, IngestSettings settings) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Part> parts = parts(files);
        JavaRDD<Block> blocks = context.parallelize(parts, slices(parts, context.defaultParallelism()))
                .mapPartitions(some -> new ParsedParts(some, settings))
                .persist(StorageLevel.MEMORY_AND_DISK_SER());
        Batch batch = new Batch(spark, files, blocks);
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
        for (PartSummary summary : blocks.filter(block -> block.kind() == Block.Kind.SUMMARY)
                .map(Block::summary)
                .collect()) {
            counts.computeIfAbsent(summary.fileIndex(), file -> new FileCounts())
                    .add(summary.counts());
            if (summary.refused() != null) {
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
        return IntStream.range(0, files.size())
                .filter(i -> files.get(i).reading().format().isForeign())
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Why files were refused as a whole, by index. */
    Map<Integer, String> refused() {
        return refused;
    }

    private Dataset<Row> rows(Block.Kind kind, Block.Content content, StructType schema) {
        int columns = schema.size();
        JavaRDD<InternalRow> rows = blocks.mapPartitions(some -> new BlockRows(some, kind, content, columns));
        Dataset<Row> frame = spark.internalCreateDataFrame(rows.rdd(), schema, false);
        return refused.isEmpty()
                ? frame
                : frame.where(not(col("_file").isin(refused.keySet().toArray())));
    }

    /** Keys and places of the events of all files that were read. */
    Dataset<Row> keys() {
        return rows(Block.Kind.EVENTS, Block.Content.KEY, KEYS);
    }

    /** The events of all files that were read, with their places. */
    Dataset<Row> events() {
        StructType schema =
                EventRows.schema().add("_file", "int").add("_line", "bigint").add("_ordinal", "int");
        return rows(Block.Kind.EVENTS, Block.Content.ROW, schema);
    }

    /** Rejects as {@code log.rejects} has them, but for the file, which is an index yet. */
    Dataset<Row> rejects() {
        return rows(Block.Kind.REJECTS, Block.Content.ROW, REJECTS);
    }

    @Override
    public void close() {
        blocks.unpersist();
    }
}
