package dev.sotto.build;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Metric.Interval;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/** What the sums of persons add up to, by cell, metric and slice; rr, rn and nn sum products of persons' sums. */
final class CellSums {
    private final LongIndex keys = new LongIndex();
    private final boolean[] isCount;
    private final boolean[] isOfPersons;
    private long[] r = new long[1024];
    private long[] n = new long[1024];
    private long[] pending = new long[1024];
    private long[] persons = new long[1024];
    private boolean[] isPart = new boolean[1024];
    private final WideSums rr = new WideSums();
    private final WideSums rn = new WideSums();
    private final WideSums nn = new WideSums();
    private final Map<Integer, String> flags = new TreeMap<>();

    CellSums(List<Metric> metrics) {
        isCount = new boolean[metrics.size()];
        isOfPersons = new boolean[metrics.size()];
        for (int i = 0; i < isCount.length; i++) {
            isCount[i] = metrics.get(i).interval() == Interval.NONE;
            isOfPersons[i] = isCount[i] && metrics.get(i).unit().equals("persons");
        }
    }

    /** Add a person's sums of a count, in which they may count once, or of a ratio. */
    void add(long key, long ofPerson, long denominator, long waiting, long person) {
        int index = index(key);
        int metric = RolledRows.metric(key);
        if (isCount[metric]) {
            r[index] += isOfPersons[metric] ? Math.min(ofPerson, 1) * person : ofPerson;
            persons[index] += ofPerson > 0 ? person : 0;
            return;
        }
        r[index] += ofPerson;
        n[index] += denominator;
        pending[index] += waiting;
        persons[index] += denominator > 0 ? person : 0;
        rr.add(index, ofPerson, ofPerson);
        rn.add(index, ofPerson, denominator);
        nn.add(index, denominator, denominator);
    }

    /** Add a person's sum of a part, beside that of the whole. */
    void addPart(long key, long ofPerson, long whole, long person) {
        int index = index(key);
        isPart[index] = true;
        r[index] += ofPerson;
        persons[index] += ofPerson > 0 ? person : 0;
        rr.add(index, ofPerson, ofPerson);
        rn.add(index, ofPerson, whole);
    }

    void flag(long key, String word) {
        flags.put(keys.add(key), word);
    }

    private int index(long key) {
        int index = keys.add(key);
        if (index == r.length) {
            r = Arrays.copyOf(r, index * 2);
            n = Arrays.copyOf(n, index * 2);
            pending = Arrays.copyOf(pending, index * 2);
            persons = Arrays.copyOf(persons, index * 2);
            isPart = Arrays.copyOf(isPart, index * 2);
        }
        return index;
    }

    int size() {
        return keys.size();
    }

    long key(int index) {
        return keys.key(index);
    }

    boolean isPart(int index) {
        return isPart[index];
    }

    long r(int index) {
        return r[index];
    }

    /** Null of what is no ratio of its own. */
    @Nullable
    Long n(int index) {
        return isRatio(index) ? n[index] : null;
    }

    long persons(int index) {
        return persons[index];
    }

    long pending(int index) {
        return pending[index];
    }

    @Nullable
    Decimal rr(int index) {
        return isRatio(index) || isPart[index] ? decimal(rr, index) : null;
    }

    @Nullable
    Decimal rn(int index) {
        return isRatio(index) || isPart[index] ? decimal(rn, index) : null;
    }

    @Nullable
    Decimal nn(int index) {
        return isRatio(index) ? decimal(nn, index) : null;
    }

    @Nullable
    String flag(int index) {
        return flags.get(index);
    }

    private boolean isRatio(int index) {
        return !isPart[index] && !isCount[RolledRows.metric(keys.key(index))];
    }

    private static Decimal decimal(WideSums sums, int index) {
        return Decimal.apply(new BigDecimal(sums.get(index)), 38, 0);
    }
}
