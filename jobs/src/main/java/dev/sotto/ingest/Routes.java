package dev.sotto.ingest;

import dev.sotto.warehouse.Buckets;
import java.io.Serializable;

/**
 * Which partition each kind of parsed bytes is sent to: first those of events, by bucket and range of keys, then as many
 * of keys, then one for rejects and one for summaries.
 *
 * @param ranges into how many ranges of cluster keys a bucket is cut, so that each is sorted in memory
 */
record Routes(Buckets buckets, int ranges) implements Serializable {
    /** What a partition of events is to hold at most, so that one for each core fits into a small heap. */
    private static final long BYTES = 48L << 20;

    private static final int MAX_RANGES = 64;

    /** Routes for so many bytes of events. */
    static Routes of(Buckets buckets, long bytes) {
        long ranges = bytes / (BYTES * buckets.count()) + 1;
        return new Routes(buckets, (int) Math.min(MAX_RANGES, ranges));
    }

    /** How many partitions hold events, and as many hold keys. */
    int events() {
        return buckets.count() * ranges;
    }

    int rejects() {
        return 2 * events();
    }

    int summaries() {
        return 2 * events() + 1;
    }

    int all() {
        return 2 * events() + 2;
    }

    /** Where an event goes: all of one cluster key go the same way. */
    int event(long clusterKey) {
        return buckets.of(clusterKey) * ranges + share(clusterKey, ranges);
    }

    /** Which of the partitions of keys a key goes to, from 0. */
    int key(long eventKeyHigh) {
        return share(eventKeyHigh, events());
    }

    /** The part of the whole range of numbers that a number lies in. */
    private static int share(long number, int parts) {
        return (int) ((number >>> 32) * parts >>> 32);
    }
}
