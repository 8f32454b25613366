package dev.sotto.build;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.fold.FoldEvent.Direction;
import dev.sotto.fold.FoldEvent.Party;
import dev.sotto.fold.FunnelMark;
import dev.sotto.fold.OwnClicks;
import dev.sotto.fold.Story;
import dev.sotto.fold.StoryEvent;
import dev.sotto.warehouse.TableRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one partition's stories, made while its events are read; they come sorted by contact and time.
 *
 * <p>No story is told of a click that is no person's own.
 */
final class StoryRows implements Iterator<TableRow> {

    /** What is read of an event, in order; after them comes what it is to each funnel. */
    static final List<String> COLUMNS = List.of(
            "cluster_key",
            "unix_millis(occurred_at) AS occurred_at",
            "event_type",
            "event_id",
            "source",
            "platform",
            "brand_id",
            "campaign_id",
            "contact_id",
            "thread_id",
            // The platform's own notices go neither way.
            "IF(kind = 'system', NULL, direction)",
            "message_id",
            "unix_millis(watermark_at)",
            "order_id",
            "amount_minor",
            "currency",
            "experiment_id",
            "variant",
            "source_sequence",
            "IF(event_type = 'link.clicked', actor_id, NULL)",
            "IF(event_type = 'link.clicked', actor_role, NULL)");

    private static final int CONTACT = 8;
    private static final int SEQUENCE = 18;
    private static final int ACTOR = 19;
    private static final int MARKS = 21;
    private static final String NO_BRAND = "";
    private static final Comparator<Placed> ORDER = Comparator.<Placed>comparingLong(
                    placed -> placed.event().at())
            .thenComparingLong(Placed::sequence)
            .thenComparing(placed -> placed.event().type())
            .thenComparing(placed -> placed.event().eventId());

    /** An event, the source's own order within its millisecond (those without one come last), and who clicked. */
    private record Placed(StoryEvent event, long sequence, Party actor) {}

    private final Iterator<InternalRow> rows;
    private final List<Story> stories;
    private final TableRows made;
    private final Deque<TableRow> ready = new ArrayDeque<>();
    private final List<Placed> placed = new ArrayList<>();
    private final OwnClicks clicks = new OwnClicks();
    private @Nullable String contact;

    StoryRows(Iterator<InternalRow> rows, List<Story> stories, TableRows made) {
        this.rows = rows;
        this.stories = stories;
        this.made = made;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && rows.hasNext()) {
            InternalRow row = rows.next();
            StoryEvent event = event(row);
            if (!event.contactId().equals(contact)) {
                tell();
            }
            contact = event.contactId();
            placed.add(new Placed(
                    event,
                    row.isNullAt(SEQUENCE) ? Long.MAX_VALUE : row.getLong(SEQUENCE),
                    event.type() == EventType.LINK_CLICKED
                            ? new Party(text(row, ACTOR), text(row, ACTOR + 1), null)
                            : Party.NOBODY));
        }
        if (ready.isEmpty()) {
            tell();
        }
        return !ready.isEmpty();
    }

    @Override
    public TableRow next() {
        return ready.remove();
    }

    private void tell() {
        placed.sort(ORDER);
        Map<String, List<StoryEvent>> byBrand = new TreeMap<>();
        for (Placed next : placed) {
            StoryEvent event = next.event();
            if (clicks.counts(event.type(), event.at(), event.contactId(), next.actor(), event.messageId())
                    && !event.brandId().equals(NO_BRAND)) {
                byBrand.computeIfAbsent(event.brandId(), ignored -> new ArrayList<>())
                        .add(event);
            }
        }
        byBrand.values().forEach(events -> stories.forEach(story -> story.tell(events, this::put)));
        placed.clear();
        clicks.forget();
    }

    private void put(Table table, @Nullable Object... values) {
        ready.add(made.row(table, values));
    }

    private static StoryEvent event(InternalRow row) {
        long at = row.getLong(1);
        return new StoryEvent(
                at,
                EventType.named(required(row, 2)).orElseThrow(),
                required(row, 3),
                required(row, 4),
                required(row, 5),
                Objects.requireNonNullElse(text(row, 6), NO_BRAND),
                text(row, 7),
                required(row, CONTACT),
                text(row, 9),
                direction(text(row, 10)),
                text(row, 11),
                row.isNullAt(12) ? Long.MIN_VALUE : row.getLong(12),
                text(row, 13),
                row.isNullAt(14) ? 0 : row.getLong(14),
                text(row, 15),
                text(row, 16),
                text(row, 17),
                marks(at, row.getArray(MARKS)));
    }

    private static List<FunnelMark> marks(long at, ArrayData array) {
        List<FunnelMark> marks = new ArrayList<>(array.numElements());
        for (int i = 0; i < array.numElements(); i++) {
            InternalRow mark = array.getStruct(i, 4);
            marks.add(new FunnelMark(at, mark.getInt(0), mark.getInt(1), text(mark, 2), text(mark, 3)));
        }
        return marks;
    }

    private static Direction direction(@Nullable String direction) {
        if (direction == null) {
            return Direction.NEITHER;
        }
        return direction.equals("inbound") ? Direction.INBOUND : Direction.OUTBOUND;
    }

    private static String required(InternalRow row, int column) {
        return Objects.requireNonNull(text(row, column), COLUMNS.get(column));
    }

    private static @Nullable String text(InternalRow row, int column) {
        return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
    }
}
