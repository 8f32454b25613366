package dev.sotto.simulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Durations of which percentiles are wanted: exact while they are few, and by classes of a thousandth of their size beyond
 * that, so that any number of them takes bounded memory.
 */
final class Durations {
    private static final int MOST_EXACT = 1 << 13;
    private static final int BITS = 10;

    /** What sums of shares may be off by. */
    private static final double HAIR = 1e-12;

    private long[] exact = new long[8];
    private int @Nullable [] classes;
    private long size;
    private long sum;

    void add(long millis) {
        sum += millis;
        if (classes == null && size == exact.length) {
            widen();
        }
        if (classes == null) {
            exact[(int) size] = millis;
        } else {
            classed(millis, 1);
        }
        size++;
    }

    /** Make room for another one as it is, or count them all by classes. */
    private void widen() {
        if (size >= MOST_EXACT) {
            coarsen();
        } else {
            exact = Arrays.copyOf(exact, 2 * exact.length);
        }
    }

    void add(Durations other) {
        if (other.classes == null) {
            for (int i = 0; i < other.size; i++) {
                add(other.exact[i]);
            }
            return;
        }
        coarsen();
        for (int i = 0; i < other.classes.length; i++) {
            if (other.classes[i] > 0) {
                classed(leastOf(i), other.classes[i]);
            }
        }
        size += other.size;
        sum += other.sum;
    }

    private void coarsen() {
        if (classes == null) {
            classes = new int[1 << BITS];
            for (int i = 0; i < size; i++) {
                classed(exact[i], 1);
            }
            exact = new long[0];
        }
    }

    /** Count so many in their class; there are only as many classes as the longest needs. */
    private void classed(long millis, int count) {
        int index = classOf(millis);
        int[] counts = classes == null ? new int[0] : classes;
        if (index >= counts.length) {
            counts = Arrays.copyOf(counts, index + (1 << BITS));
        }
        counts[index] += count;
        classes = counts;
    }

    /** Small numbers are classes of their own; greater ones share them by their leading bits. */
    private static int classOf(long millis) {
        int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(millis) - BITS - 1);
        return (shift << BITS) + (int) (millis >>> shift);
    }

    private static long leastOf(int index) {
        int shift = Math.max(0, (index >> BITS) - 1);
        return (long) (index - (shift << BITS)) << shift;
    }

    long size() {
        return size;
    }

    boolean isExact() {
        return classes == null;
    }

    @Nullable
    Double mean() {
        return size == 0 ? null : (double) sum / size;
    }

    /**
     * The time within which half of all came to their end when those who still wait count as long as they were seen; null
     * where fewer ever did, or too many are there to be looked at one by one.
     *
     * <p>All begin with the same share of the whole; whoever drops out of sight leaves its share to those who wait longer.
     */
    @Nullable
    Long medianBeside(@Nullable Durations waiting) {
        if (!isExactBeside(waiting)) {
            return null;
        }
        long[] ends = sorted();
        long[] seen = waiting == null ? new long[0] : waiting.sorted();
        int left = ends.length + seen.length;
        double share = 1.0 / left;
        double ended = 0;
        int unseen = 0;
        for (long end : ends) {
            while (unseen < seen.length && seen[unseen] < end) {
                left--;
                share += share / left;
                unseen++;
            }
            ended += share;
            left--;
            if (ended >= 0.5 - HAIR) {
                return end;
            }
        }
        return null;
    }

    /**
     * The share that has not come to its end after a time when those who still wait count as long as they were seen; null
     * where nobody was seen so long, or too many are there to be looked at one by one.
     */
    @Nullable
    Double shareBeyond(long moment, @Nullable Durations waiting) {
        if (!isExactBeside(waiting)) {
            return null;
        }
        long[] ends = sorted();
        long[] seen = waiting == null ? new long[0] : waiting.sorted();
        int left = ends.length + seen.length;
        double each = 1.0 / Math.max(1, left);
        double beyond = 1;
        int unseen = 0;
        for (long end : ends) {
            if (end > moment) {
                break;
            }
            // Whoever dropped out of sight before leaves its share to those who are left.
            while (unseen < seen.length && seen[unseen] < end) {
                left--;
                each += each / left;
                unseen++;
            }
            beyond -= each;
            left--;
        }
        boolean isWatched = ends.length > 0 && ends[ends.length - 1] >= moment
                || seen.length > 0 && seen[seen.length - 1] >= moment;
        boolean isOver = ends.length > 0 && beyond < HAIR;
        return isWatched || isOver ? Double.valueOf(isOver ? 0 : beyond) : null;
    }

    private boolean isExactBeside(@Nullable Durations waiting) {
        return classes == null && (waiting == null || waiting.classes == null);
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(exact, (int) size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The smallest with at least this share of all at or below it; where classes are kept, the least of its class. */
    @Nullable
    Long percentile(double share) {
        if (size == 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(share * size));
        if (classes == null) {
            return sorted()[(int) rank - 1];
        }
        int index = 0;
        for (long passed = classes[0]; passed < rank; passed += classes[index]) {
            index++;
        }
        return leastOf(index);
    }
}
