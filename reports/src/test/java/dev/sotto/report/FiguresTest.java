package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 9);

    private final Figures english = new Figures(Locale.ENGLISH);
    private final Figures german = new Figures(Locale.GERMAN);

    @Test
    void writesCountsInFullUntilTheyGrowLong() {
        assertThat(english.compact(24_310)).isEqualTo("24,310");
        assertThat(english.compact(1_280_000)).isEqualTo("1.28M");
        assertThat(english.compact(743_000)).isEqualTo("743K");
        assertThat(german.count(24_310)).isEqualTo("24.310");
    }

    @Test
    void holdsFiguresTogether() {
        assertThat(german.percent(0.182)).isEqualTo("18,2\u00a0%");
        assertThat(english.percent(0.182)).isEqualTo("18.2%");
        assertThat(english.percent(0.0098)).isEqualTo("0.98%");
        assertThat(english.percent(0)).isEqualTo("0.0%");
        assertThat(english.percent(-0.0)).isEqualTo("0.0%");
        assertThat(english.points(-0.0028)).isEqualTo("0.28");
    }

    @Test
    void writesDurationsInTheUnitThatReadsBest() {
        assertThat(english.duration(25_000)).isEqualTo("25\u00a0sec");
        assertThat(english.duration(2_400_000)).isEqualTo("40\u00a0min");
        assertThat(english.duration(12_240_000)).isEqualTo("3.4\u00a0hr");
        assertThat(german.duration(12_240_000)).isEqualTo("3,4\u00a0Std.");
    }

    @Test
    void writesASpanOfDaysAsOne() {
        assertThat(english.days(MONDAY, MONDAY.plusDays(6)).replace('\u00a0', ' '))
                .isEqualTo("Mon 9 – Sun 15 Nov 2026");
        assertThat(english.days(LocalDate.of(2026, 12, 28), LocalDate.of(2027, 1, 3))
                        .replace('\u00a0', ' '))
                .isEqualTo("Mon 28 Dec 2026 – Sun 3 Jan 2027");
    }

    @Test
    void tellsAMomentInItsZone() {
        assertThat(english.moment(Instant.parse("2026-11-16T06:00:00Z"), ZoneId.of("Europe/Paris"))
                        .replace('\u00a0', ' '))
                .isEqualTo("16 Nov 2026, 07:00 CET");
    }
}
