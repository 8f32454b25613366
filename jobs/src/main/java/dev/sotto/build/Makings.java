package dev.sotto.build;

import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
        List<String> awaited = reads.stream().filter(this::isMade).toList();
        makings.add(new Making(tables, awaited, work));
    }

    /** Add one unless it was added before. */
    void addOnce(String table, List<String> reads, Runnable work) {
        if (!isMade(table)) {
            add(table, reads, work);
        }
    }

    private boolean isMade(String table) {
        return makings.stream().anyMatch(making -> making.tables().contains(table));
    }

    int size() {
        return makings.stream().mapToInt(making -> making.tables().size()).sum();
    }

    /** Make all of them; the first failure is thrown when nothing runs any more. */
    void run(Progress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            try {
                run(new ExecutorCompletionService<>(workers), progress);
            } finally {
                workers.shutdown();
                workers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tables are made", e);
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private void run(CompletionService<Making> workers, Progress progress)
            throws InterruptedException, ExecutionException {
        List<Making> waiting = longestWayFirst();
        Set<String> missing =
                waiting.stream().flatMap(making -> making.tables().stream()).collect(Collectors.toSet());
        for (int busy = 0; busy > 0 || !waiting.isEmpty(); ) {
            Optional<Making> next = waiting.stream()
                    .filter(making -> Collections.disjoint(making.reads(), missing))
                    .findFirst();
            if (next.isPresent() && busy < AT_ONCE) {
                Making making = next.get();
                waiting.remove(making);
                workers.submit(() -> make(making, progress), making);
                busy++;
            } else {
                missing.removeAll(workers.take().get().tables());
                busy--;
            }
        }
    }

    /** Those with the longest way of others behind them first, because nothing can run beside the end of that way. */
    private List<Making> longestWayFirst() {
        Map<Making, Integer> ways = new HashMap<>();
        for (int i = makings.size() - 1; i >= 0; i--) {
            Making making = makings.get(i);
            int longest = makings.subList(i + 1, makings.size()).stream()
                    .filter(later -> !Collections.disjoint(later.reads(), making.tables()))
                    .mapToInt(ways::get)
                    .max()
                    .orElse(0);
            ways.put(making, longest + 1);
        }
        return makings.stream()
                .sorted(Comparator.comparing(ways::get).reversed())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        // What Spark says of SQL is a checked exception, of which Java does not know.
        return new SottoException(
                Code.BUG,
                "Cannot make the tables: "
                        + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""),
                cause);
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
