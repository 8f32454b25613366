package dev.sotto.ingest;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Some parsed records of one kind in few bytes, or the summary of a part.
 *
 * @param bytes events are keys, each followed by its row; rejects are rows
 * @param summary only of a block of kind SUMMARY
 */
record Block(Kind kind, byte[] bytes, @Nullable PartSummary summary) implements Serializable {

    /** What a block holds. */
    enum Kind {
        EVENTS,
        REJECTS,
        SUMMARY
    }

    /** What is wanted of a block. */
    enum Content {
        KEY,
        ROW
    }

    /**
     * What tells an event from others: its place, and what decides among copies.
     *
     * @param line where its frame begins
     * @param length of the frame
     * @param ordinal which record of the frame it is, from 0
     * @param receivedAt in microseconds since 1970
     * @param sha256 of the record
     */
    record Key(
            int file,
            long line,
            int ordinal,
            long length,
            @Nullable Long receivedAt,
            long high,
            long low,
            byte[] sha256) {
        private static final int SHA256_BYTES = 32;
        private static final int PLACE_BYTES = 2 * Long.BYTES + Integer.BYTES;
        private static final int REST_BYTES = 4 * Long.BYTES + SHA256_BYTES;

        void writeTo(RowCodec out) {
            out.putLong(file);
            out.putLong(line);
            out.putInt(ordinal);
            out.putLong(length);
            out.putLong(receivedAt == null ? Long.MIN_VALUE : receivedAt);
            out.putLong(high);
            out.putLong(low);
            out.putBytes(sha256);
        }

        /** Read a key as a row, and pass over the event. */
        static InternalRow row(ByteBuffer in) {
            @Nullable Object[] values = new @Nullable Object[8];
            values[0] = (int) in.getLong();
            values[1] = in.getLong();
            values[2] = in.getInt();
            values[3] = in.getLong();
            long receivedAt = in.getLong();
            values[4] = receivedAt == Long.MIN_VALUE ? null : receivedAt;
            values[5] = in.getLong();
            values[6] = in.getLong();
            byte[] sha256 = new byte[SHA256_BYTES];
            in.get(sha256);
            values[7] = sha256;
            RowCodec.skipRow(in);
            return new GenericInternalRow(values);
        }

        /** Pass over a key, and read its event as a row that ends with its file, line and ordinal. */
        static InternalRow event(ByteBuffer in, int columns) {
            int file = (int) in.getLong(in.position());
            long line = in.getLong(in.position() + Long.BYTES);
            int ordinal = in.getInt(in.position() + 2 * Long.BYTES);
            in.position(in.position() + PLACE_BYTES + REST_BYTES);
            InternalRow row = RowCodec.row(in, columns);
            row.update(columns - 3, file);
            row.update(columns - 2, line);
            row.update(columns - 1, ordinal);
            return row;
        }
    }

    ByteBuffer reader() {
        return RowCodec.reader(bytes);
    }

    /** Read the next record of a block of this kind. */
    InternalRow next(ByteBuffer in, Content content, int columns) {
        if (kind == Kind.REJECTS) {
            return RowCodec.row(in, columns);
        }
        return content == Content.KEY ? Key.row(in) : Key.event(in, columns);
    }
}
