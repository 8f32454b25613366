package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HouseTest {
    private static final World WORLD = World.read(null);
    private static final Calendar WEEKS = new Calendar(LocalDate.of(2026, 1, 5), 12);
    private static final Map<String, House> HOUSES = House.all(WORLD, WEEKS);

    private static House house(String brand) {
        return Objects.requireNonNull(HOUSES.get(brand));
    }

    private static Instant opening(String brand, String wanted) {
        long at = Instant.parse(wanted).toEpochMilli();
        return Instant.ofEpochMilli(house(brand).open(at, new Dice(1)));
    }

    @Test
    void waitsForTheNextOpening() {
        assertThat(opening("verlaine", "2026-01-06T10:00:00Z")).isEqualTo("2026-01-06T10:00:00Z");
        assertThat(opening("verlaine", "2026-01-10T20:00:00Z"))
                .isBetween(Instant.parse("2026-01-12T08:00:00Z"), Instant.parse("2026-01-12T12:00:00Z"));
    }

    @Test
    void closesOnHolidaysAsOnSundays() {
        assertThat(opening("northwind", "2026-01-19T15:00:00Z"))
                .isBetween(Instant.parse("2026-01-20T13:00:00Z"), Instant.parse("2026-01-20T17:00:00Z"));
        assertThat(opening("northwind", "2026-01-20T15:00:00Z")).isEqualTo("2026-01-20T15:00:00Z");
    }

    @Test
    void knowsItsClockAsTheCalendarDoes() {
        for (House house : HOUSES.values()) {
            for (int week = 0; week <= WEEKS.weeks(); week++) {
                for (DayOfWeek day : DayOfWeek.values()) {
                    for (double minute : new double[] {-61, 0, 89.5, 125, 180, 1439, 1500}) {
                        assertThat(house.moment(week, day, minute))
                                .isEqualTo(WEEKS.moment(house.zone, week, day, minute));
                    }
                }
            }
        }
    }

    @Test
    void keepsToItsOwnCampaigns() {
        for (House house : HOUSES.values()) {
            assertThat(house.campaigns)
                    .isNotEmpty()
                    .allSatisfy(touch -> assertThat(touch.campaign().brand()).isEqualTo(house.brand.id()));
        }
    }
}
