package dev.sotto.simulate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** The bytes of a Parquet page: runs of levels and indexes packed to as few bits as they need, and plain values. */
final class PackedBits {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Multiplies eight bytes of one bit each so that the bits stand side by side in the highest byte. */
    private static final long GATHER = 0x0102040810204080L;

    private byte[] bytes = new byte[1 << 16];
    private int size;

    /** Begin another page in the same memory. */
    void clear() {
        size = 0;
    }

    BytesInput input() {
        return BytesInput.from(bytes, 0, size);
    }

    /** Levels with their length before them: one run, repeated where all are the same. */
    void levels(byte[] levels, int count, int highest) {
        int width = bits(highest);
        int lengthAt = size;
        room(16 + count / 8 * width + 2 * width);
        size += 4;
        if (count > 0 && isUniform(levels, count)) {
            varint(count << 1);
            bytes[size++] = levels[0];
        } else {
            varint(((count + 7) / 8) << 1 | 1);
            packed(levels, count, width);
        }
        int length = size - lengthAt - 4;
        for (int i = 0; i < 4; i++) {
            bytes[lengthAt + i] = (byte) (length >>> 8 * i);
        }
    }

    /** Groups of eight levels, the first in the lowest bits; the last group is filled up with zeros. */
    private void packed(byte[] levels, int count, int width) {
        int i = 0;
        if (width == 1) {
            for (; i + 8 <= count; i += 8) {
                bytes[size++] = (byte) ((long) LONG.get(levels, i) * GATHER >>> 56);
            }
        }
        long pending = 0;
        int filled = 0;
        for (int padded = (count + 7) / 8 * 8; i < padded; i++) {
            pending |= (i < count ? (long) levels[i] : 0L) << filled;
            filled += width;
            if (filled >= 8) {
                bytes[size++] = (byte) pending;
                pending >>>= 8;
                filled -= 8;
            }
        }
        flush(pending, filled);
    }

    private static boolean isUniform(byte[] levels, int count) {
        return Arrays.mismatch(levels, 1, count, levels, 0, count - 1) < 0;
    }

    /** Indexes into a dictionary: their width, and one packed run. */
    void indexes(int[] indexes, int count, int dictionarySize) {
        int width = Math.max(1, bits(dictionarySize - 1));
        room(16);
        bytes[size++] = (byte) width;
        varint(((count + 7) / 8) << 1 | 1);
        packed(indexes, (count + 7) / 8 * 8, count, width);
    }

    /** Numbers of so many bits, one after the other. */
    void packed(int[] numbers, int count, int width) {
        packed(numbers, count, count, width);
    }

    private void packed(int[] numbers, int padded, int count, int width) {
        room(padded * width / 8 + 16);
        long pending = 0;
        int filled = 0;
        for (int i = 0; i < padded; i++) {
            pending |= (i < count ? (long) numbers[i] : 0L) << filled;
            filled += width;
            if (filled >= 32) {
                INT.set(bytes, size, (int) pending);
                size += 4;
                pending >>>= 32;
                filled -= 32;
            }
        }
        flush(pending, filled);
    }

    private void flush(long pending, int filled) {
        for (int left = filled; left > 0; left -= 8) {
            bytes[size++] = (byte) (pending >>> filled - left);
        }
    }

    void longs(long[] numbers, int count) {
        room(8 * count);
        for (int i = 0; i < count; i++) {
            LONG.set(bytes, size, numbers[i]);
            size += 8;
        }
    }

    /** Everything that another holds. */
    void all(PackedBits other) {
        room(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    /** A text with its length before it. */
    void text(String text) {
        int length = text.length();
        room(4 + length);
        int from = size + 4;
        int highest = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            highest |= c;
            bytes[from + i] = (byte) c;
        }
        if (highest < 0x80) {
            INT.set(bytes, size, length);
            size = from + length;
        } else {
            encoded(text);
        }
    }

    private void encoded(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(4 + utf8.length);
        for (int i = 0; i < 4; i++) {
            bytes[size++] = (byte) (utf8.length >>> 8 * i);
        }
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void varint(int value) {
        int left = value;
        while ((left & ~0x7f) != 0) {
            bytes[size++] = (byte) (left & 0x7f | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    private static int bits(int highest) {
        return 32 - Integer.numberOfLeadingZeros(highest);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
