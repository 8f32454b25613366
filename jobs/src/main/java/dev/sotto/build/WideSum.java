package dev.sotto.build;

import java.math.BigInteger;

/** A sum of products in 128 bits, kept in two neighbours of an array: exact, so that it is the same in any order. */
final class WideSum {

    private WideSum() {}

    /** Add {@code a * b} to the sum that stands at a position and the next one: the low half, then the high one. */
    static void add(long[] sums, int at, long a, long b) {
        long product = a * b;
        sums[at] += product;
        int carry = Long.compareUnsigned(sums[at], product) < 0 ? 1 : 0;
        sums[at + 1] += Math.multiplyHigh(a, b) + carry;
    }

    static BigInteger get(long[] sums, int at) {
        byte[] unsigned = new byte[9];
        for (int i = 0; i < 8; i++) {
            unsigned[8 - i] = (byte) (sums[at] >>> (8 * i));
        }
        return BigInteger.valueOf(sums[at + 1]).shiftLeft(64).add(new BigInteger(unsigned));
    }
}
