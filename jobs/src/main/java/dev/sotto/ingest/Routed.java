package dev.sotto.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.runtime.AbstractFunction1;

/**
 * Chunks of bytes by the numbered partition that they were sent to.
 *
 * <p>They are made once and lie on disk, where a shuffle keeps them, so that each reader takes the partitions that it
 * wants, as often as it wants.
 */
final class Routed {
    private final JavaRDD<byte[]> chunks;

    private Routed(JavaRDD<byte[]> chunks) {
        this.chunks = chunks;
    }

    /** Send chunks to the partitions that they are paired with. */
    static Routed of(JavaPairRDD<Integer, byte[]> sent, int partitions) {
        return new Routed(sent.partitionBy(new Numbered(partitions)).values());
    }

    /** Some partitions, the first of which is partition 0 of what is answered. */
    JavaRDD<byte[]> partitions(int first, int count) {
        return PartitionPruningRDD.create(chunks.rdd(), new Range(first, count)).toJavaRDD();
    }

    /** All chunks of one partition. */
    List<byte[]> chunksOf(int partition) {
        List<byte[]>[] found = chunks.collectPartitions(new int[] {partition});
        return found.length == 0 ? List.of() : found[0];
    }

    /** Sends a number to the partition of that number. */
    private static final class Numbered extends Partitioner {
        private static final long serialVersionUID = 1L;

        private final int partitions;

        Numbered(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key;
        }
    }

    private static final class Range extends AbstractFunction1<Object, Object> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int first;
        private final int count;

        Range(int first, int count) {
            this.first = first;
            this.count = count;
        }

        @Override
        public Object apply(Object partition) {
            int number = (Integer) partition;
            return number >= first && number < first + count;
        }
    }
}
