package dev.sotto.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Gathers bytes for each partition of a route until they make a chunk worth sending. */
final class Outbox {
    private static final int FULL = 1 << 17;

    /** What all partitions have room for at first; few have it for a whole chunk, which then need not grow. */
    private static final int ROOM = 1 << 23;

    private final @Nullable RowCodec[] open;
    private final Deque<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();

    Outbox(int partitions) {
        this.open = new @Nullable RowCodec[partitions];
    }

    /** Where to write the next record for a partition. */
    RowCodec to(int partition) {
        RowCodec codec = open[partition];
        if (codec == null) {
            codec = new RowCodec(Math.min(FULL + FULL / 16, ROOM / open.length));
            open[partition] = codec;
        } else if (codec.size() >= FULL) {
            ready.add(new Tuple2<>(partition, codec.take()));
        }
        return codec;
    }

    /** Send bytes as a chunk of their own. */
    void send(int partition, byte[] chunk) {
        ready.add(new Tuple2<>(partition, chunk));
    }

    /** Make chunks of all there is. */
    void flush() {
        for (int partition = 0; partition < open.length; partition++) {
            RowCodec codec = open[partition];
            if (codec != null && codec.size() > 0) {
                ready.add(new Tuple2<>(partition, codec.take()));
            }
        }
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    Tuple2<Integer, byte[]> next() {
        return ready.remove();
    }

    /** Everything as chunks. */
    Iterator<Tuple2<Integer, byte[]>> drain() {
        flush();
        return ready.iterator();
    }
}
