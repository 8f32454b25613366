package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CalendarTest {

    private static final Calendar WEEKS = new Calendar(LocalDate.of(2026, 1, 5), 12);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    @Test
    void keepsTheLocalClockThroughBothChangesOfTheHour() {
        assertThat(instant(WEEKS.moment(NEW_YORK, 8, DayOfWeek.SATURDAY, 9 * 60)))
                .isEqualTo(Instant.parse("2026-03-07T14:00:00Z"));
        assertThat(instant(WEEKS.moment(NEW_YORK, 8, DayOfWeek.SUNDAY, 9 * 60)))
                .isEqualTo(Instant.parse("2026-03-08T13:00:00Z"));
        assertThat(instant(WEEKS.moment(ZoneId.of("Europe/Paris"), 11, DayOfWeek.SUNDAY, 9 * 60)))
                .isEqualTo(Instant.parse("2026-03-29T07:00:00Z"));
    }

    @Test
    void endsOnTheMorningAfterItsWeeks() {
        assertThat(instant(WEEKS.startAt())).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(instant(WEEKS.endAt())).isEqualTo(Instant.parse("2026-03-30T12:00:00Z"));
        assertThat(WEEKS.weekOf(WEEKS.endAt())).isEqualTo(12);
        assertThat(WEEKS.weekOf(WEEKS.endAt() - Calendar.DAY)).isEqualTo(11);
    }

    @Test
    void sendsByTheSeasonAndTheStory() {
        World.Brand verlaine = World.read(null).brand("verlaine");
        Calendar year = new Calendar(LocalDate.of(2026, 1, 5), 52);
        assertThat(verlaine.volume(year, 5)).isEqualTo(1.9);
        assertThat(verlaine.volume(year, 31)).isEqualTo(0.6);
        assertThat(verlaine.volume(year, 50)).isEqualTo(1.5);
    }
}
