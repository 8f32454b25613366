package dev.sotto.build;

import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Tables that are made side by side, each as soon as those that it reads are there.
 *
 * <p>Most of a small table's time is Spark planning on one thread, so two at once keep two cores busy.
 */
final class Makings {
    private static final int AT_ONCE = 2;

    /** How tables are made in one go from those that they read; what no making makes is there already. */
    record Making(List<String> tables, List<String> reads, Runnable work) {
        Making {
            tables = List.copyOf(tables);
            reads = List.copyOf(reads);
        }

        String label() {
            return tables.get(0) + (tables.size() == 1 ? "" : " and " + (tables.size() - 1) + " more");
        }
    }

    private final List<Making> makings = new ArrayList<>();
    private final Map<String, Duration> took = new ConcurrentHashMap<>();
    private final AtomicInteger ready = new AtomicInteger();

    /** Add a table; it waits for those among its reads that were added before it. */
    void add(String table, List<String> reads, Runnable work) {
        add(List.of(table), reads, work);
    }

    /** Add tables that are made in one go. */
    void add(List<String> tables, List<String> reads, Runnable work) {
        makings.add(new Making(tables, reads, work));
    }

    /** Add one unless it was added before. */
    void addOnce(String table, List<String> reads, Runnable work) {
        if (makings.stream().noneMatch(making -> making.tables().contains(table))) {
            add(table, reads, work);
        }
    }

    int size() {
        return makings.stream().mapToInt(making -> making.tables().size()).sum();
    }

    /** Make all of them; the first failure is thrown when nothing runs any more. */
    void run(Progress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, CompletableFuture<Void>> made = new HashMap<>();
        try {
            for (Making making : makings) {
                CompletableFuture<?>[] before = making.reads().stream()
                        .map(made::get)
                        .filter(Objects::nonNull)
                        .toArray(CompletableFuture[]::new);
                CompletableFuture<Void> done =
                        CompletableFuture.allOf(before).thenRunAsync(() -> make(making, progress), workers);
                making.tables().forEach(table -> made.put(table, done));
            }
            CompletableFuture.allOf(made.values().toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            // What Spark says of SQL is a checked exception, of which Java does not know.
            throw new SottoException(
                    Code.BUG,
                    "Cannot make the tables: "
                            + String.valueOf(cause.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    cause);
        } finally {
            workers.shutdown();
        }
    }

    private void make(Making making, Progress progress) {
        long begun = System.nanoTime();
        making.work().run();
        took.put(making.label(), Duration.ofNanos(System.nanoTime() - begun));
        progress.at(ready.addAndGet(making.tables().size()), size());
    }

    /** How many there were, and which took longest. */
    String outcome() {
        return size() + " tables; longest: "
                + took.entrySet().stream()
                        .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                        .limit(3)
                        .map(entry -> String.format(
                                Locale.ROOT,
                                "%s %.1f s",
                                entry.getKey(),
                                entry.getValue().toMillis() / 1000.0))
                        .collect(Collectors.joining(", "));
    }
}
