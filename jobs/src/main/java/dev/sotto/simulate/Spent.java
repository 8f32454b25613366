package dev.sotto.simulate;

import java.math.BigInteger;

/**
 * What the contacts of an arm bought in their windows, and before them, as sums of which means and slopes are made.
 *
 * <p>The sums are whole numbers of any size, so that they are the same in any order and any number of contacts takes the
 * same memory.
 */
final class Spent {
    private long contacts;
    private long net;
    private long before;
    private BigInteger beforeSquared = BigInteger.ZERO;
    private BigInteger netTimesBefore = BigInteger.ZERO;

    /** Take a contact with what it bought in its window, less what was given back, and what before it. */
    void add(long itsNet, long itsBefore) {
        contacts++;
        net += itsNet;
        before += itsBefore;
        if (itsBefore != 0) {
            BigInteger other = BigInteger.valueOf(itsBefore);
            beforeSquared = beforeSquared.add(other.multiply(other));
            netTimesBefore = netTimesBefore.add(other.multiply(BigInteger.valueOf(itsNet)));
        }
    }

    void add(Spent other) {
        contacts += other.contacts;
        net += other.net;
        before += other.before;
        beforeSquared = beforeSquared.add(other.beforeSquared);
        netTimesBefore = netTimesBefore.add(other.netTimesBefore);
    }

    long net() {
        return net;
    }

    double meanNet() {
        return (double) net / contacts;
    }

    double meanBefore() {
        return (double) before / contacts;
    }

    /** The sum of squares of what was bought before, each less the mean. */
    double variation() {
        return about(beforeSquared, before);
    }

    /** The sum of products of what was bought in the window and before it, each less its mean. */
    double covariation() {
        return about(netTimesBefore, net);
    }

    private double about(BigInteger products, long sum) {
        BigInteger both = BigInteger.valueOf(sum).multiply(BigInteger.valueOf(before));
        return products.multiply(BigInteger.valueOf(contacts)).subtract(both).doubleValue() / contacts;
    }
}
