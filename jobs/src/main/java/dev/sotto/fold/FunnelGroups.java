package dev.sotto.fold;

import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A person's events in groups of one instant each, with the way from each to the next that matters. */
final class FunnelGroups {

    private final List<List<FunnelMark>> groups = new ArrayList<>();
    private final int[][] nextStep;
    private final int[][] nextExclusion;
    private final int[] nextEntry;

    FunnelGroups(Funnel funnel, List<FunnelMark> marks, Predicate<FunnelMark> beginnings) {
        long at = Long.MIN_VALUE;
        for (FunnelMark mark : marks) {
            // What is neither step nor exclusion only matters where nothing may stand between.
            if (mark.steps() == 0 && mark.exclusions() == 0 && funnel.order() != Order.STRICT) {
                continue;
            }
            if (mark.at() < at) {
                throw new IllegalArgumentException("events are not in order of time");
            }
            if (groups.isEmpty() || mark.at() != at) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(mark);
            at = mark.at();
        }
        nextStep = new int[funnel.steps()][groups.size() + 1];
        nextExclusion = new int[funnel.exclusions().size()][groups.size() + 1];
        nextEntry = new int[groups.size() + 1];
        fill(funnel, beginnings);
    }

    private void fill(Funnel funnel, Predicate<FunnelMark> beginnings) {
        int end = groups.size();
        for (int[] next : nextStep) {
            next[end] = end;
        }
        for (int[] next : nextExclusion) {
            next[end] = end;
        }
        nextEntry[end] = end;
        for (int group = end - 1; group >= 0; group--) {
            int steps = 0;
            int exclusions = 0;
            boolean isEntry = false;
            for (FunnelMark mark : groups.get(group)) {
                steps |= mark.steps();
                exclusions |= mark.exclusions();
                isEntry |= FunnelMatcher.isEntry(funnel, mark) && beginnings.test(mark);
            }
            for (int step = 0; step < nextStep.length; step++) {
                nextStep[step][group] = (steps >> step & 1) == 1 ? group : nextStep[step][group + 1];
            }
            for (int exclusion = 0; exclusion < nextExclusion.length; exclusion++) {
                nextExclusion[exclusion][group] =
                        (exclusions >> exclusion & 1) == 1 ? group : nextExclusion[exclusion][group + 1];
            }
            nextEntry[group] = isEntry ? group : nextEntry[group + 1];
        }
    }

    int size() {
        return groups.size();
    }

    long at(int group) {
        return groups.get(group).get(0).at();
    }

    List<FunnelMark> marks(int group) {
        return groups.get(group);
    }

    /** The first group from this one on in which an attempt can begin; {@link #size} where there is none. */
    int nextEntry(int group) {
        return nextEntry[group];
    }

    /** The first group from this one on with an event that can be a step. */
    int nextStep(int step, int group) {
        return nextStep[step][group];
    }

    /** The first group from this one on with an event that is an exclusion. */
    int nextExclusion(int exclusion, int group) {
        return nextExclusion[exclusion][group];
    }
}
