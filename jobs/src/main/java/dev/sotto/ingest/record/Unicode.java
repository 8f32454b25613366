package dev.sotto.ingest.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Whether bytes are well-formed UTF-8 (RFC 3629), and whether the escapes of a JSON text name whole characters. */
public final class Unicode {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Unicode() {}

    /** What is wrong with the bytes of a JSON text; null if nothing is. */
    static @Nullable Reason problem(byte[] bytes, int start, int size) {
        if (!isUtf8(bytes, start, start + size)) {
            return Reason.BAD_UTF8;
        }
        return hasLoneSurrogate(bytes, start, start + size) ? Reason.LONE_SURROGATE : null;
    }

    /** Whether bytes are UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. */
    public static boolean isUtf8(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end) {
            while (i + 8 <= end && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
                i += 8;
            }
            if (i >= end) {
                return true;
            }
            int length = sequence(bytes, i, end);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Length of the well-formed sequence that begins here; 0 if none does. */
    private static int sequence(byte[] bytes, int i, int end) {
        int first = bytes[i] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (i + length > end) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean hasLoneSurrogate(byte[] bytes, int start, int end) {
        boolean isAfterHigh = false;
        for (int i = Bytes.indexOf((byte) '\\', bytes, start, end); i >= 0 && i < end; i++) {
            if (bytes[i] != '\\') {
                if (isAfterHigh) {
                    return true;
                }
                continue;
            }
            int unit = i + 1 < end && bytes[i + 1] == 'u' ? hex(bytes, i + 2, end) : -1;
            boolean isLow = unit >= 0xdc00 && unit <= 0xdfff;
            if (isAfterHigh != isLow) {
                return true;
            }
            isAfterHigh = unit >= 0xd800 && unit <= 0xdbff;
            i += unit >= 0 ? 5 : 1;
        }
        return isAfterHigh;
    }

    private static int hex(byte[] bytes, int from, int end) {
        if (from + 4 > end) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
