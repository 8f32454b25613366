package dev.sotto.domain;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feed of events, as declared in {@code sources.yaml} or in a mapping.
 *
 * @param emits the types it can emit; null where undeclared, which means those it has been seen to emit
 * @param completeAfter how long after a day's end its events may still come
 * @param completeThrough a day up to which the operator declares it complete, whatever has arrived; null if none
 * @param burnInDays days after its first complete day in which nothing can be called new
 */
public record Source(
        String id,
        @Nullable Set<EventType> emits,
        Duration completeAfter,
        @Nullable LocalDate completeThrough,
        int burnInDays) {

    /** How long events of a day may still come where a source does not say. */
    public static final Duration DEFAULT_COMPLETE_AFTER = Duration.ofHours(6);

    /** The burn-in where a source does not say. */
    public static final int DEFAULT_BURN_IN_DAYS = 28;

    public Source {
        emits = emits == null ? null : Set.copyOf(emits);
        if (burnInDays < 0) {
            throw new IllegalArgumentException("the burn-in is negative");
        }
    }

    /** The source of that id with every stated default. */
    public static Source undeclared(String id) {
        return new Source(id, null, DEFAULT_COMPLETE_AFTER, null, DEFAULT_BURN_IN_DAYS);
    }
}
