package dev.sotto.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueScaleTest {

    @ParameterizedTest
    @ValueSource(doubles = {4, 7, 11, 30, 99, 100, 101, 360, 1430, 18_200, 1_280_000, 30e6})
    void holdsTheLargestValueWithThreeOrFourTicks(double largest) {
        ValueScale scale = ValueScale.upTo(largest, ValueScale.Grain.WHOLE);
        assertThat(scale.top()).isGreaterThan(largest);
        assertThat(Math.floor(scale.top() / scale.step())).isBetween(2.0, 4.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 2, 3})
    void countsFewInWholeSteps(double largest) {
        ValueScale scale = ValueScale.upTo(largest, ValueScale.Grain.WHOLE);
        assertThat(scale.step()).isEqualTo(Math.rint(scale.step()));
        assertThat(scale.top()).isGreaterThanOrEqualTo(1);
    }
}
