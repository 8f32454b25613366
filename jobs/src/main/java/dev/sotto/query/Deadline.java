package dev.sotto.query;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;

/** A time limit on the Spark jobs that this thread starts while it is open; they can also be stopped by hand. */
final class Deadline implements AutoCloseable {
    private static final String GROUP = "sotto-sql";

    private final SparkContext spark;
    private final Duration longest;
    private final AtomicBoolean passed = new AtomicBoolean();
    private final AtomicBoolean open = new AtomicBoolean(true);

    Deadline(SparkContext spark, Duration longest) {
        this.spark = spark;
        this.longest = longest;
        spark.setJobGroup(GROUP, "sotto sql", true);
        if (!longest.isZero()) {
            Executor later = CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS);
            later.execute(this::expire);
        }
    }

    /** Stop what statements of this process are computing. */
    static void stop(SparkContext spark) {
        spark.cancelJobGroup(GROUP);
    }

    /** Fail if the time is over; to be asked between rows, too, for time that no job takes. */
    void check() {
        if (passed.get()) {
            throw new SottoException(
                    Code.USE,
                    "Cannot finish the statement: it took longer than " + longest.toMillis() / 1000.0
                            + " s. Narrow it down, or allow more with --timeout.");
        }
    }

    private void expire() {
        if (open.get()) {
            passed.set(true);
            stop(spark);
        }
    }

    @Override
    public void close() {
        open.set(false);
        spark.clearJobGroup();
    }
}
