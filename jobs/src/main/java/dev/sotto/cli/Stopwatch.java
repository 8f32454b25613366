package dev.sotto.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How long each part of a job took, in the order of the job. */
final class Stopwatch {
    private final Clock clock;
    private final Instant begunAt;
    private final Map<String, Duration> parts = new LinkedHashMap<>();

    Stopwatch(Clock clock) {
        this.clock = clock;
        this.begunAt = clock.instant();
    }

    /** Do a part, and remember its time. */
    <T> T of(String part, Supplier<T> work) {
        Instant from = clock.instant();
        T made = work.get();
        parts.merge(part, Duration.between(from, clock.instant()), Duration::plus);
        return made;
    }

    /** Such as {@code 12.3 s: ingest 4.1 s, build 7.0 s}. */
    @Override
    public String toString() {
        String each = parts.entrySet().stream()
                .map(part -> part.getKey() + " " + StepClock.seconds(part.getValue()))
                .collect(Collectors.joining(", "));
        return StepClock.seconds(Duration.between(begunAt, clock.instant())) + ": " + each;
    }
}
