package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Line;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of a check, of which the copy that stays is told by the same rule as in the tables (metrics.md C3). */
final class KnownEvents {
    /** A check sends its events to no partition. */
    private static final int NOWHERE = -1;

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

    private record Copy(Key key, Frame frame) {}

    private final Map<Duplicates.EventKey, Copy> winners = new HashMap<>();
    private final Map<Integer, Duplicates.Share> duplicates = new TreeMap<>();
    private final Derived derived = new Derived();

    /** Events of one file, which count only once the file was found to be whole. */
    final class Scope {
        private final int file;
        private final List<Copy> copies = new ArrayList<>();
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
            Key.Place place = new Key.Place(file, line.number, records.ordinal());
            byte[] sha256 = records.frameSha256();
            copies.add(new Copy(
                    Key.of(key.getLong(), key.getLong(), event, sha256, NOWHERE, place, line.length), current));
        }

        void keep() {
            copies.forEach(KnownEvents.this::add);
        }
    }

    Scope scope(int file) {
        return new Scope(file);
    }

    private void add(Copy copy) {
        Duplicates.EventKey event =
                new Duplicates.EventKey(copy.key().high(), copy.key().low());
        Copy known = winners.get(event);
        if (known == null) {
            winners.put(event, copy);
            return;
        }
        boolean isBetter = Key.ORDER.compare(copy.key(), known.key()) < 0;
        if (isBetter) {
            winners.put(event, copy);
        }
        Copy loser = isBetter ? known : copy;
        duplicates.merge(
                loser.key().place().file(),
                new Duplicates.Share(1, loser.frame().copy()),
                Duplicates.Share::plus);
    }

    /** How many duplicates each file has, by index. */
    Map<Integer, Duplicates.Share> duplicates() {
        return duplicates;
    }
}
