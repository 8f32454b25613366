package dev.sotto.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** The frames that hold nothing but duplicates, in files of which a frame can hold several records. */
final class CopiedFrames {
    private CopiedFrames() {}

    private record Frame(int file, long line) implements java.io.Serializable {}

    private record Tally(long events, long copies, long length) implements java.io.Serializable {
        Tally plus(Tally other) {
            return new Tally(events + other.events, copies + other.copies, Math.max(length, other.length));
        }
    }

    /** Their bytes, by file. */
    static Map<Integer, Long> bytes(Set<Integer> files, JavaRDD<byte[]> keys, JavaRDD<byte[]> places) {
        JavaPairRDD<Frame, Tally> events = keys.mapPartitionsToPair(chunks -> new Chunks<>(chunks, in -> {
            Key key = Key.read(in);
            return new Tuple2<>(frame(key.place()), new Tally(1, 0, key.length()));
        }));
        JavaPairRDD<Frame, Tally> copies = places.mapPartitionsToPair(chunks ->
                new Chunks<>(chunks, in -> new Tuple2<>(frame(Key.Place.read(in)), new Tally(0, 1, 0))));
        Map<Integer, Long> bytes = new HashMap<>();
        events.union(copies)
                .filter(pair -> files.contains(pair._1().file()))
                .reduceByKey(Tally::plus)
                .filter(pair -> pair._2().copies() == pair._2().events())
                .mapToPair(pair -> new Tuple2<>(pair._1().file(), pair._2().length()))
                .reduceByKey(Long::sum)
                .collect()
                .forEach(pair -> bytes.put(pair._1(), pair._2()));
        return bytes;
    }

    private static Frame frame(Key.Place place) {
        return new Frame(place.file(), place.line());
    }
}
