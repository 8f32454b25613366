package dev.sotto.build;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lists of longs by number, each as long as it has to be; most numbers have none. */
final class LongLists {
    private static final long[] NONE = {};

    private long[] @Nullable [] lists = new long[64][];
    private int[] sizes = new int[64];

    void add(int number, long value) {
        if (number >= lists.length) {
            lists = Arrays.copyOf(lists, Math.max(number + 1, lists.length * 2));
            sizes = Arrays.copyOf(sizes, lists.length);
        }
        long[] list = lists[number];
        if (list == null) {
            list = new long[2];
            lists[number] = list;
        } else if (sizes[number] == list.length) {
            list = Arrays.copyOf(list, list.length * 2);
            lists[number] = list;
        }
        list[sizes[number]++] = value;
    }

    /** A copy of a list, as it was added. */
    long[] get(int number) {
        long[] list = number < lists.length ? lists[number] : null;
        return list == null ? NONE : Arrays.copyOf(list, sizes[number]);
    }
}
