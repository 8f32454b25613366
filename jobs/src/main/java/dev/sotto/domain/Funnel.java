package dev.sotto.domain;

import java.io.Serializable;
import java.util.List;

/**
 * How the steps of a funnel are matched; which events are steps is decided before.
 *
 * @param steps how many steps, between 1 and 31
 * @param windowMs how long after the first step of an attempt the others may come, inclusive
 * @param exclusions what must not happen between two steps
 * @param isHeldConstant only events with one value of a property make an attempt together
 * @param breakdownStep the step of {@link Breakdown#STEP}, from 1
 */
public record Funnel(
        int steps,
        long windowMs,
        Order order,
        Entry entry,
        List<Exclusion> exclusions,
        ExclusionMode exclusionMode,
        boolean isHeldConstant,
        Breakdown breakdown,
        int breakdownStep)
        implements Serializable {

    /** In which order the steps have to come. */
    public enum Order {
        /** One after the other, whatever happens between them. */
        ORDERED,
        /** One after the other, and nothing at all between them. */
        STRICT,
        /** In any order. */
        ANY
    }

    /** Which attempt of a person counts. */
    public enum Entry {
        /** The one that begins first. */
        FIRST_ENTRY,
        /** The deepest one; of several the one that begins first. */
        ANY_ENTRY
    }

    /** What an exclusion does. */
    public enum ExclusionMode {
        /** Whoever does it in an attempt that could count is in no step of the funnel. */
        EXCLUDE_PERSON,
        /** The attempt ends where it had come to. */
        BREAK_ATTEMPT
    }

    /** Which of the events of the counted attempt names the value that a person is listed under. */
    public enum Breakdown {
        FIRST_DEFINED,
        LAST_DEFINED,
        STEP
    }

    /** Something that must not happen after one step and before another; steps from 1. */
    public record Exclusion(int afterStep, int beforeStep) implements Serializable {}

    public Funnel {
        exclusions = List.copyOf(exclusions);
        if (steps < 1 || steps > 31 || windowMs < 0) {
            throw new IllegalArgumentException("no funnel of " + steps + " steps in " + windowMs + " ms");
        }
        if (breakdownStep < 1 || breakdownStep > steps) {
            throw new IllegalArgumentException("step " + breakdownStep + " of " + steps);
        }
        for (Exclusion exclusion : exclusions) {
            boolean isWhole = exclusion.afterStep() == 1 && exclusion.beforeStep() == steps;
            if (exclusion.afterStep() < 1
                    || exclusion.beforeStep() > steps
                    || exclusion.afterStep() >= exclusion.beforeStep()) {
                throw new IllegalArgumentException(
                        "no exclusion between steps " + exclusion.afterStep() + " and " + exclusion.beforeStep());
            }
            if (order == Order.STRICT || (order == Order.ANY && !isWhole)) {
                throw new IllegalArgumentException("an exclusion between steps that have no order, or are next");
            }
        }
    }

    /** Steps in order, the best attempt counts, nothing excluded. */
    public static Funnel of(int steps, long windowMs) {
        return new Funnel(
                steps,
                windowMs,
                Order.ORDERED,
                Entry.ANY_ENTRY,
                List.of(),
                ExclusionMode.EXCLUDE_PERSON,
                false,
                Breakdown.FIRST_DEFINED,
                1);
    }
}
