package dev.sotto.build;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.Period.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A scope and a length of period that numbers are given for, as the SQL view {@code spans} says too.
 *
 * <p>Days are the brand's for scopes brand and campaign, and the site's for scopes all and platform.
 */
record Span(Scope scope, Unit unit) {

    /** What a number is of. */
    enum Scope {
        ALL,
        PLATFORM,
        BRAND,
        CAMPAIGN;

        boolean isOfBrand() {
            return this == BRAND || this == CAMPAIGN;
        }

        /** Its name in {@code metrics.results}. */
        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** All of them; a lifetime is a campaign's. */
    static final List<Span> ALL = all();

    private static List<Span> all() {
        List<Span> spans = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            for (Unit unit : Unit.values()) {
                if (unit != Unit.LIFETIME || scope == Scope.CAMPAIGN) {
                    spans.add(new Span(scope, unit));
                }
            }
        }
        return List.copyOf(spans);
    }

    /** Which of all a metric is given for, by position. */
    static boolean[] of(Metric metric) {
        boolean[] given = new boolean[ALL.size()];
        for (int i = 0; i < given.length; i++) {
            Span span = ALL.get(i);
            given[i] = metric.scopes().contains(span.scope.column())
                    && metric.periods().contains(span.unit.column());
        }
        return given;
    }

    /** The first day, counted from the epoch, of the period that holds a day. */
    int startOn(int day) {
        return Math.toIntExact(
                new Period(unit, LocalDate.ofEpochDay(day)).startOn().toEpochDay());
    }

    /** The last day, counted from the epoch, of the period that holds a day; that of a lifetime never comes. */
    int lastOn(int day) {
        return unit == Unit.LIFETIME
                ? Integer.MAX_VALUE
                : Math.toIntExact(
                        new Period(unit, LocalDate.ofEpochDay(day)).endOn().toEpochDay() - 1);
    }
}
