package dev.sotto.fold;

import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Exclusion;
import dev.sotto.domain.Funnel.ExclusionMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One attempt at a funnel: which event is which step, as far as it came. */
final class FunnelAttempt {

    private final @Nullable FunnelMark[] ofStep;
    private final List<Long> stepAt = new ArrayList<>();
    private boolean isEnded;
    private boolean isExcluded;

    private FunnelAttempt(int steps) {
        ofStep = new FunnelMark[steps];
    }

    private FunnelAttempt(FunnelAttempt other) {
        ofStep = Arrays.copyOf(other.ofStep, other.ofStep.length);
        stepAt.addAll(other.stepAt);
    }

    /**
     * Go from each step to the earliest event that can be the next.
     *
     * <p>Where several are of one instant, an attempt that takes fewer of them may be spared an exclusion later on, so
     * that attempts of different depth go on side by side.
     */
    static FunnelAttempt ordered(Funnel funnel, FunnelGroups groups, int entry) {
        List<FunnelAttempt> open = begun(funnel, groups.marks(entry));
        List<FunnelAttempt> ended = new ArrayList<>();
        long end = groups.at(entry) + funnel.windowMs();
        int group = entry;
        while (open.stream().allMatch(attempt -> attempt.depth() < funnel.steps())) {
            int from = group + 1;
            group = groups.size();
            for (FunnelAttempt attempt : open) {
                group = Math.min(group, attempt.nextOf(funnel, groups, from));
            }
            if (group == groups.size() || groups.at(group) > end) {
                break;
            }
            Map<Integer, FunnelAttempt> going = new TreeMap<>();
            for (FunnelAttempt attempt : open) {
                for (FunnelAttempt next : attempt.over(funnel, groups.marks(group))) {
                    if (next.isEnded) {
                        ended.add(next);
                    } else {
                        going.merge(next.depth(), next, FunnelAttempt::better);
                    }
                }
            }
            open = List.copyOf(going.values());
        }
        return Stream.concat(open.stream(), ended.stream())
                .reduce(FunnelAttempt::better)
                .orElseThrow();
    }

    private static FunnelAttempt better(FunnelAttempt one, FunnelAttempt other) {
        return other.isBetterThan(one) ? other : one;
    }

    /** Attempts that begin with events of one instant, the deepest first; whatever they leave out came before them. */
    private static List<FunnelAttempt> begun(Funnel funnel, List<FunnelMark> marks) {
        List<FunnelAttempt> begun = new ArrayList<>();
        FunnelAttempt start = new FunnelAttempt(funnel.steps());
        while (start.advanceOne(marks, 0)) {
            begun.add(0, new FunnelAttempt(start));
        }
        return begun;
    }

    /** This attempt after the events of one instant, in every order of them that makes a difference. */
    private List<FunnelAttempt> over(Funnel funnel, List<FunnelMark> marks) {
        List<FunnelAttempt> over = new ArrayList<>();
        FunnelAttempt furthest = new FunnelAttempt(this);
        furthest.advance(marks);
        furthest.meet(funnel, marks, depth());
        over.add(furthest);
        for (int to = furthest.depth() - 1; !funnel.exclusions().isEmpty() && to >= depth(); to--) {
            FunnelAttempt shorter = new FunnelAttempt(this);
            if (shorter.advanceOnly(marks, to)) {
                shorter.meet(funnel, marks, depth());
                over.add(shorter);
            }
        }
        return over;
    }

    /** End here if something of this instant is an exclusion wherever among the steps of the instant it stands. */
    private void meet(Funnel funnel, List<FunnelMark> marks, int before) {
        for (FunnelMark mark : marks) {
            boolean isHit = mark.exclusions() != 0;
            for (int depth = before; isHit && depth <= depth(); depth++) {
                isHit = isExclusion(funnel, mark, depth);
            }
            isEnded |= isHit;
        }
        isExcluded = isEnded && funnel.exclusionMode() == ExclusionMode.EXCLUDE_PERSON;
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
            if (before > 0) {
                attempt.meet(funnel, groups.marks(group), before);
            }
            if (attempt.isEnded || attempt.depth() == funnel.steps()) {
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
        List<FunnelAttempt> open = begun(funnel, groups.marks(entry));
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

    /** Go to this depth and no further; false where an event can be whatever step comes, so that it goes further. */
    private boolean advanceOnly(List<FunnelMark> marks, int to) {
        int step = depth();
        int any = (1 << to + 1) - (1 << step);
        for (FunnelMark mark : marks) {
            if ((mark.steps() & any) != any) {
                continue;
            }
            if (step == to) {
                return false;
            }
            // What can be any step has to be one; the others make room as they find theirs.
            ofStep[step++] = mark;
        }
        int before = depth();
        while (depth() < to) {
            if (depth() >= step) {
                fill(depth(), before, marks, new boolean[marks.size()]);
            }
            stepAt.add(marks.get(0).at());
        }
        return true;
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

    /** The first group from this one on that can take this attempt further, or end it. */
    private int nextOf(Funnel funnel, FunnelGroups groups, int from) {
        int first = groups.nextStep(depth(), from);
        for (int i = 0; i < funnel.exclusions().size(); i++) {
            if (isActive(funnel.exclusions().get(i), depth())) {
                first = Math.min(first, groups.nextExclusion(i, from));
            }
        }
        return first;
    }

    private static boolean isExclusion(Funnel funnel, FunnelMark mark, int depth) {
        for (int i = 0; i < funnel.exclusions().size(); i++) {
            if ((mark.exclusions() >> i & 1) == 1
                    && isActive(funnel.exclusions().get(i), depth)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isActive(Exclusion exclusion, int depth) {
        return depth >= exclusion.afterStep() && depth < exclusion.beforeStep();
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

    /** Deeper; or as deep and spared an exclusion; or as deep and begun earlier; or begun at once and done earlier. */
    boolean isBetterThan(FunnelAttempt other) {
        if (depth() != other.depth()) {
            return depth() > other.depth();
        }
        if (isExcluded != other.isExcluded) {
            return other.isExcluded;
        }
        int begun = stepAt.get(0).compareTo(other.stepAt.get(0));
        for (int step = depth() - 1; begun == 0 && step > 0; step--) {
            begun = stepAt.get(step).compareTo(other.stepAt.get(step));
        }
        return begun < 0;
    }
}
