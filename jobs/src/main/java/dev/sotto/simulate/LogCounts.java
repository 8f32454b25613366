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
    final Map<String, Long> linesByFile = new TreeMap<>();
    private final long[] types = new long[EventType.values().length];

    void accept(EventType type) {
        accepted++;
        types[type.ordinal()]++;
    }

    /** Add what was counted elsewhere. */
    void add(LogCounts other) {
        lines += other.lines;
        accepted += other.accepted;
        duplicates += other.duplicates;
        blank += other.blank;
        late += other.late;
        outOfOrder += other.outOfOrder;
        bytes += other.bytes;
        other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        other.conflicts.forEach((rule, count) -> conflicts.merge(rule, count, Long::sum));
        other.linesByFile.forEach((file, count) -> linesByFile.merge(file, count, Long::sum));
        for (int i = 0; i < types.length; i++) {
            types[i] += other.types[i];
        }
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

    /** Accepted events by the name of their type. */
    Map<String, Long> types() {
        Map<String, Long> byName = new TreeMap<>();
        for (EventType type : EventType.values()) {
            byName.put(type.dotted(), types[type.ordinal()]);
        }
        return byName;
    }
}
