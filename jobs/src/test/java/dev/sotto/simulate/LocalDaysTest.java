package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDaysTest {

    private static final Calendar WEEKS = new Calendar(LocalDate.of(2026, 1, 5), 60);
    private static final long DAYS = 500 * Calendar.DAY;

    @Property(tries = 300)
    void agreesWithTheClockOfTheZone(@ForAll @LongRange(min = -DAYS, max = DAYS) long after) {
        for (String zone : new String[] {"UTC", "Europe/Paris", "America/New_York", "Pacific/Chatham"}) {
            LocalDays days = new LocalDays(ZoneId.of(zone), WEEKS);
            long at = WEEKS.startAt() + after;
            assertThat(days.of(at)).isEqualTo((int) Instant.ofEpochMilli(at)
                    .atZone(ZoneId.of(zone))
                    .toLocalDate()
                    .toEpochDay());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Paris", "America/New_York"})
    void findsTheFirstMillisecondOfEveryDay(String zone) {
        LocalDays days = new LocalDays(ZoneId.of(zone), WEEKS);
        for (LocalDate day = WEEKS.startOn(); day.isBefore(WEEKS.endOn()); day = day.plusDays(1)) {
            int number = (int) day.toEpochDay();
            assertThat(days.of(days.beginOf(number))).isEqualTo(number);
            assertThat(days.of(days.beginOf(number) - 1)).isEqualTo(number - 1);
        }
    }
}
