package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.warehouse.SparseRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The events of one partition in the order of {@code log.events}: by cluster key, then time, then event key.
 *
 * <p>Only what they are sorted by is taken out of their bytes. Where a partition is larger than was planned for, it is
 * sorted a part at a time, which no reader minds.
 */
final class SortedEvents implements Iterator<SparseRow> {
    private static final long MOST_BYTES = 192L << 20;

    private final Iterator<byte[]> chunks;
    private final Predicate<Key.Place> isKept;
    private final RowShape shape;
    private List<Event> sorted = List.of();
    private int next;

    /** An event that is read once it is written. */
    private final class Event implements SparseRow, Comparable<Event> {
        private final long clusterKey;
        private final long at;
        private final long high;
        private final long low;
        private final ByteBuffer chunk;
        private final int position;

        Event(long clusterKey, long at, long high, long low, ByteBuffer chunk) {
            this.clusterKey = clusterKey;
            this.at = at;
            this.high = high;
            this.low = low;
            this.chunk = chunk;
            this.position = chunk.position();
        }

        @Override
        public int compareTo(Event other) {
            int order = Long.compare(clusterKey, other.clusterKey);
            order = order == 0 ? Long.compare(at, other.at) : order;
            order = order == 0 ? Long.compare(high, other.high) : order;
            return order == 0 ? Long.compare(low, other.low) : order;
        }

        @Override
        public long clusterKey() {
            return clusterKey;
        }

        @Override
        public void forEach(Values into) {
            shape.read(chunk.position(position), into);
        }
    }

    /** The events in these chunks whose place is one to keep. */
    SortedEvents(Iterator<byte[]> chunks, Predicate<Key.Place> isKept, RowShape shape) {
        this.chunks = chunks;
        this.isKept = isKept;
        this.shape = shape;
    }

    /** Write an event so that this can read it. */
    static void put(RowCodec out, Key.Place place, EventRecord event, Enrichment.Columns columns) {
        out.putLong(columns.clusterKey());
        out.putLong(Objects.requireNonNull(event.number(EventField.OCCURRED_AT)));
        out.putLong(columns.eventKeyHigh());
        out.putLong(columns.eventKeyLow());
        place.writeTo(out);
        out.putRow(EventRows.values(event, columns));
    }

    @Override
    public boolean hasNext() {
        while (next == sorted.size() && chunks.hasNext()) {
            sorted = read();
            next = 0;
        }
        return next < sorted.size();
    }

    @Override
    public SparseRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return sorted.get(next++);
    }

    private List<Event> read() {
        List<Event> events = new ArrayList<>();
        for (long bytes = 0; bytes < MOST_BYTES && chunks.hasNext(); ) {
            ByteBuffer chunk = RowCodec.reader(chunks.next());
            bytes += chunk.remaining();
            while (chunk.hasRemaining()) {
                long clusterKey = chunk.getLong();
                long at = chunk.getLong();
                long high = chunk.getLong();
                long low = chunk.getLong();
                if (isKept.test(Key.Place.read(chunk))) {
                    events.add(new Event(clusterKey, at, high, low, chunk));
                }
                RowCodec.skipRow(chunk);
            }
        }
        Collections.sort(events);
        return events;
    }
}
