package dev.sotto.build;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Metric.Interval;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/** What the sums of persons add up to, by cell, metric and slice; rr, rn and nn sum products of persons' sums. */
final class CellSums {

    /** Shares of days are whole numbers of this part, so that they add up the same in any order. */
    static final long SCALE = 1_000_000_000L;

    // All sums of a cell stand side by side, because every unit meets another cell.
    private static final int R = 0;
    private static final int N = 1;
    private static final int PENDING = 2;
    private static final int PERSONS = 3;
    private static final int RR = 4;
    private static final int RN = 6;
    private static final int NN = 8;
    private static final int WIDTH = 10;

    private final boolean[] isRatio;
    private final int most;
    private final LongIndex keys = new LongIndex();
    private long[] all = new long[WIDTH << 10];
    private final BitSet parts = new BitSet();
    private final Map<Integer, String> flags = new HashMap<>();

    /**
     * None yet.
     *
     * @param most how many are held in memory at once, about
     */
    CellSums(List<Metric> metrics, int most) {
        this.most = most;
        isRatio = new boolean[metrics.size()];
        for (int i = 0; i < isRatio.length; i++) {
            Interval interval = metrics.get(i).interval();
            isRatio[i] = interval != Interval.NONE && interval != Interval.ORDER_STATISTIC;
        }
    }

    /** Whether it is time to hand them on. */
    boolean isFull() {
        return keys.size() > most;
    }

    /** Where the sums of all keys of a person stand here. */
    int[] places(LongIndex ofPerson) {
        int[] places = keys.addAll(ofPerson);
        fit();
        return places;
    }

    /** Add a person's sums of a ratio. */
    void add(int place, long ofPerson, long denominator, long waiting, long person) {
        int at = addSums(place, ofPerson, denominator, waiting, denominator > 0 ? person : 0);
        WideSum.add(all, at + RR, ofPerson, ofPerson);
        WideSum.add(all, at + RN, ofPerson, denominator);
        WideSum.add(all, at + NN, denominator, denominator);
    }

    void addCount(int place, long ofPerson, long person) {
        addSums(place, ofPerson, 0, 0, ofPerson > 0 ? person : 0);
    }

    /** Add a person's sum of a part, beside that of the whole. */
    void addPart(int place, long ofPerson, long whole, long person) {
        int at = addSums(place, ofPerson, 0, 0, ofPerson > 0 ? person : 0);
        parts.set(place);
        WideSum.add(all, at + RR, ofPerson, ofPerson);
        WideSum.add(all, at + RN, ofPerson, whole);
    }

    /** Add how many values a person has, of how many units. */
    void addValues(int place, long ofPerson, long units, long waiting, long person) {
        addSums(place, ofPerson, units, waiting, ofPerson > 0 ? person : 0);
    }

    void flag(int place, String word) {
        flags.put(place, word);
    }

    private int addSums(int place, long r, long n, long pending, long persons) {
        int at = place * WIDTH;
        all[at + R] += r;
        all[at + N] += n;
        all[at + PENDING] += pending;
        all[at + PERSONS] += persons;
        return at;
    }

    private void fit() {
        if (keys.size() * WIDTH > all.length) {
            all = Arrays.copyOf(all, Math.max(keys.size() * WIDTH, all.length * 2));
        }
    }

    int size() {
        return keys.size();
    }

    long key(int index) {
        return keys.key(index);
    }

    boolean isPart(int index) {
        return parts.get(index);
    }

    long r(int index) {
        return all[index * WIDTH + R];
    }

    long n(int index) {
        return all[index * WIDTH + N];
    }

    long persons(int index) {
        return all[index * WIDTH + PERSONS];
    }

    long pending(int index) {
        return all[index * WIDTH + PENDING];
    }

    @Nullable
    Decimal rr(int index) {
        return squares(index, RR);
    }

    @Nullable
    Decimal rn(int index) {
        return squares(index, RN);
    }

    @Nullable
    Decimal nn(int index) {
        return squares(index, NN);
    }

    @Nullable
    String flag(int index) {
        return flags.get(index);
    }

    private @Nullable Decimal squares(int index, int sum) {
        boolean has = isPart(index) || isRatio[RolledRows.metric(keys.key(index))];
        return has ? Decimal.apply(new BigDecimal(WideSum.get(all, index * WIDTH + sum)), 38, 0) : null;
    }
}
