package dev.sotto.fold;

import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Breakdown;
import dev.sotto.domain.Funnel.Entry;
import dev.sotto.domain.Funnel.Order;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the attempt of a person that counts.
 *
 * <p>An attempt begins with an event that can be the first step (in a funnel of any order: any step) and goes on with
 * the earliest event that can be the next one. One event is one step only. Events of one instant are in whatever order
 * brings the attempt furthest, and spares it exclusions.
 */
public final class FunnelMatcher {

    private FunnelMatcher() {}

    /** Match a person's events, in order of time. */
    public static FunnelMatch match(Funnel funnel, List<FunnelMark> marks) {
        return match(funnel, marks, mark -> true);
    }

    /**
     * Match a person's events, in order of time.
     *
     * @param beginnings which events an attempt may begin with, all those of one instant or none
     */
    public static FunnelMatch match(Funnel funnel, List<FunnelMark> marks, Predicate<FunnelMark> beginnings) {
        if (!funnel.isHeldConstant()) {
            return best(funnel, List.of(new FunnelGroups(funnel, marks, beginnings)));
        }
        Set<String> values = new LinkedHashSet<>();
        for (FunnelMark mark : marks) {
            if (mark.steps() != 0 && mark.held() != null) {
                values.add(mark.held());
            }
        }
        return best(
                funnel,
                values.stream()
                        .map(value -> new FunnelGroups(funnel, holding(value, marks), beginnings))
                        .toList());
    }

    /** The events as an attempt with one held value sees them: others are no steps, though they stand between. */
    private static List<FunnelMark> holding(String value, List<FunnelMark> marks) {
        List<FunnelMark> held = new ArrayList<>();
        for (FunnelMark mark : marks) {
            boolean isOther = !Objects.equals(mark.held(), value);
            boolean isExclusion = mark.held() == null || !isOther;
            held.add(new FunnelMark(
                    mark.at(),
                    isOther ? 0 : mark.steps(),
                    isExclusion && mark.steps() == 0 ? mark.exclusions() : 0,
                    mark.held(),
                    mark.value()));
        }
        return held;
    }

    private static FunnelMatch best(Funnel funnel, List<FunnelGroups> worlds) {
        long firstEntry = Long.MAX_VALUE;
        for (FunnelGroups groups : worlds) {
            int entry = groups.nextEntry(0);
            firstEntry = entry == groups.size() ? firstEntry : Math.min(firstEntry, groups.at(entry));
        }
        FunnelAttempt best = null;
        for (FunnelGroups groups : worlds) {
            for (int entry = groups.nextEntry(0); entry < groups.size(); entry = groups.nextEntry(entry + 1)) {
                if (funnel.entry() == Entry.FIRST_ENTRY && groups.at(entry) != firstEntry) {
                    break;
                }
                FunnelAttempt attempt = attempt(funnel, groups, entry);
                if (attempt.isExcluded()) {
                    return FunnelMatch.EXCLUDED;
                }
                best = best == null || attempt.isBetterThan(best) ? attempt : best;
                // Nothing goes deeper, and whatever comes later in this world begins later.
                if (attempt.depth() == funnel.steps() && funnel.exclusions().isEmpty()) {
                    break;
                }
            }
        }
        return best == null
                ? FunnelMatch.NOTHING
                : new FunnelMatch(best.depth(), best.stepAt(), value(funnel, best), false);
    }

    private static FunnelAttempt attempt(Funnel funnel, FunnelGroups groups, int entry) {
        return switch (funnel.order()) {
            case ORDERED -> FunnelAttempt.ordered(funnel, groups, entry);
            case STRICT -> FunnelAttempt.strict(funnel, groups, entry);
            case ANY -> FunnelAttempt.anyOrder(funnel, groups, entry);
        };
    }

    private static String value(Funnel funnel, FunnelAttempt attempt) {
        String value = null;
        if (funnel.breakdown() == Breakdown.STEP) {
            FunnelMark mark = attempt.ofStep(funnel.breakdownStep() - 1);
            value = mark == null ? null : mark.value();
        } else {
            for (FunnelMark mark : attempt.inTime()) {
                boolean isKept = value != null && funnel.breakdown() == Breakdown.FIRST_DEFINED;
                value = isKept ? value : later(mark.value(), value);
            }
        }
        return value == null ? FunnelMatch.NONE : value;
    }

    private static @Nullable String later(@Nullable String value, @Nullable String before) {
        return value == null ? before : value;
    }

    static boolean isEntry(Funnel funnel, FunnelMark mark) {
        return funnel.order() == Order.ANY ? mark.steps() != 0 : (mark.steps() & 1) != 0;
    }
}
