package dev.sotto.simulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Durations of which percentiles are wanted: exact while they are few, and by classes of a thousandth of their size beyond
 * that, so that any number of them takes bounded memory.
 */
final class Durations {
    private static final int MOST_EXACT = 1 << 17;
    private static final int BITS = 10;

    private long[] exact = new long[8];
    private long @Nullable [] classes;
    private long size;

    void add(long millis) {
        if (classes != null) {
            classes[classOf(millis)]++;
        } else {
            if (size == exact.length) {
                exact = Arrays.copyOf(exact, 2 * exact.length);
            }
            exact[(int) size] = millis;
        }
        size++;
        if (size > MOST_EXACT) {
            coarsen();
        }
    }

    void add(Durations other) {
        if (other.classes == null) {
            for (int i = 0; i < other.size; i++) {
                add(other.exact[i]);
            }
            return;
        }
        long[] counts = coarsen();
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.classes[i];
        }
        size += other.size;
    }

    private long[] coarsen() {
        if (classes == null) {
            long[] counts = new long[classOf(Long.MAX_VALUE) + 1];
            for (int i = 0; i < size; i++) {
                counts[classOf(exact[i])]++;
            }
            classes = counts;
            exact = new long[0];
        }
        return classes;
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

    /** The smallest with at least this share of all at or below it; where classes are kept, the least of its class. */
    @Nullable
    Long percentile(double share) {
        if (size == 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(share * size));
        if (classes == null) {
            long[] sorted = Arrays.copyOf(exact, (int) size);
            Arrays.sort(sorted);
            return sorted[(int) rank - 1];
        }
        int index = 0;
        for (long passed = classes[0]; passed < rank; passed += classes[index]) {
            index++;
        }
        return leastOf(index);
    }
}
