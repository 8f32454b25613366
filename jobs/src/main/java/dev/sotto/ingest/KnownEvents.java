package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Line;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of a check, of which the copy that stays is told by the same rule as in the tables (metrics.md C3). */
final class KnownEvents {
    private static final Comparator<Copy> ORDER = Comparator.comparingLong(Copy::receivedAt)
            .thenComparing(Copy::sha256, Arrays::compareUnsigned)
            .thenComparingInt(Copy::file)
            .thenComparingLong(Copy::line)
            .thenComparingInt(Copy::ordinal);

    private record Key(long high, long low) {}

    private record Copy(long receivedAt, byte[] sha256, int file, int ordinal, Frame frame) {
        long line() {
            return frame.line;
        }
    }

    /** A line, or a body that holds several events. */
    private static final class Frame {
        private final long line;
        private final long length;
        private int events;
        private int copies;

        Frame(Line line) {
            this.line = line.number;
            this.length = line.length;
        }

        /** Count one of its events as a copy, and answer the bytes that are those of copies only now. */
        long copy() {
            copies++;
            return copies == events ? length : 0;
        }
    }

    private record Entry(Key key, Copy copy) {}

    private final Map<Key, Copy> winners = new HashMap<>();
    private final Map<Integer, Duplicates.Share> duplicates = new TreeMap<>();
    private final Derived derived = new Derived();

    /** Events of one file, which count only once the file was found to be whole. */
    final class Scope {
        private final int file;
        private final List<Entry> entries = new ArrayList<>();
        private @Nullable Frame frame;

        private Scope(int file) {
            this.file = file;
        }

        void add(RecordReader records) {
            EventRecord event = records.event();
            Line line = records.line();
            Frame current = frame;
            if (current == null || current.line != line.number) {
                current = new Frame(line);
                frame = current;
            }
            current.events++;
            ByteBuffer key = derived.eventKey(
                    String.valueOf(event.text(EventField.SOURCE)), String.valueOf(event.text(EventField.EVENT_ID)));
            Copy copy = new Copy(Check.receivedAt(event), records.frameSha256(), file, records.ordinal(), current);
            entries.add(new Entry(new Key(key.getLong(), key.getLong()), copy));
        }

        void keep() {
            entries.forEach(entry -> KnownEvents.this.add(entry.key(), entry.copy()));
        }
    }

    Scope scope(int file) {
        return new Scope(file);
    }

    private void add(Key key, Copy copy) {
        Copy known = winners.get(key);
        if (known == null) {
            winners.put(key, copy);
            return;
        }
        boolean isBetter = ORDER.compare(copy, known) < 0;
        if (isBetter) {
            winners.put(key, copy);
        }
        Copy loser = isBetter ? known : copy;
        duplicates.merge(
                loser.file(),
                new Duplicates.Share(1, loser.frame().copy()),
                (one, two) -> new Duplicates.Share(one.records() + two.records(), one.bytes() + two.bytes()));
    }

    /** How many duplicates each file has, by index. */
    Map<Integer, Duplicates.Share> duplicates() {
        return duplicates;
    }
}
