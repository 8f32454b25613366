package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortedKeysTest {
    private static final int REFUSED = 3;

    @Test
    void findsTheCopiesThatALookAtEveryOtherKeyFinds() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Key> keys = IntStream.range(0, random.nextInt(300))
                    .mapToObj(line -> key(random, line))
                    .toList();
            List<long[]> published = IntStream.range(0, random.nextInt(20))
                    .mapToObj(i -> new long[] {random.nextInt(8) - 4, random.nextInt(8) - 4})
                    .toList();

            SortedKeys sorted = new SortedKeys(chunks(keys), Set.of(REFUSED));
            sorted.know(published(published));
            Set<Key> found = new HashSet<>();
            sorted.forEachCopy(copy -> assertThat(found.add(copy)).isTrue());

            assertThat(found).isEqualTo(copies(keys, published));
        }
    }

    private static Key key(Random random, int line) {
        Key.Place place = new Key.Place(random.nextInt(REFUSED + 1), line, random.nextInt(2));
        long receivedAt = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(3);
        // As the halves of a hash, some are negative numbers; of the SHA-256 the sign means nothing.
        return new Key(random.nextInt(8) - 4, random.nextInt(8) - 4, receivedAt, random.nextInt(3) - 1, 7, place, 10);
    }

    private static Set<Key> copies(List<Key> keys, List<long[]> published) {
        Comparator<Key> first = Comparator.comparingLong(Key::receivedAt)
                .thenComparing(Key::sha256, Long::compareUnsigned)
                .thenComparing(key -> key.place().file())
                .thenComparing(key -> key.place().line())
                .thenComparing(key -> key.place().ordinal());
        Set<Key> copies = new HashSet<>();
        List<Key> read =
                keys.stream().filter(key -> key.place().file() != REFUSED).toList();
        for (Key key : read) {
            boolean isPublished = published.stream().anyMatch(one -> one[0] == key.high() && one[1] == key.low());
            boolean isBeaten = read.stream()
                    .anyMatch(other ->
                            other.high() == key.high() && other.low() == key.low() && first.compare(other, key) < 0);
            if (isPublished || isBeaten) {
                copies.add(key);
            }
        }
        return copies;
    }

    private static Iterator<byte[]> chunks(List<Key> keys) {
        RowCodec out = new RowCodec(16);
        List<byte[]> chunks = new ArrayList<>();
        keys.forEach(key -> {
            key.writeTo(out);
            if (out.size() > 1_000) {
                chunks.add(out.take());
            }
        });
        chunks.add(out.take());
        return chunks.iterator();
    }

    private static Iterator<byte[]> published(List<long[]> keys) {
        RowCodec out = new RowCodec(16);
        keys.forEach(key -> {
            out.putLong(key[0]);
            out.putLong(key[1]);
        });
        return List.of(out.take()).iterator();
    }
}
