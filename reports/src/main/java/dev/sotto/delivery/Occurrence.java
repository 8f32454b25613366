package dev.sotto.delivery;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.SottoException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * One time that a plan names: when the report is due, and the period that it is of.
 *
 * @param period the one before the scheduled day, whenever the report is really made
 */
record Occurrence(ReportPlan plan, Instant scheduledAt, Period period) {
    private static final int LONGEST_DISTANCE_DAYS = 62;

    /** The latest occurrence of a plan that is not after an instant. */
    static Occurrence latest(ReportPlan plan, Instant asOf) {
        LocalDate day = asOf.atZone(plan.zone()).toLocalDate();
        for (int back = 0; back <= LONGEST_DISTANCE_DAYS; back++) {
            LocalDate candidate = day.minusDays(back);
            if (isPlanned(plan, candidate) && !instant(plan, candidate).isAfter(asOf)) {
                return on(plan, candidate);
            }
        }
        throw new SottoException(
                SottoException.Code.USE,
                "Cannot plan the report '" + plan.id() + "': the period "
                        + plan.period().column() + " has no end. Choose day, week or month.");
    }

    /** The occurrence before this one. */
    Occurrence previous() {
        return latest(plan, scheduledAt.minusNanos(1));
    }

    private static Occurrence on(ReportPlan plan, LocalDate day) {
        return new Occurrence(plan, instant(plan, day), new Period(plan.period(), day).previous());
    }

    /** Where a clock that goes forward leaves the hour out, the first moment after; where it goes back, the first of the two. */
    private static Instant instant(ReportPlan plan, LocalDate day) {
        return ZonedDateTime.of(day, plan.notBefore(), plan.zone()).toInstant();
    }

    private static boolean isPlanned(ReportPlan plan, LocalDate day) {
        return switch (plan.period()) {
            case DAY -> true;
            case WEEK -> day.getDayOfWeek() == plan.weekday();
            case MONTH -> day.getDayOfWeek() == plan.weekday() && day.getDayOfMonth() <= 7;
            case LIFETIME -> false;
        };
    }
}
