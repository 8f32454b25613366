package dev.sotto.domain;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A retention as it was declared: whom it follows from what event on, and when which event counts as coming back.
 *
 * @param brandIds the brands it is for; empty for all
 * @param start the event that a person begins with
 * @param comeback the event that is a return
 * @param spans the periods after the start that are asked for
 */
public record RetentionPlan(
        String id,
        String name,
        List<String> brandIds,
        EventCondition start,
        EventCondition comeback,
        Unit unit,
        Clock clock,
        Cohorts cohorts,
        List<Span> spans)
        implements Serializable {

    /** How long a period is; a day that has elapsed is 24 hours, and a week seven of those. */
    public enum Unit {
        DAY,
        WEEK,
        MONTH
    }

    /** What tells one period from the next. */
    public enum Clock {
        CALENDAR,
        ELAPSED
    }

    /** When a person begins. */
    public enum Cohorts {
        /** With the first start in all its history. */
        FIRST,
        /** With the first start of each period of the calendar. */
        RECURRING
    }

    /** From one period through another, both included: one period, a period and those after it, or a bracket. */
    public record Span(int from, int through) implements Serializable {

        public Span {
            if (from < 0 || through < from) {
                throw new IllegalArgumentException("no periods from " + from + " through " + through);
            }
        }

        /** The word of results: {@code 3}, or {@code 3-6}. */
        public String word() {
            return from == through ? String.valueOf(from) : from + "-" + through;
        }
    }

    public RetentionPlan {
        brandIds = List.copyOf(brandIds);
        spans = List.copyOf(spans);
    }

    /** Whether it is for a brand. */
    public boolean isFor(String brandId) {
        return brandIds.isEmpty() || brandIds.contains(brandId);
    }

    /** The periods that are asked for, such as {@code 1, 2-8 of each week that has elapsed since the first start}. */
    public String words() {
        return spans.stream().map(Span::word).collect(Collectors.joining(", "))
                + (clock == Clock.ELAPSED ? ", by each elapsed " : ", by each calendar ")
                + unit.name().toLowerCase(Locale.ROOT)
                + (cohorts == Cohorts.FIRST ? " since the first start" : " since the first start of each")
                + (cohorts == Cohorts.FIRST ? "" : " " + unit.name().toLowerCase(Locale.ROOT));
    }
}
