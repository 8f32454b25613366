package dev.sotto.fold;

import org.jspecify.annotations.Nullable;

/**
 * What an event is to a funnel.
 *
 * @param steps a bit for each step that it can be; the lowest is the first step
 * @param exclusions a bit for each exclusion that it is; an event that can be a step is none
 * @param held the value that is held constant; an event without it can be no step where one is
 * @param value what the person may be listed under
 */
public record FunnelMark(
        long at,
        int steps,
        int exclusions,
        @Nullable String held,
        @Nullable String value) {

    public FunnelMark {
        exclusions = steps == 0 ? exclusions : 0;
    }

    /** An event that can be these steps, and nothing else. */
    public static FunnelMark of(long at, int steps) {
        return new FunnelMark(at, steps, 0, null, null);
    }
}
