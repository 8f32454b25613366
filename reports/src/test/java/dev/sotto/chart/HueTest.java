package dev.sotto.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.chart.Hue.Ground;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HueTest {

    @ParameterizedTest
    @EnumSource
    void canBeReadOnCardAndPage(Ground ground) {
        for (Hue words : List.of(Hue.INK, Hue.MUTED, Hue.GOOD, Hue.BAD, Hue.ALERT_WORDS)) {
            for (Hue under : List.of(Hue.CARD, Hue.PAGE, Hue.WEEKEND, Hue.GAP)) {
                assertThat(contrast(words, under, ground))
                        .as(words + " on " + under)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void canBeReadOnEveryStepOfHeat(Ground ground) {
        for (int step = 0; step < Hue.HEAT_STEPS; step++) {
            assertThat(contrast(Hue.onHeat(step), Hue.heat(step), ground))
                    .as("step " + step)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void canBeSeenAsAShape(Ground ground) {
        for (Hue shape : List.of(Hue.VOICE, Hue.MEDIA, Hue.TEXT, Hue.OTHER, Hue.ALERT)) {
            assertThat(contrast(shape, Hue.CARD, ground)).as(shape.name()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void isDefinedForBothGrounds() {
        assertThat(Hue.variables(Ground.LIGHT)).contains("--voice:#2762C4").contains("--heat-1:#EEF4FC");
        assertThat(Hue.variables(Ground.DARK)).contains("--voice:#5F8AE6").contains("--heat-1:#1A2538");
    }

    private static double contrast(Hue one, Hue other, Ground ground) {
        double a = luminance(ground == Ground.LIGHT ? one.light() : one.dark());
        double b = luminance(ground == Ground.LIGHT ? other.light() : other.dark());
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (channel & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
