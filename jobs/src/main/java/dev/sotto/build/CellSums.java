package dev.sotto.build;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Metric.Interval;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/** What the sums of persons add up to, by cell, metric and slice; rr, rn and nn sum products of persons' sums. */
final class CellSums {

    /** Shares of days are whole numbers of this part, so that they add up the same in any order. */
    static final long SCALE = 1_000_000_000L;

    /** How many sums and values are held in memory at once, about. */
    private static final int MOST = 500_000;

    private final boolean[] isRatio;
    private final LongIndex keys = new LongIndex();
    private long[] r = new long[1024];
    private long[] n = new long[1024];
    private long[] pending = new long[1024];
    private long[] persons = new long[1024];
    private boolean[] isPart = new boolean[1024];
    private final WideSums rr = new WideSums();
    private final WideSums rn = new WideSums();
    private final WideSums nn = new WideSums();
    private LongStream.@Nullable Builder[] ended = new LongStream.Builder[1024];
    private LongStream.@Nullable Builder[] unended = new LongStream.Builder[1024];
    private final Map<Integer, String> flags = new HashMap<>();
    private int values;

    CellSums(List<Metric> metrics) {
        isRatio = new boolean[metrics.size()];
        for (int i = 0; i < isRatio.length; i++) {
            Interval interval = metrics.get(i).interval();
            isRatio[i] = interval != Interval.NONE && interval != Interval.ORDER_STATISTIC;
        }
    }

    /** Whether it is time to hand them on. */
    boolean isFull() {
        return keys.size() + values / 4 > MOST;
    }

    /** Add a person's sums of a ratio. */
    void add(long key, long ofPerson, long denominator, long waiting, long person) {
        int index = index(key);
        r[index] += ofPerson;
        n[index] += denominator;
        pending[index] += waiting;
        persons[index] += denominator > 0 ? person : 0;
        rr.add(index, ofPerson, ofPerson);
        rn.add(index, ofPerson, denominator);
        nn.add(index, denominator, denominator);
    }

    void addCount(long key, long ofPerson, long person) {
        int index = index(key);
        r[index] += ofPerson;
        persons[index] += ofPerson > 0 ? person : 0;
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

    /** Add how many values a person has, of how many units. */
    void addValues(long key, long ofPerson, long units, long waiting, long person) {
        int index = index(key);
        r[index] += ofPerson;
        n[index] += units;
        pending[index] += waiting;
        persons[index] += ofPerson > 0 ? person : 0;
    }

    void ended(long key, long value) {
        int index = index(key);
        add(ended, index, value);
    }

    void unended(long key, long watched) {
        int index = index(key);
        add(unended, index, watched);
    }

    private void add(LongStream.@Nullable Builder[] lists, int index, long value) {
        LongStream.Builder list = lists[index];
        if (list == null) {
            list = LongStream.builder();
            lists[index] = list;
        }
        list.add(value);
        values++;
    }

    void flag(long key, String word) {
        flags.put(index(key), word);
    }

    private int index(long key) {
        int index = keys.add(key);
        if (index == r.length) {
            r = Arrays.copyOf(r, index * 2);
            n = Arrays.copyOf(n, index * 2);
            pending = Arrays.copyOf(pending, index * 2);
            persons = Arrays.copyOf(persons, index * 2);
            isPart = Arrays.copyOf(isPart, index * 2);
            ended = Arrays.copyOf(ended, index * 2);
            unended = Arrays.copyOf(unended, index * 2);
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

    long n(int index) {
        return n[index];
    }

    long persons(int index) {
        return persons[index];
    }

    long pending(int index) {
        return pending[index];
    }

    @Nullable
    Decimal rr(int index) {
        return hasSquares(index) ? decimal(rr, index) : null;
    }

    @Nullable
    Decimal rn(int index) {
        return hasSquares(index) ? decimal(rn, index) : null;
    }

    @Nullable
    Decimal nn(int index) {
        return hasSquares(index) ? decimal(nn, index) : null;
    }

    GenericArrayData ended(int index) {
        return array(ended[index]);
    }

    GenericArrayData unended(int index) {
        return array(unended[index]);
    }

    @Nullable
    String flag(int index) {
        return flags.get(index);
    }

    private boolean hasSquares(int index) {
        return isPart[index] || isRatio[RolledRows.metric(keys.key(index))];
    }

    private static GenericArrayData array(LongStream.@Nullable Builder values) {
        return new GenericArrayData(
                values == null ? new long[0] : values.build().toArray());
    }

    private static Decimal decimal(WideSums sums, int index) {
        return Decimal.apply(new BigDecimal(sums.get(index)), 38, 0);
    }
}
