package dev.sotto.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Measures what a piece of work in this process costs: time, memory, bytes and Spark jobs. */
final class Meter {
    private static final double NANOS = 1e9;

    private final SparkSession spark;
    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    Meter(SparkSession spark) {
        this.spark = spark;
    }

    /** Do the work and measure it. */
    Measure of(String work, long events, Runnable body) {
        Tally tally = new Tally();
        settle();
        spark.sparkContext().addSparkListener(tally);
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long began = System.nanoTime();
        try {
            body.run();
        } finally {
            // What ran is told to listeners a little later.
            settle();
            spark.sparkContext().removeSparkListener(tally);
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Measure(
                work,
                events,
                seconds,
                OptionalDouble.empty(),
                peak,
                tally.read.get(),
                tally.written.get(),
                tally.jobs.get());
    }

    /** Seconds that work takes which is not Spark's. */
    static double seconds(Runnable body) {
        long began = System.nanoTime();
        body.run();
        return (System.nanoTime() - began) / NANOS;
    }

    private void settle() {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty(TimeUnit.SECONDS.toMillis(10));
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's events do not come to an end", e);
        }
    }

    /** What Spark says of its jobs and tasks. */
    private static final class Tally extends SparkListener {
        private final AtomicInteger jobs = new AtomicInteger();
        private final AtomicLong read = new AtomicLong();
        private final AtomicLong written = new AtomicLong();

        @Override
        public void onJobStart(SparkListenerJobStart started) {
            jobs.incrementAndGet();
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd ended) {
            TaskMetrics metrics = ended.taskMetrics();
            if (metrics != null) {
                read.addAndGet(metrics.inputMetrics().bytesRead());
                written.addAndGet(metrics.outputMetrics().bytesWritten());
            }
        }
    }
}
