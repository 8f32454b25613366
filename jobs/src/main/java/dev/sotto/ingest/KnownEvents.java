package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Line;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The events of a check, of which the copy that stays is told by the same rule as in the tables (metrics.md C3).
 *
 * <p>One of {@value #PARTS} parts is in memory at a time: about 30 MB for 20 million events.
 */
final class KnownEvents implements AutoCloseable {
    /** A check sends its events to no partition. */
    private static final int NOWHERE = -1;

    private static final int PARTS = 64;

    /** A body that holds several events. */
    private record Frame(int file, long line) {}

    private record Tally(long events, long copies, long length) {
        Tally plus(Tally other) {
            return new Tally(events + other.events, copies + other.copies, Math.max(length, other.length));
        }
    }

    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));
    private static final long MOST_BYTES = 64L << 20;

    private final Spill keys = new Spill(PARTS, FOLDER, MOST_BYTES);
    private final Spill frames = new Spill(PARTS, FOLDER, MOST_BYTES);
    private final Set<Integer> bodies;
    private final Set<Integer> refused = new HashSet<>();
    private final Derived derived = new Derived();

    /**
     * No events yet.
     *
     * @param bodies the files of which a frame can hold several records, by index
     */
    KnownEvents(Set<Integer> bodies) {
        this.bodies = bodies;
    }

    /** Add an event of a file. */
    void add(int file, RecordReader records) {
        EventRecord event = records.event();
        Line line = records.line();
        ByteBuffer hash = derived.eventKey(
                String.valueOf(event.text(EventField.SOURCE)), String.valueOf(event.text(EventField.EVENT_ID)));
        Key.Place place = new Key.Place(file, line.number, records.ordinal());
        Key key = Key.of(hash.getLong(), hash.getLong(), event, records.frameSha256(), NOWHERE, place, line.length);
        key.writeTo(keys.to((int) (key.high() >>> 58)));
        tally(key, new Tally(1, 0, key.length()));
    }

    /** Leave a file out that turned out not to be whole. */
    void refuse(int file) {
        refused.add(file);
    }

    private void tally(Key key, Tally tally) {
        Key.Place place = key.place();
        if (bodies.contains(place.file())) {
            RowCodec out = frames.to((int) Math.floorMod(place.line(), (long) PARTS));
            out.putInt(place.file());
            out.putLong(place.line());
            out.putLong(tally.events());
            out.putLong(tally.copies());
            out.putLong(tally.length());
        }
    }

    /** How many duplicates each file has, by index; bytes are those of frames that hold nothing else. */
    Map<Integer, Duplicates.Share> duplicates() {
        Map<Integer, Duplicates.Share> shares = new TreeMap<>();
        for (int part = 0; part < PARTS; part++) {
            new SortedKeys(keys.chunksOf(part), refused).forEachCopy(copy -> {
                int file = copy.place().file();
                long bytes = bodies.contains(file) ? 0 : copy.length();
                shares.merge(file, new Duplicates.Share(1, bytes), Duplicates.Share::plus);
                tally(copy, new Tally(0, 1, 0));
            });
        }
        for (int part = 0; part < PARTS; part++) {
            tallies(part).forEach((frame, tally) -> {
                if (tally.copies() == tally.events()) {
                    shares.merge(frame.file(), new Duplicates.Share(0, tally.length()), Duplicates.Share::plus);
                }
            });
        }
        return shares;
    }

    private Map<Frame, Tally> tallies(int part) {
        Map<Frame, Tally> tallies = new HashMap<>();
        new Chunks<>(
                        frames.chunksOf(part),
                        in -> Map.entry(
                                new Frame(in.getInt(), in.getLong()),
                                new Tally(in.getLong(), in.getLong(), in.getLong())))
                .forEachRemaining(entry -> tallies.merge(entry.getKey(), entry.getValue(), Tally::plus));
        return tallies;
    }

    @Override
    public void close() {
        keys.close();
        frames.close();
    }
}
