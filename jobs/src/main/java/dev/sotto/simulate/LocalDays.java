package dev.sotto.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The days of a zone, whose beginnings are looked up rather than computed for every event. */
final class LocalDays {
    private static final int MARGIN = 8;

    private final ZoneId zone;
    private final int first;
    private final long[] begins;

    LocalDays(ZoneId zone, Calendar calendar) {
        this.zone = zone;
        LocalDate day = calendar.startOn().minusDays(MARGIN);
        first = (int) day.toEpochDay();
        begins = new long[7 * calendar.weeks() + 2 * MARGIN + 2];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = day.plusDays(i).atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }

    ZoneId zone() {
        return zone;
    }

    /** The epoch day of a moment by the clock of the zone. */
    int of(long at) {
        int index = (int) ((at - begins[0]) / Calendar.DAY);
        if (at < begins[0] || index >= begins.length - 1) {
            return (int) Instant.ofEpochMilli(at).atZone(zone).toLocalDate().toEpochDay();
        }
        // A day has 23 to 25 hours, so the guess may be off by one.
        index -= at < begins[index] ? 1 : 0;
        index += at >= begins[index + 1] ? 1 : 0;
        return first + index;
    }

    /** The first day that is looked up, and how many are. */
    int first() {
        return first;
    }

    int length() {
        return begins.length - 1;
    }

    /** The Monday of a week of the calendar, counted from 0. */
    int monday(int week) {
        return first + MARGIN + 7 * week;
    }

    /** The hour that the clock shows at a moment of a day. */
    int hourOf(int day, long at) {
        return isPlain(day)
                ? (int) ((at - beginOf(day)) / Calendar.HOUR)
                : Instant.ofEpochMilli(at).atZone(zone).getHour();
    }

    /** When the clock has gone so many minutes of a day; a time that it skips moves with it. */
    long moment(int day, long minuteOfDay) {
        return isPlain(day) && minuteOfDay >= 0 && minuteOfDay < 24 * 60
                ? beginOf(day) + minuteOfDay * Calendar.MINUTE
                : LocalDate.ofEpochDay(day)
                        .atStartOfDay()
                        .plusMinutes(minuteOfDay)
                        .atZone(zone)
                        .toInstant()
                        .toEpochMilli();
    }

    /** Whether a day is known to have 24 hours. */
    private boolean isPlain(int day) {
        int index = day - first;
        return index >= 0 && index < begins.length - 1 && begins[index + 1] - begins[index] == Calendar.DAY;
    }

    /** When a day begins. */
    long beginOf(int day) {
        int index = day - first;
        return index >= 0 && index < begins.length
                ? begins[index]
                : LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
