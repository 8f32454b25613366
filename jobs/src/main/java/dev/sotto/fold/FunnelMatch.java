package dev.sotto.fold;

import java.util.List;

/**
 * How far a person came in a funnel.
 *
 * @param depth how many steps were reached; 0 where none was, or where the person is excluded
 * @param stepAt when each was reached; in a funnel of any order, when so many were
 * @param value what the person is listed under; {@link #NONE} where no event of the attempt says
 * @param isExcluded something happened that puts the person out of the funnel
 */
public record FunnelMatch(int depth, List<Long> stepAt, String value, boolean isExcluded) {

    /** What a person is listed under whose events do not say. */
    public static final String NONE = "(none)";

    /** Not even the first step. */
    public static final FunnelMatch NOTHING = new FunnelMatch(0, List.of(), NONE, false);

    static final FunnelMatch EXCLUDED = new FunnelMatch(0, List.of(), NONE, true);

    public FunnelMatch {
        stepAt = List.copyOf(stepAt);
    }
}
