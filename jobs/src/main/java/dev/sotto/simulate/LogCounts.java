package dev.sotto.simulate;

import dev.sotto.domain.EventType;
import java.util.Map;
import java.util.TreeMap;

/** What was written into the log: its lines by what became of them. */
final class LogCounts {
    long lines;
    long accepted;
    long duplicates;
    long blank;
    long late;
    long outOfOrder;
    long bytes;
    final Map<String, Long> rejected = new TreeMap<>();
    final Map<String, Long> conflicts = new TreeMap<>();
    final Map<String, Long> types = new TreeMap<>();
    final Map<String, Long> linesByFile = new TreeMap<>();

    void accept(EventType type) {
        accepted++;
        types.merge(type.dotted(), 1L, Long::sum);
    }

    void reject(String reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    void conflict(String rule) {
        conflicts.merge(rule, 1L, Long::sum);
    }

    long rejects() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
