package dev.sotto.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** The weeks of a simulation: from local clocks to milliseconds and back. */
final class Calendar {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    static final long WEEK = 7 * DAY;

    private final LocalDate startOn;
    private final int weeks;
    private final long startAt;
    private final long endAt;

    /** Weeks from a Monday on. */
    Calendar(LocalDate startOn, int weeks) {
        if (startOn.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("the first day is not a Monday");
        }
        this.startOn = startOn;
        this.weeks = weeks;
        startAt = startOn.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        endAt = endOn().atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    LocalDate startOn() {
        return startOn;
    }

    int weeks() {
        return weeks;
    }

    /** The Monday after the last week: the log ends at its noon in UTC. */
    LocalDate endOn() {
        return startOn.plusWeeks(weeks);
    }

    /** The first moment that is not in the log any more. */
    long endAt() {
        return endAt;
    }

    /** The first moment of the simulation in UTC. */
    long startAt() {
        return startAt;
    }

    /** A local time of a week, counted from 0; a time that the clock skips moves with it. */
    long moment(ZoneId zone, int week, DayOfWeek day, double minuteOfDay) {
        return startOn.plusWeeks(week)
                .plusDays(day.getValue() - 1L)
                .atStartOfDay()
                .plusMinutes((long) minuteOfDay)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    /** The week, counted from 0, by UTC days. */
    int weekOf(long at) {
        return (int) Math.floorDiv(at - startAt, WEEK);
    }

    /** The short English name by which a world file calls a weekday. */
    static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    /** The weekday of a short English name such as tue. */
    static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name(day).equals(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException(
                "no weekday is called " + name + "; they are mon, tue, wed, thu, fri, sat and sun");
    }
}
