package dev.sotto.build;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the units of one person add up to, by cell, metric and slice. */
final class PersonSums {
    private final LongIndex keys = new LongIndex();
    private long[] r = new long[64];
    private long[] n = new long[64];
    private long[] pending = new long[64];
    private boolean[] isPart = new boolean[64];
    private @Nullable String[] flags = new String[64];

    void add(long key, long head, long numerator, long denominator, @Nullable String flag) {
        int before = keys.size();
        int index = keys.add(key);
        if (index == before) {
            begin(index, UnitRows.isPart(head));
        }
        if (UnitRows.isMature(head)) {
            r[index] += numerator;
            n[index] += denominator;
        } else {
            pending[index] += denominator;
        }
        if (flag != null) {
            flags[index] = flag;
        }
    }

    private void begin(int index, boolean isOfParts) {
        if (index == r.length) {
            r = Arrays.copyOf(r, index * 2);
            n = Arrays.copyOf(n, index * 2);
            pending = Arrays.copyOf(pending, index * 2);
            isPart = Arrays.copyOf(isPart, index * 2);
            flags = Arrays.copyOf(flags, index * 2);
        }
        r[index] = 0;
        n[index] = 0;
        pending[index] = 0;
        isPart[index] = isOfParts;
        flags[index] = null;
    }

    /** Add them to those of all persons. */
    void addTo(CellSums sums, boolean isKnown) {
        for (int i = 0; i < keys.size(); i++) {
            long key = keys.key(i);
            long persons = isKnown ? 1 : 0;
            if (isPart[i]) {
                int whole = keys.find(RolledRows.whole(key));
                sums.addPart(key, r[i], whole < 0 ? 0 : r[whole], persons);
            } else {
                sums.add(key, r[i], n[i], pending[i], persons);
            }
            String flag = flags[i];
            if (flag != null) {
                sums.flag(key, flag);
            }
        }
    }

    void clear() {
        keys.clear();
    }
}
