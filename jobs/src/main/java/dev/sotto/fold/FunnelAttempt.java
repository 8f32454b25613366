package dev.sotto.fold;

import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Exclusion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One attempt at a funnel: which event is which step, as far as it came. */
final class FunnelAttempt {

    private final @Nullable FunnelMark[] ofStep;
    private final List<Long> stepAt = new ArrayList<>();
    private boolean isExcluded;

    private FunnelAttempt(int steps) {
        ofStep = new FunnelMark[steps];
    }

    private FunnelAttempt(FunnelAttempt other) {
        ofStep = Arrays.copyOf(other.ofStep, other.ofStep.length);
        stepAt.addAll(other.stepAt);
    }

    /** Go from each step to the earliest event that can be the next. */
    static FunnelAttempt ordered(Funnel funnel, FunnelGroups groups, int entry) {
        FunnelAttempt attempt = new FunnelAttempt(funnel.steps());
        long end = groups.at(entry) + funnel.windowMs();
        attempt.advance(groups.marks(entry));
        int group = entry;
        while (attempt.depth() < funnel.steps()) {
            int next = groups.nextStep(attempt.depth(), group + 1);
            int exclusion = attempt.nextExclusion(funnel, groups, group + 1);
            int first = Math.min(next, exclusion);
            if (first == groups.size() || groups.at(first) > end) {
                break;
            }
            int before = attempt.depth();
            attempt.advance(groups.marks(first));
            if (exclusion == first && attempt.isHit(funnel, groups, first, before)) {
                attempt.isExcluded = true;
                break;
            }
            group = first;
        }
        return attempt;
    }

    /** Fill as many steps as there are events for, whatever their order. */
    static FunnelAttempt anyOrder(Funnel funnel, FunnelGroups groups, int entry) {
        FunnelAttempt attempt = new FunnelAttempt(funnel.steps());
        long end = groups.at(entry) + funnel.windowMs();
        for (int group = entry; group < groups.size() && groups.at(group) <= end; group++) {
            int before = attempt.depth();
            for (FunnelMark mark : groups.marks(group)) {
                if (attempt.place(mark, new boolean[funnel.steps()])) {
                    attempt.stepAt.add(mark.at());
                }
            }
            if (before > 0 && attempt.isHit(funnel, groups, group, before)) {
                attempt.isExcluded = true;
                break;
            }
            if (attempt.depth() == funnel.steps()) {
                break;
            }
        }
        return attempt;
    }

    /**
     * Take every event that follows as the next step.
     *
     * <p>Where several are of one instant, how many of them come before the entry is open, so that attempts of different
     * depth go on side by side until each meets an event that it has no step for.
     */
    static FunnelAttempt strict(Funnel funnel, FunnelGroups groups, int entry) {
        List<FunnelAttempt> open = new ArrayList<>();
        FunnelAttempt start = new FunnelAttempt(funnel.steps());
        while (start.advanceOne(groups.marks(entry), 0)) {
            open.add(0, new FunnelAttempt(start));
        }
        FunnelAttempt best = open.get(0);
        long end = groups.at(entry) + funnel.windowMs();
        for (int group = entry + 1; group < groups.size() && groups.at(group) <= end && !open.isEmpty(); group++) {
            List<FunnelMark> marks = groups.marks(group);
            List<FunnelAttempt> going = new ArrayList<>();
            for (FunnelAttempt attempt : open) {
                FunnelAttempt next = new FunnelAttempt(attempt);
                int before = next.depth();
                while (next.advanceOne(marks, before)) {}
                best = next.depth() > best.depth() ? next : best;
                if (next.depth() - before == marks.size()) {
                    going.add(next);
                }
            }
            open = going;
        }
        return best;
    }

    private void advance(List<FunnelMark> marks) {
        int before = depth();
        while (advanceOne(marks, before)) {}
    }

    /** Let one more step be filled by the events of one instant, of which those since {@code before} have others already. */
    private boolean advanceOne(List<FunnelMark> marks, int before) {
        int step = depth();
        if (step == ofStep.length) {
            return false;
        }
        if (!fill(step, before, marks, new boolean[marks.size()])) {
            return false;
        }
        stepAt.add(marks.get(0).at());
        return true;
    }

    /** Find an event for a step; where it has another step already, find another event for that one. */
    private boolean fill(int step, int before, List<FunnelMark> marks, boolean[] isTried) {
        for (int i = 0; i < marks.size(); i++) {
            FunnelMark mark = marks.get(i);
            if (isTried[i] || (mark.steps() >> step & 1) == 0) {
                continue;
            }
            isTried[i] = true;
            int taken = stepOf(mark, before);
            if (taken < 0 || fill(taken, before, marks, isTried)) {
                ofStep[step] = mark;
                return true;
            }
        }
        return false;
    }

    /** Find a step for an event; where it is filled already, find another step for the event there. */
    private boolean place(FunnelMark mark, boolean[] isTried) {
        for (int step = 0; step < ofStep.length; step++) {
            if (isTried[step] || (mark.steps() >> step & 1) == 0) {
                continue;
            }
            isTried[step] = true;
            FunnelMark there = ofStep[step];
            if (there == null || place(there, isTried)) {
                ofStep[step] = mark;
                return true;
            }
        }
        return false;
    }

    // By identity: two events may be alike in everything.
    private int stepOf(FunnelMark mark, int from) {
        for (int step = from; step < ofStep.length; step++) {
            if (ofStep[step] == mark) {
                return step;
            }
        }
        return -1;
    }

    private int nextExclusion(Funnel funnel, FunnelGroups groups, int from) {
        int first = groups.size();
        for (int i = 0; i < funnel.exclusions().size(); i++) {
            if (isActive(funnel.exclusions().get(i), depth(), depth())) {
                first = Math.min(first, groups.nextExclusion(i, from));
            }
        }
        return first;
    }

    /** Whether an exclusion of this instant can stand neither before the step it comes after, nor after the other. */
    private boolean isHit(Funnel funnel, FunnelGroups groups, int group, int before) {
        for (int i = 0; i < funnel.exclusions().size(); i++) {
            if (groups.nextExclusion(i, group) == group
                    && isActive(funnel.exclusions().get(i), before, depth())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isActive(Exclusion exclusion, int before, int after) {
        return before >= exclusion.afterStep() && after < exclusion.beforeStep();
    }

    int depth() {
        return stepAt.size();
    }

    List<Long> stepAt() {
        return stepAt;
    }

    boolean isExcluded() {
        return isExcluded;
    }

    @Nullable
    FunnelMark ofStep(int step) {
        return ofStep[step];
    }

    /** The events of the attempt, in order of time and then of steps. */
    List<FunnelMark> inTime() {
        return Arrays.stream(ofStep)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(FunnelMark::at))
                .toList();
    }

    /** Deeper; or as deep and begun earlier; or begun at once and done earlier. */
    boolean isBetterThan(FunnelAttempt other) {
        if (depth() != other.depth()) {
            return depth() > other.depth();
        }
        int begun = stepAt.get(0).compareTo(other.stepAt.get(0));
        for (int step = depth() - 1; begun == 0 && step > 0; step--) {
            begun = stepAt.get(step).compareTo(other.stepAt.get(step));
        }
        return begun < 0;
    }
}
