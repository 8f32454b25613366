package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import java.nio.ByteBuffer;

/**
 * What tells an event from others, what decides among copies, and where the event lies.
 *
 * @param high first half of the 128-bit hash of source and event_id
 * @param receivedAt in microseconds since 1970; {@link Long#MAX_VALUE} where it is not known
 * @param sha256 the first 64 bits of the SHA-256 of the record
 * @param target the partition of the event
 * @param length of the frame that holds it
 */
record Key(long high, long low, long receivedAt, long sha256, int target, Place place, long length)
        implements Comparable<Key> {

    /**
     * Where a record stands.
     *
     * @param line where its frame begins
     * @param ordinal which record of the frame it is, from 0
     */
    record Place(int file, long line, int ordinal) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int order = Integer.compare(file, other.file);
            order = order == 0 ? Long.compare(line, other.line) : order;
            return order == 0 ? Integer.compare(ordinal, other.ordinal) : order;
        }

        void writeTo(RowCodec out) {
            out.putInt(file);
            out.putLong(line);
            out.putInt(ordinal);
        }

        static Place read(ByteBuffer in) {
            return new Place(in.getInt(), in.getLong(), in.getInt());
        }
    }

    /**
     * The key of an event.
     *
     * @param frameSha256 of the frame that holds it
     * @param length of that frame
     */
    static Key of(long high, long low, EventRecord event, byte[] frameSha256, int target, Place place, long length) {
        Long receivedAt = event.number(EventField.RECEIVED_AT);
        return new Key(
                high,
                low,
                receivedAt == null ? Long.MAX_VALUE : receivedAt,
                ByteBuffer.wrap(frameSha256).getLong(),
                target,
                place,
                length);
    }

    /** Copies beside each other, the one that stays first (metrics.md C3). */
    @Override
    public int compareTo(Key other) {
        int order = compareTo(other.high, other.low);
        order = order == 0 ? Long.compare(receivedAt, other.receivedAt) : order;
        order = order == 0 ? Long.compareUnsigned(sha256, other.sha256) : order;
        return order == 0 ? place.compareTo(other.place) : order;
    }

    /** Before, at or after the keys of an event. */
    int compareTo(long otherHigh, long otherLow) {
        int order = Long.compare(high, otherHigh);
        return order == 0 ? Long.compare(low, otherLow) : order;
    }

    boolean isCopyOf(Key other) {
        return high == other.high && low == other.low;
    }

    void writeTo(RowCodec out) {
        out.putLong(high);
        out.putLong(low);
        out.putLong(receivedAt);
        out.putLong(sha256);
        out.putInt(target);
        place.writeTo(out);
        out.putLong(length);
    }

    static Key read(ByteBuffer in) {
        return new Key(
                in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt(), Place.read(in), in.getLong());
    }
}
