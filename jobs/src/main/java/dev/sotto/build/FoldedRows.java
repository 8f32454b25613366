package dev.sotto.build;

import dev.sotto.domain.Table;
import dev.sotto.fold.Fold;
import dev.sotto.fold.FoldEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one partition's folds, made while its events are read.
 *
 * <p>Events come sorted by key, time and sequence; those that tie are put in the order of type and id here. A row has
 * one column a table, of which one is filled.
 */
final class FoldedRows implements Iterator<InternalRow> {

    private static final Comparator<FoldEvent> TIE_ORDER =
            Comparator.comparing(FoldEvent::type).thenComparing(FoldEvent::eventId);

    private final Iterator<InternalRow> rows;
    private final List<Fold> folds;
    private final Map<String, Integer> positions;
    private final Map<String, StructType> schemas;
    private final EventCursor cursor = new EventCursor();
    private final Deque<InternalRow> ready = new ArrayDeque<>();
    private final List<FoldEvent> tied = new ArrayList<>();
    private long key;
    private boolean hasKey;

    FoldedRows(
            Iterator<InternalRow> rows,
            List<Fold> folds,
            Map<String, Integer> positions,
            Map<String, StructType> schemas) {
        this.rows = rows;
        this.folds = folds;
        this.positions = positions;
        this.schemas = schemas;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && rows.hasNext()) {
            take(rows.next());
        }
        if (ready.isEmpty() && hasKey) {
            finishKey();
        }
        return !ready.isEmpty();
    }

    @Override
    public InternalRow next() {
        return ready.remove();
    }

    private void take(InternalRow row) {
        long next = EventCursor.key(row);
        if (hasKey && next != key) {
            finishKey();
        }
        key = next;
        hasKey = true;
        FoldEvent event = cursor.event(row);
        if (!tied.isEmpty() && (tied.get(0).at() != event.at() || tied.get(0).sequence() != event.sequence())) {
            feedTied();
        }
        tied.add(event);
    }

    private void feedTied() {
        if (tied.size() > 1) {
            tied.sort(TIE_ORDER);
        }
        tied.forEach(event -> folds.forEach(fold -> fold.accept(event)));
        tied.clear();
    }

    private void finishKey() {
        feedTied();
        folds.forEach(fold -> fold.finish(this::put));
        hasKey = false;
    }

    private void put(Table table, @Nullable Object... values) {
        StructType schema = Objects.requireNonNull(schemas.get(table.name()), table.name());
        int position = Objects.requireNonNull(positions.get(table.name()), table.name());
        Object[] converted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean isTimestamp = schema.fields()[i].dataType().equals(DataTypes.TimestampType);
            converted[i] =
                    isTimestamp && values[i] != null ? Long.valueOf((Long) values[i] * 1000L) : internal(values[i]);
        }
        GenericInternalRow row = new GenericInternalRow(positions.size());
        row.update(position, new GenericInternalRow(converted));
        ready.add(row);
    }

    private static @Nullable Object internal(@Nullable Object value) {
        if (value instanceof String text) {
            return UTF8String.fromString(text);
        }
        return value instanceof int[] numbers ? new GenericArrayData(numbers) : value;
    }
}
