package dev.sotto.build;

import java.util.Arrays;

/** Numbers keys from 0 in the order in which they come: a hash table of longs without an object for each. */
final class LongIndex {
    private long[] keys = new long[16];
    /** Position in {@link #keys} plus one; 0 is empty. */
    private int[] slots = new int[32];

    private int size;

    int size() {
        return size;
    }

    long key(int index) {
        return keys[index];
    }

    /** The number of a key, which is {@link #size} before the call where the key is new. */
    int add(long key) {
        int mask = slots.length - 1;
        int slot = slot(key, mask);
        while (slots[slot] != 0) {
            if (keys[slots[slot] - 1] == key) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        if (size == keys.length) {
            grow();
            return add(key);
        }
        keys[size] = key;
        slots[slot] = ++size;
        return size - 1;
    }

    /** The number of a key, or -1 where it has none. */
    int find(long key) {
        int mask = slots.length - 1;
        for (int slot = slot(key, mask); slots[slot] != 0; slot = (slot + 1) & mask) {
            if (keys[slots[slot] - 1] == key) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    /** Forget all keys; costs what there were. */
    void clear() {
        int mask = slots.length - 1;
        if (size > slots.length / 8) {
            Arrays.fill(slots, 0);
        } else {
            for (int i = 0; i < size; i++) {
                // Runs of neighbours are emptied by those that lie in them.
                for (int slot = slot(keys[i], mask); slots[slot] != 0; slot = (slot + 1) & mask) {
                    slots[slot] = 0;
                }
            }
        }
        size = 0;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        slots = new int[keys.length * 2];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = slot(keys[i], mask);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i + 1;
        }
    }

    private static int slot(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }
}
