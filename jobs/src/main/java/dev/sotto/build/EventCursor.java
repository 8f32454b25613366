package dev.sotto.build;

import dev.sotto.domain.EventType;
import dev.sotto.fold.FoldEvent;
import dev.sotto.fold.FoldEvent.Direction;
import dev.sotto.fold.FoldEvent.Party;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns that folds need from Spark's rows.
 *
 * <p>Rows come sorted by key, so most ids repeat: a string equal to the one before it is not decoded again.
 */
final class EventCursor {

    /** What is read of an event, in the order of the constants below. */
    static final List<String> COLUMNS = List.of(
            "cluster_key",
            // The order of events knows milliseconds, and within one the source's own sequence.
            "unix_millis(occurred_at) AS occurred_at",
            "source_sequence",
            "event_type",
            "event_id",
            "source",
            "platform",
            "brand_id",
            "campaign_id",
            "thread_id",
            "conversation_kind",
            "direction",
            "contact_id",
            "actor_id",
            "actor_role",
            "actor_age_band",
            "counterpart_id",
            "counterpart_role",
            "counterpart_age_band",
            "message_id",
            "kind",
            "ticket_id",
            "reason",
            "side",
            "watermark_at",
            "position",
            "coalesce(items, media_items) AS items",
            "amount_minor",
            "currency",
            "is_automatic",
            "is_addressed",
            "removed");

    private static final int KEY = 0;
    private static final int AT = 1;
    private static final int SEQUENCE = 2;
    private static final int TYPE = 3;
    private static final int THREAD = 9;

    private final @Nullable UTF8String[] bytes = new UTF8String[COLUMNS.size()];
    private final @Nullable String[] texts = new String[COLUMNS.size()];

    /** The key that keeps a fold's events together: the stored one, or the thread's. */
    static long key(InternalRow row) {
        return row.getLong(KEY);
    }

    FoldEvent event(InternalRow row) {
        return new FoldEvent(
                row.getLong(AT),
                row.isNullAt(SEQUENCE) ? Long.MAX_VALUE : row.getLong(SEQUENCE),
                EventType.named(required(row, TYPE)).orElseThrow(),
                required(row, 4),
                required(row, 5),
                required(row, 6),
                text(row, 7),
                text(row, 8),
                text(row, THREAD),
                isOneToOne(text(row, 10)),
                direction(text(row, 11)),
                text(row, 12),
                new Party(text(row, 13), text(row, 14), text(row, 15)),
                new Party(text(row, 16), text(row, 17), text(row, 18)),
                text(row, 19),
                text(row, 20),
                text(row, 21),
                text(row, 22),
                text(row, 23),
                row.isNullAt(24) ? Long.MIN_VALUE : Math.floorDiv(row.getLong(24), 1000L),
                row.isNullAt(25) ? 0 : (int) row.getLong(25),
                row.isNullAt(26) ? 0 : (int) row.getLong(26),
                row.isNullAt(27) ? 0 : row.getLong(27),
                text(row, 28),
                !row.isNullAt(29) && row.getBoolean(29),
                !row.isNullAt(30) && row.getBoolean(30),
                !row.isNullAt(31) && row.getBoolean(31));
    }

    /** A log that does not say is of conversations of two. */
    private static boolean isOneToOne(@Nullable String kind) {
        return kind == null || kind.equals("one_to_one");
    }

    private static Direction direction(@Nullable String direction) {
        if (direction == null) {
            return Direction.NEITHER;
        }
        return direction.equals("inbound") ? Direction.INBOUND : Direction.OUTBOUND;
    }

    private String required(InternalRow row, int column) {
        return Objects.requireNonNull(text(row, column), COLUMNS.get(column));
    }

    private @Nullable String text(InternalRow row, int column) {
        if (row.isNullAt(column)) {
            return null;
        }
        UTF8String now = row.getUTF8String(column);
        if (!now.equals(bytes[column])) {
            bytes[column] = now.clone();
            texts[column] = now.toString();
        }
        return texts[column];
    }
}
