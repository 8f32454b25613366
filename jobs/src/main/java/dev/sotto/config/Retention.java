package dev.sotto.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long the rows of tables are kept: {@code retention}, for ever where nothing is said.
 *
 * @param limits by table
 */
public record Retention(Map<String, Duration> limits) {
    static final String EVENTS = "log.events";
    static final String RESULTS = "metrics.results";
    private static final List<String> TABLES = List.of(EVENTS, "log.rejects", RESULTS, "ops.runs");

    /** What is shorter leaves too little to compute anything from. */
    private static final Duration SHORTEST = Duration.ofDays(90);

    public Retention {
        limits = Map.copyOf(limits);
    }

    static Retention of(Entry sotto) {
        Entry retention = sotto.group("retention");
        Map<String, Duration> limits = new TreeMap<>();
        TABLES.forEach(
                table -> retention.optional(table, HumanDuration::parse).ifPresent(limit -> limits.put(table, limit)));
        limits.forEach((table, limit) -> {
            if (limit.toDays() < 1 || !limit.equals(Duration.ofDays(limit.toDays()))) {
                throw retention.refusal(table, "is no number of whole days", "Write it like 400d.");
            }
        });
        Duration events = limits.get(EVENTS);
        Duration results = limits.get(RESULTS);
        if (events != null && events.compareTo(SHORTEST) < 0) {
            throw retention.refusal(
                    EVENTS, "is shorter than 90 days, from which no results can be computed", "Write 90d or more.");
        }
        if (results != null && (events == null || results.compareTo(events) < 0)) {
            throw retention.refusal(
                    RESULTS,
                    "is shorter than that of log.events, from which the rows would be computed again",
                    "Write a limit for log.events that is no longer.");
        }
        return new Retention(limits);
    }

    /** The limit of a table; empty where its rows are kept for ever. */
    public Optional<Duration> of(String table) {
        return Optional.ofNullable(limits.get(table));
    }
}
