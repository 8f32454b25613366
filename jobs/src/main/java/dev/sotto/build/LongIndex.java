package dev.sotto.build;

import java.util.Arrays;

/**
 * Numbers keys from 0 in the order in which they come: a hash table of longs without an object for each.
 *
 * <p>A key and its number stand side by side, so that looking one up in a large table waits for memory once.
 */
final class LongIndex {
    private long[] keys = new long[16];
    /** Two longs a slot: a key, and its number plus one; 0 is empty. */
    private long[] slots = new long[64];

    private int size;

    int size() {
        return size;
    }

    long key(int index) {
        return keys[index];
    }

    /** The number of a key, which is {@link #size} before the call where the key is new. */
    int add(long key) {
        int slot = slot(key);
        if (slots[slot + 1] == 0) {
            if (size == keys.length) {
                grow();
                slot = slot(key);
            }
            keys[size] = key;
            slots[slot] = key;
            slots[slot + 1] = ++size;
        }
        return (int) slots[slot + 1] - 1;
    }

    /** The numbers here of all keys of another index; in one go, because the waits for memory then overlap. */
    int[] addAll(LongIndex others) {
        int[] numbers = new int[others.size];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = add(others.keys[i]);
        }
        return numbers;
    }

    /** The number of a key, or -1 where it has none. */
    int find(long key) {
        return (int) slots[slot(key) + 1] - 1;
    }

    /** Forget all keys; costs what there were. */
    void clear() {
        if (size > keys.length / 4) {
            Arrays.fill(slots, 0);
        } else {
            int mask = slots.length - 1;
            for (int i = 0; i < size; i++) {
                // Runs of neighbours are emptied by those that lie in them.
                for (int slot = home(keys[i], mask); slots[slot + 1] != 0; slot = (slot + 2) & mask) {
                    slots[slot + 1] = 0;
                }
            }
        }
        size = 0;
    }

    /** Where a key stands, or else the empty slot where it would. */
    private int slot(long key) {
        int mask = slots.length - 1;
        int slot = home(key, mask);
        while (slots[slot + 1] != 0 && slots[slot] != key) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        slots = new long[keys.length * 4];
        for (int i = 0; i < size; i++) {
            int slot = slot(keys[i]);
            slots[slot] = keys[i];
            slots[slot + 1] = i + 1;
        }
    }

    private static int home(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask & ~1;
    }
}
