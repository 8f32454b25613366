package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
    private static final Calendar CALENDAR = new Calendar(SimulationSettings.DEFAULT_START_ON, 12);
    private final OpeningHours hours = new OpeningHours(World.read(null), CALENDAR);

    private long open(String brand, String zone, String from, String to) {
        return hours.between(brand, at(zone, from), at(zone, to));
    }

    private static long at(String zone, String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
    }

    @Test
    void countsOnlyWhatLiesBetweenOpeningAndClosing() {
        String zone = "Europe/Paris";
        assertThat(open("verlaine", zone, "2026-01-06T10:00", "2026-01-06T10:30"))
                .isEqualTo(30 * Calendar.MINUTE);
        assertThat(open("verlaine", zone, "2026-01-06T18:00", "2026-01-07T10:00"))
                .isEqualTo(2 * Calendar.HOUR);
        assertThat(open("verlaine", zone, "2026-01-06T20:00", "2026-01-07T08:00"))
                .isZero();
        // A Saturday evening to the Monday after it: closed on Sunday.
        assertThat(open("verlaine", zone, "2026-01-10T19:00", "2026-01-12T09:15"))
                .isEqualTo(15 * Calendar.MINUTE);
    }

    @Test
    void isClosedOnHolidaysAndFollowsTheClock() {
        String zone = "America/New_York";
        assertThat(open("northwind", zone, "2026-01-19T00:00", "2026-01-20T00:00"))
                .isZero();
        // The clock goes forward in the night of 8 March; a day is as long as it is open.
        assertThat(open("northwind", zone, "2026-03-08T00:00", "2026-03-09T00:00"))
                .isEqualTo(12 * Calendar.HOUR);
        assertThat(open("northwind", zone, "2026-03-07T19:00", "2026-03-08T09:00"))
                .isEqualTo(2 * Calendar.HOUR);
    }
}
