package dev.sotto.ingest.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for a byte eight bytes at a time. */
public final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Bytes() {}

    /** Where a byte stands first; -1 where it does not. */
    public static int indexOf(byte wanted, byte[] bytes, int start, int end) {
        long pattern = (wanted & 0xffL) * LOW_BITS;
        int i = start;
        for (; i + 8 <= end; i += 8) {
            long others = (long) LONGS.get(bytes, i) ^ pattern;
            // The lowest bit that is set is that of the first zero byte; those above it may be wrong.
            long found = others - LOW_BITS & ~others & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        for (; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** How often a byte stands there. */
    public static int count(byte wanted, byte[] bytes, int start, int end) {
        long pattern = (wanted & 0xffL) * LOW_BITS;
        int count = 0;
        int i = start;
        for (; i + 8 <= end; i += 8) {
            long others = (long) LONGS.get(bytes, i) ^ pattern;
            // No carry from one byte to the next, so that each is told right.
            count += 8 - Long.bitCount(((others & ~HIGH_BITS) + ~HIGH_BITS | others) & HIGH_BITS);
        }
        for (; i < end; i++) {
            count += bytes[i] == wanted ? 1 : 0;
        }
        return count;
    }
}
