package dev.sotto.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.BusinessCalendar.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static BusinessCalendar daily(String... spans) {
        return new BusinessCalendar(
                java.util.Arrays.stream(DayOfWeek.values())
                        .collect(java.util.stream.Collectors.toMap(
                                day -> day,
                                day -> java.util.Arrays.stream(spans)
                                        .map(Span::parse)
                                        .toList())),
                Set.of(LocalDate.of(2026, 5, 1)));
    }

    private static Duration open(BusinessCalendar calendar, ZoneId zone, String from, String to) {
        return Duration.ofMillis(calendar.openMs(
                zone, Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli()));
    }

    @Test
    void countsOnlyWhatLiesWithinTheHours() {
        BusinessCalendar calendar = daily("09:00-12:30", "13:30-18:00");
        assertThat(open(calendar, ZoneOffset.UTC, "2026-01-05T12:00:00Z", "2026-01-05T14:00:00Z"))
                .hasHours(1);
        assertThat(open(calendar, ZoneOffset.UTC, "2026-01-05T17:30:00Z", "2026-01-06T09:15:00Z"))
                .hasMinutes(45);
        assertThat(open(calendar, ZoneOffset.UTC, "2026-01-05T20:00:00Z", "2026-01-06T08:00:00Z"))
                .isZero();
    }

    @Test
    void isClosedOnHolidaysAndOnDaysLeftOut() {
        assertThat(open(daily("09:00-17:00"), ZoneOffset.UTC, "2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z"))
                .isZero();
        BusinessCalendar mondays =
                new BusinessCalendar(Map.of(DayOfWeek.MONDAY, List.of(Span.parse("08:00-20:00"))), Set.of());
        assertThat(open(mondays, ZoneOffset.UTC, "2026-01-06T00:00:00Z", "2026-01-13T00:00:00Z"))
                .hasHours(12);
    }

    /** The night of 29 March 2026 has one hour less in Paris, that of 25 October one more. */
    @Test
    void countsTheHoursThatReallyPassWhenTheClockChanges() {
        BusinessCalendar nights = daily("00:00-06:00", "22:00-24:00");
        assertThat(open(nights, PARIS, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"))
                .hasHours(7);
        assertThat(open(nights, PARIS, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"))
                .hasHours(9);
    }
}
