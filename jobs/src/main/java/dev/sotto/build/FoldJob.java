package dev.sotto.build;

import dev.sotto.domain.Table;
import dev.sotto.fold.ActFold;
import dev.sotto.fold.ActivityFold;
import dev.sotto.fold.ConversationFold;
import dev.sotto.fold.DeliveryFold;
import dev.sotto.fold.DenialFold;
import dev.sotto.fold.Fold;
import dev.sotto.fold.FoldSettings;
import dev.sotto.fold.JourneyFold;
import dev.sotto.fold.MediaCheckFold;
import dev.sotto.fold.PairFold;
import dev.sotto.fold.ReturnFold;
import dev.sotto.fold.TicketFold;
import dev.sotto.warehouse.InternalRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Runs every fold over the events in one read.
 *
 * <p>Events of a contact lie in one bucket, so its folds need no shuffle; the events of groups and rooms, a small share,
 * are brought together by thread.
 */
final class FoldJob {

    /** The tables that folds fill. */
    static final List<Table> TABLES = List.of(
            JourneyFold.TABLE,
            ReturnFold.TABLE,
            PairFold.TABLE,
            ConversationFold.TABLE,
            ActivityFold.TABLE,
            MediaCheckFold.TABLE,
            DenialFold.TABLE,
            DeliveryFold.TABLE,
            ConversationFold.REPLIES,
            TicketFold.TABLE,
            ActFold.TABLE);

    private final SparkSession spark;
    private final FoldSettings settings;

    FoldJob(SparkSession spark, FoldSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    /** The folded rows, kept until {@link Dataset#unpersist}: one column a table, of which one is filled. */
    Dataset<Row> fold(Dataset<Row> events) {
        Dataset<Row> read = events.selectExpr(EventCursor.COLUMNS.toArray(String[]::new));
        Dataset<Row> ofContacts = sorted(read);
        // Conversations of groups and rooms belong to no contact.
        Dataset<Row> ofThreads = sorted(read.filter("conversation_kind <> 'one_to_one' AND thread_id IS NOT NULL")
                .withColumn("cluster_key", functions.expr("xxhash64(thread_id)"))
                .repartition(functions.col("cluster_key")));
        return folded(ofContacts, FoldJob::contactFolds)
                .unionByName(folded(ofThreads, FoldJob::threadFolds))
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** The rows of one table among the folded ones. */
    static Dataset<Row> rowsOf(Table table, Dataset<Row> folded) {
        String column = column(table);
        return folded.filter(functions.col(column).isNotNull()).select(column + ".*");
    }

    private static List<Fold> contactFolds(FoldSettings settings) {
        return List.of(
                new JourneyFold(settings),
                new ReturnFold(settings),
                new PairFold(settings),
                ConversationFold.oneToOne(settings),
                new ActivityFold(settings),
                new MediaCheckFold(settings),
                new DenialFold(settings),
                DeliveryFold.ofContacts(settings),
                new TicketFold(settings),
                new ActFold(settings));
    }

    private static List<Fold> threadFolds(FoldSettings settings) {
        return List.of(ConversationFold.group(settings));
    }

    private static Dataset<Row> sorted(Dataset<Row> events) {
        return events.sortWithinPartitions(
                functions.col("cluster_key"),
                functions.col("occurred_at"),
                functions.col("source_sequence").asc_nulls_last());
    }

    private Dataset<Row> folded(Dataset<Row> events, FoldsOf foldsOf) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        Map<String, StructType> schemas = new LinkedHashMap<>();
        StructType row = new StructType();
        for (Table table : TABLES) {
            StructType schema = StructType.fromDDL(table.ddl());
            positions.put(table.name(), positions.size());
            schemas.put(table.name(), schema);
            row = row.add(column(table), schema);
        }
        FoldSettings folding = settings;
        JavaRDD<InternalRow> folded = events.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> new FoldedRows(rows, foldsOf.apply(folding), positions, schemas));
        return InternalRows.dataset(spark, folded, row);
    }

    private static String column(Table table) {
        return table.name().substring(table.name().indexOf('.') + 1);
    }

    /** Which folds a partition runs. */
    @FunctionalInterface
    interface FoldsOf extends java.io.Serializable {
        List<Fold> apply(FoldSettings settings);
    }
}
