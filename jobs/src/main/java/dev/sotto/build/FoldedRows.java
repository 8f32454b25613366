package dev.sotto.build;

import dev.sotto.domain.Table;
import dev.sotto.fold.Fold;
import dev.sotto.fold.FoldEvent;
import dev.sotto.fold.OwnClicks;
import dev.sotto.warehouse.TableRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one partition's folds, made while its events are read.
 *
 * <p>Events come sorted by key, time and sequence; those that tie are put in the order of type and id here. No fold
 * sees a click that is no person's own.
 */
final class FoldedRows implements Iterator<TableRow> {

    private static final Comparator<FoldEvent> TIE_ORDER =
            Comparator.comparing(FoldEvent::type).thenComparing(FoldEvent::eventId);

    private final Iterator<InternalRow> rows;
    private final List<Fold> folds;
    private final TableRows made;
    private final EventCursor cursor = new EventCursor();
    private final OwnClicks clicks = new OwnClicks();
    private final Deque<TableRow> ready = new ArrayDeque<>();
    private final List<FoldEvent> tied = new ArrayList<>();
    private long key;
    private boolean hasKey;

    FoldedRows(Iterator<InternalRow> rows, List<Fold> folds, TableRows made) {
        this.rows = rows;
        this.folds = folds;
        this.made = made;
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
    public TableRow next() {
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
        for (FoldEvent event : tied) {
            if (clicks.counts(event)) {
                folds.forEach(fold -> fold.accept(event));
            }
        }
        tied.clear();
    }

    private void finishKey() {
        feedTied();
        folds.forEach(fold -> fold.finish(this::put));
        clicks.forget();
        hasKey = false;
    }

    private void put(Table table, @Nullable Object... values) {
        ready.add(made.row(table, values));
    }
}
