package dev.sotto.ingest;

import dev.sotto.warehouse.SparseRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a wide row that is mostly empty into few bytes, and reads them back in Spark's own form.
 *
 * <p>Values are String, Long, Integer, Boolean, an array for a struct, a List of any of these, or a Map of texts.
 */
final class RowCodec {
    private static final byte TEXT = 1;
    private static final byte LONG = 2;
    private static final byte INT = 3;
    private static final byte TRUE = 4;
    private static final byte FALSE = 5;
    private static final byte ARRAY = 6;
    private static final byte STRUCT = 7;
    private static final byte MAP = 8;
    private static final byte NULL = 9;
    private static final byte END = (byte) 0xff;

    private ByteBuffer buffer;

    /** A codec that has room for so many bytes at first. */
    RowCodec(int room) {
        buffer = ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes written so far, which are forgotten with this. */
    byte[] take() {
        byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
        buffer.clear();
        return bytes;
    }

    int size() {
        return buffer.position();
    }

    void putLong(long value) {
        ensure(8);
        buffer.putLong(value);
    }

    void putInt(int value) {
        ensure(4);
        buffer.putInt(value);
    }

    void putBytes(byte[] bytes) {
        ensure(bytes.length);
        buffer.put(bytes);
    }

    /** Write the values that are not null, with the length of all before them. */
    void putRow(@Nullable Object[] values) {
        ensure(4);
        int start = buffer.position();
        buffer.putInt(0);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                ensure(1);
                buffer.put((byte) i);
                put(values[i]);
            }
        }
        ensure(1);
        buffer.put(END);
        buffer.putInt(start, buffer.position() - start - 4);
    }

    private void put(@Nullable Object value) {
        ensure(9);
        if (value == null) {
            buffer.put(NULL);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            buffer.put(TEXT).putInt(bytes.length);
            putBytes(bytes);
        } else if (value instanceof Long number) {
            buffer.put(LONG).putLong(number);
        } else if (value instanceof Integer number) {
            buffer.put(INT).putInt(number);
        } else if (value instanceof Boolean truth) {
            buffer.put(truth ? TRUE : FALSE);
        } else if (value instanceof Object[] struct) {
            buffer.put(STRUCT).putInt(struct.length);
            putAll(Arrays.asList(struct));
        } else if (value instanceof List<?> list) {
            buffer.put(ARRAY).putInt(list.size());
            putAll(list);
        } else if (value instanceof Map<?, ?> map) {
            buffer.put(MAP).putInt(map.size());
            putAll(map.keySet());
            putAll(map.values());
        } else {
            throw new IllegalStateException("no code for " + value.getClass());
        }
    }

    private void putAll(Iterable<?> values) {
        values.forEach(this::put);
    }

    private void ensure(int more) {
        if (buffer.remaining() < more) {
            int size = Math.max(buffer.capacity() * 2, buffer.position() + more);
            ByteBuffer larger = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            buffer.flip();
            buffer = larger.put(buffer);
        }
    }

    static ByteBuffer reader(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Pass over a row. */
    static void skipRow(ByteBuffer in) {
        int length = in.getInt();
        in.position(in.position() + length);
    }

    /**
     * Read a row; its texts are views on the bytes that it is read from.
     *
     * @param places where each value that was written goes among the columns
     */
    static InternalRow row(ByteBuffer in, int[] places, int columns) {
        in.getInt();
        @Nullable Object[] values = new @Nullable Object[columns];
        for (byte column = in.get(); column != END; column = in.get()) {
            values[places[column & 0xff]] = value(in);
        }
        return new GenericInternalRow(values);
    }

    /** Read a row as {@link #row} does, but only the values that it has. */
    static void row(ByteBuffer in, int[] places, SparseRow.Values into) {
        in.getInt();
        for (byte column = in.get(); column != END; column = in.get()) {
            Object value = value(in);
            if (value != null) {
                into.put(places[column & 0xff], value);
            }
        }
    }

    private static @Nullable Object value(ByteBuffer in) {
        return switch (in.get()) {
            case TEXT -> {
                int length = in.getInt();
                UTF8String text = UTF8String.fromBytes(in.array(), in.position(), length);
                in.position(in.position() + length);
                yield text;
            }
            case LONG -> in.getLong();
            case INT -> in.getInt();
            case TRUE -> true;
            case FALSE -> false;
            case ARRAY -> new GenericArrayData(values(in, in.getInt()));
            case STRUCT -> new GenericInternalRow(values(in, in.getInt()));
            case MAP -> {
                int size = in.getInt();
                yield new ArrayBasedMapData(
                        new GenericArrayData(values(in, size)), new GenericArrayData(values(in, size)));
            }
            default -> null;
        };
    }

    private static @Nullable Object[] values(ByteBuffer in, int count) {
        @Nullable Object[] values = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(in);
        }
        return values;
    }
}
