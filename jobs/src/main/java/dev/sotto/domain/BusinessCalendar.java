package dev.sotto.domain;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hours in which a brand answers, in its zone.
 *
 * @param hours the spans of each weekday; a day that is left out is closed
 * @param holidays local days on which it is closed
 */
public record BusinessCalendar(Map<DayOfWeek, List<Span>> hours, Set<LocalDate> holidays) implements Serializable {

    /**
     * From a time of day to another, half-open.
     *
     * @param to midnight stands for the end of the day
     */
    public record Span(LocalTime from, LocalTime to) implements Serializable {

        /** Read a span such as {@code 09:00-12:30}; 24:00 is midnight. */
        public static Span parse(String text) {
            int dash = text.indexOf('-');
            return new Span(
                    time(text.substring(0, dash).strip()),
                    time(text.substring(dash + 1).strip()));
        }

        private static LocalTime time(String text) {
            return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        }
    }

    public BusinessCalendar {
        Map<DayOfWeek, List<Span>> copy = new EnumMap<>(DayOfWeek.class);
        hours.forEach((day, spans) -> copy.put(day, List.copyOf(spans)));
        hours = copy;
        holidays = Set.copyOf(holidays);
    }

    /** The milliseconds between two instants that lie within business hours. */
    public long openMs(ZoneId zone, long from, long to) {
        long open = 0;
        LocalDate last = day(zone, to);
        for (LocalDate day = day(zone, from); !day.isAfter(last); day = day.plusDays(1)) {
            for (Span span :
                    holidays.contains(day) ? List.<Span>of() : hours.getOrDefault(day.getDayOfWeek(), List.of())) {
                long opens = at(zone, day, span.from());
                long closes = at(zone, span.to().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day, span.to());
                open += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
            }
        }
        return open;
    }

    private static LocalDate day(ZoneId zone, long at) {
        return Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    }

    private static long at(ZoneId zone, LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant().toEpochMilli();
    }
}
