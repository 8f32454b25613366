package dev.sotto.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** A moment as people write it: a whole day of some zone, or an instant. */
sealed interface Moment {

    /** A whole day. */
    record Day(LocalDate day) implements Moment {}

    /** A point in time. */
    record Point(Instant instant) implements Moment {}

    /**
     * Parse {@code 2026-04-06} or {@code 2026-04-06T07:00:00Z}, with any offset.
     *
     * @throws java.time.DateTimeException where it is neither
     */
    static Moment parse(String text) {
        return text.indexOf('T') < 0
                ? new Day(LocalDate.parse(text))
                : new Point(OffsetDateTime.parse(text).toInstant());
    }

    /** The instant, or the first of the day. */
    default Instant startIn(ZoneId zone) {
        if (this instanceof Day d) {
            return d.day().atStartOfDay(zone).toInstant();
        }
        return ((Point) this).instant();
    }

    /** The instant, or the last millisecond of the day: still that day to whoever asks for its date. */
    default Instant endIn(ZoneId zone) {
        if (this instanceof Day d) {
            return d.day().plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        }
        return ((Point) this).instant();
    }
}
