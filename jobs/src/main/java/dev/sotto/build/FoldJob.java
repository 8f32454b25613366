package dev.sotto.build;

import dev.sotto.domain.Table;
import dev.sotto.fold.ActFold;
import dev.sotto.fold.ActivityFold;
import dev.sotto.fold.AlbumFold;
import dev.sotto.fold.AmbassadorFold;
import dev.sotto.fold.ContestFold;
import dev.sotto.fold.ConversationFold;
import dev.sotto.fold.CreativeFold;
import dev.sotto.fold.DeliveryFold;
import dev.sotto.fold.DenialFold;
import dev.sotto.fold.FilterSettingFold;
import dev.sotto.fold.Fold;
import dev.sotto.fold.FoldSettings;
import dev.sotto.fold.JourneyFold;
import dev.sotto.fold.MediaCheckFold;
import dev.sotto.fold.OriginFold;
import dev.sotto.fold.PairFold;
import dev.sotto.fold.PolicyCheckFold;
import dev.sotto.fold.ReminderFold;
import dev.sotto.fold.ReturnFold;
import dev.sotto.fold.RoomLimitFold;
import dev.sotto.fold.RoomStayFold;
import dev.sotto.fold.TicketFold;
import dev.sotto.warehouse.InternalRows;
import dev.sotto.warehouse.TableRow;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Runs every fold over the events in one read.
 *
 * <p>Events of a contact lie in one bucket, so its folds need no shuffle; the events of groups and rooms, a small share,
 * are brought together by thread, and what happens to a room, to creative work and to contest entries by these.
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
            AlbumFold.TABLE,
            RoomLimitFold.TABLE,
            DeliveryFold.TABLE,
            ConversationFold.REPLIES,
            TicketFold.TABLE,
            ActFold.TABLE,
            RoomLimitFold.LOADS,
            RoomStayFold.TABLE,
            RoomStayFold.ACTS,
            RoomStayFold.PROMOS,
            CreativeFold.TABLE,
            ContestFold.TABLE,
            AmbassadorFold.TABLE,
            AmbassadorFold.STEPS,
            ReminderFold.TABLE,
            FilterSettingFold.TABLE,
            OriginFold.TABLE,
            PolicyCheckFold.TABLE);

    private static final String IS_OF_ROOM = "event_type LIKE 'room.%'";
    private static final String IS_CREATIVE = "(event_type LIKE 'approval.%' OR event_type LIKE 'contract.%')";
    private static final String IS_OF_CONTEST = "event_type LIKE 'contest.%'";
    private static final String IS_OF_A_THING = "(" + IS_OF_ROOM + " OR " + IS_CREATIVE + " OR " + IS_OF_CONTEST + ")";
    private static final String THREAD_KEY = "CASE"
            + " WHEN event_type = 'room.created' THEN xxhash64('creator', platform, coalesce(actor_id, room_id))"
            + " WHEN " + IS_OF_ROOM + " THEN xxhash64('room', platform, room_id)"
            + " WHEN " + IS_CREATIVE + " THEN xxhash64('creative', coalesce(brand_id, creative_id, thread_id))"
            + " WHEN " + IS_OF_CONTEST + " THEN xxhash64('entry', platform, coalesce(entry_id, contact_id, thread_id))"
            + " ELSE xxhash64(thread_id) END";

    private final FoldSettings settings;

    FoldJob(FoldSettings settings) {
        this.settings = settings;
    }

    /** The rows of all tables, each contact's side by side. */
    JavaRDD<TableRow> fold(Dataset<Row> events) {
        Dataset<Row> ofContacts = sorted(read(events));
        // Conversations of groups and rooms belong to no contact, nor do a room's members, a creator's rooms, and work
        // that several persons have a part in.
        Dataset<Row> ofThreads = sorted(read(events.filter(IS_OF_ROOM + " AND room_id IS NOT NULL OR " + IS_CREATIVE
                                + " OR " + IS_OF_CONTEST + " OR NOT " + IS_OF_A_THING
                                + " AND conversation_kind <> 'one_to_one' AND thread_id IS NOT NULL")
                        .withColumn("thread_id", functions.expr("IF(" + IS_OF_ROOM + ", room_id, thread_id)"))
                        .withColumn("cluster_key", functions.expr(THREAD_KEY)))
                .repartition(functions.col("cluster_key")));
        return folded(ofContacts, FoldJob::contactFolds).union(folded(ofThreads, FoldJob::threadFolds));
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
                new AlbumFold(settings),
                DeliveryFold.ofContacts(settings),
                new TicketFold(settings),
                new ActFold(settings),
                new RoomStayFold(settings),
                new AmbassadorFold(settings),
                new ReminderFold(settings),
                new FilterSettingFold(),
                new OriginFold(settings),
                new PolicyCheckFold(settings));
    }

    private static List<Fold> threadFolds(FoldSettings settings) {
        return List.of(
                ConversationFold.group(settings),
                DeliveryFold.ofGroups(settings),
                new RoomLimitFold(settings),
                new CreativeFold(settings),
                new ContestFold(settings));
    }

    private static Dataset<Row> read(Dataset<Row> events) {
        return events.selectExpr(EventCursor.COLUMNS.toArray(String[]::new));
    }

    private static Dataset<Row> sorted(Dataset<Row> events) {
        return events.sortWithinPartitions(
                functions.col("cluster_key"),
                functions.col("occurred_at"),
                functions.col("source_sequence").asc_nulls_last());
    }

    private JavaRDD<TableRow> folded(Dataset<Row> events, FoldsOf foldsOf) {
        FoldSettings folding = settings;
        TableRows made = new TableRows(TABLES);
        return InternalRows.of(events).mapPartitions(rows -> new FoldedRows(rows, foldsOf.apply(folding), made));
    }

    /** Which folds a partition runs. */
    @FunctionalInterface
    interface FoldsOf extends java.io.Serializable {
        List<Fold> apply(FoldSettings settings);
    }
}
