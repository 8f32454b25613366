package dev.sotto.ingest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The keys of one part of a batch with copies side by side, which tell which of its events are duplicates. */
final class SortedKeys {
    private final List<Key> keys = new ArrayList<>();
    private final BitSet known = new BitSet();

    /** The keys in these chunks but those of some files. */
    SortedKeys(Iterator<byte[]> chunks, Set<Integer> without) {
        new Chunks<>(chunks, Key::read).forEachRemaining(key -> {
            if (!without.contains(key.place().file())) {
                keys.add(key);
            }
        });
        Collections.sort(keys);
    }

    /** Take in keys that were published, one after the other, so that any number of them will do. */
    void know(Iterator<byte[]> published) {
        while (published.hasNext()) {
            ByteBuffer in = RowCodec.reader(published.next());
            while (in.hasRemaining()) {
                know(in.getLong(), in.getLong());
            }
        }
    }

    private void know(long high, long low) {
        int from = 0;
        int to = keys.size();
        while (from < to) {
            int middle = from + to >>> 1;
            if (keys.get(middle).compareTo(high, low) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        for (int i = from; i < keys.size() && keys.get(i).compareTo(high, low) == 0; i++) {
            known.set(i);
        }
    }

    /** Hand over the key of each event that is known already, or that follows another of the same key. */
    void forEachCopy(Consumer<Key> copies) {
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            if (known.get(i) || i > 0 && key.isCopyOf(keys.get(i - 1))) {
                copies.accept(key);
            }
        }
    }
}
