package dev.sotto.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The step that goes on, and how long it has taken. */
final class StepClock {
    private final Clock clock;
    private @Nullable String step;
    private Instant begunAt = Instant.EPOCH;

    StepClock(Clock clock) {
        this.clock = clock;
    }

    void begin(String name) {
        step = name;
        begunAt = clock.instant();
    }

    boolean isRunning() {
        return step != null;
    }

    String step() {
        return step == null ? "" : step;
    }

    /** End it, and answer its line: name, time and outcome. */
    String end(String outcome) {
        String line = String.format(
                Locale.ROOT, "%-20s %8s  %s", step(), seconds(Duration.between(begunAt, clock.instant())), outcome);
        step = null;
        return line.stripTrailing();
    }

    /** A time as people read it: 0.4 s, 12.3 s, 3 min 05 s. */
    static String seconds(Duration time) {
        return time.toMinutes() > 0
                ? String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
