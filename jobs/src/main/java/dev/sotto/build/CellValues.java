package dev.sotto.build;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The values of which percentiles are wanted, by cell, metric and slice: how long things took, and how long those were
 * watched that did not end.
 *
 * <p>Apart from the sums, because these are as many as cells, however much happened, and values are more with all that does.
 */
final class CellValues {

    private final int most;
    private final LongIndex keys = new LongIndex();
    private final LongLists ended = new LongLists();
    private final LongLists unended = new LongLists();
    private int values;

    /**
     * None yet.
     *
     * @param most how many are held in memory at once, about
     */
    CellValues(int most) {
        this.most = most;
    }

    void ended(long key, long value) {
        ended.add(keys.add(key), value);
        values++;
    }

    void unended(long key, long watched) {
        unended.add(keys.add(key), watched);
        values++;
    }

    /** Whether it is time to hand them on. */
    boolean isFull() {
        return values > most;
    }

    int size() {
        return keys.size();
    }

    long key(int index) {
        return keys.key(index);
    }

    ArrayData ended(int index) {
        return UnsafeArrayData.fromPrimitiveArray(ended.get(index));
    }

    ArrayData unended(int index) {
        return UnsafeArrayData.fromPrimitiveArray(unended.get(index));
    }
}
