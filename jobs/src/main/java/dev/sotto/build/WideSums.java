package dev.sotto.build;

import java.math.BigInteger;
import java.util.Arrays;

/** Sums of products in 128 bits, by number: exact, so that they are the same in any order. */
final class WideSums {
    private long[] high = new long[16];
    private long[] low = new long[16];

    /** Add {@code a * b} to a sum, which is 0 before. */
    void add(int index, long a, long b) {
        if (index >= high.length) {
            high = Arrays.copyOf(high, Math.max(index + 1, high.length * 2));
            low = Arrays.copyOf(low, high.length);
        }
        long product = a * b;
        low[index] += product;
        int carry = Long.compareUnsigned(low[index], product) < 0 ? 1 : 0;
        high[index] += Math.multiplyHigh(a, b) + carry;
    }

    BigInteger get(int index) {
        if (index >= high.length) {
            return BigInteger.ZERO;
        }
        byte[] unsigned = new byte[9];
        for (int i = 0; i < 8; i++) {
            unsigned[8 - i] = (byte) (low[index] >>> (8 * i));
        }
        return BigInteger.valueOf(high[index]).shiftLeft(64).add(new BigInteger(unsigned));
    }

    void clear() {
        Arrays.fill(high, 0);
        Arrays.fill(low, 0);
    }
}
