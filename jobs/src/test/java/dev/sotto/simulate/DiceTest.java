package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void throwsTheSameOnEveryPathOnly() {
        assertThat(new Dice(1, 2, 3).unit()).isEqualTo(new Dice(1, 2, 3).unit());
        assertThat(new Dice(1, 2, 3).unit())
                .isNotEqualTo(new Dice(1, 3, 2).unit())
                .isNotEqualTo(new Dice(2, 2, 3).unit())
                .isNotEqualTo(new Dice(1, 2).unit());
    }

    @Test
    void throwsNumbersThatNeverChange() {
        Dice dice = new Dice(7, 0, 1);
        assertThat(new long[] {dice.below(1_000_000), dice.below(1_000_000), dice.below(1_000_000)})
                .containsExactly(600_587, 347_296, 419_959);
    }

    @Test
    void spreadsAroundItsMedianAndPicksByWeight() {
        Dice dice = new Dice(3);
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put("rare", 1);
        weights.put("common", 3);
        int below = 0;
        int rare = 0;
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            below += dice.around(40, 1.5) < 40 ? 1 : 0;
            rare += dice.pick(weights).equals("rare") ? 1 : 0;
            double normal = dice.normal();
            sum += normal * normal;
        }
        assertThat(below / 20_000.0).isCloseTo(0.5, within(0.02));
        assertThat(rare / 20_000.0).isCloseTo(0.25, within(0.02));
        assertThat(sum / 20_000.0).isCloseTo(1, within(0.05));
    }

    @Test
    void keepsWithinItsBounds() {
        Dice dice = new Dice(9);
        for (int i = 0; i < 10_000; i++) {
            assertThat(dice.between(3, 5)).isBetween(3, 5);
            assertThat(dice.minutes(0.0001, 1)).isGreaterThanOrEqualTo(1000);
            assertThat(dice.seconds(2, 4)).isBetween(2000L, 4000L);
        }
    }
}
