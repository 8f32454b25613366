package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against published and golden numbers. */
class ComparisonTest {
    private static final Offset<Double> NEAR = within(1e-9);

    private static TruthCell.Told told(TruthCell cell) {
        return Objects.requireNonNull(cell.told);
    }

    private static double number(Double value) {
        return Objects.requireNonNull(value);
    }

    @Test
    void boundsTheLiftAsNewcombeDoes() {
        TruthCell.Told lift = told(new Comparison(60, 1000, 40, 1000).absolute());
        assertThat(number(lift.value())).isCloseTo(0.02, NEAR);
        assertThat(number(lift.low())).isCloseTo(0.00082, within(1e-5));
        assertThat(number(lift.high())).isCloseTo(0.03953, within(1e-5));
        TruthCell.Told incremental = told(new Comparison(60, 1000, 40, 1000).incremental());
        assertThat(number(incremental.value())).isCloseTo(20, NEAR);
        assertThat(number(incremental.high())).isCloseTo(1000 * number(lift.high()), NEAR);
    }

    @Test
    void boundsTheRatioByItsLogarithm() {
        TruthCell.Told lift = told(new Comparison(60, 1000, 40, 1000).relative());
        assertThat(number(lift.value())).isCloseTo(0.5, NEAR);
        assertThat((1 + number(lift.low())) * (1 + number(lift.high()))).isCloseTo(1.5 * 1.5, NEAR);
        assertThat(told(new Comparison(60, 1000, 0, 1000).relative()).value()).isNull();
        assertThat(number(told(new Comparison(0, 1000, 40, 1000).relative()).value()))
                .isEqualTo(-1);
    }

    /** The rise d is what z standard errors of it are. */
    @Test
    void findsTheRiseThatIsJustFound() {
        double rise = number(told(new Comparison(0, 500, 50, 400).detectable()).value());
        double raised = 50 / 400.0 + rise;
        double variance = 0.125 * 0.875 / 400 + raised * (1 - raised) / 500;
        assertThat(rise).isCloseTo((1.959963984540054 + 0.8416212335729143) * Math.sqrt(variance), NEAR);
        assertThat(told(new Comparison(0, 2, 2, 3).detectable()).value()).isNull();
    }

    @Test
    void isWiderForWhoLooksOften() {
        TruthCell.Told once = told(new Comparison(60, 1000, 40, 1000).absolute());
        TruthCell.Told always = told(new Comparison(60, 1000, 40, 1000).sequential());
        assertThat(number(always.low())).isLessThan(number(once.low()));
        assertThat(number(always.high())).isGreaterThan(number(once.high()));
        assertThat(told(new Comparison(0, 10, 0, 10).sequential()).low()).isNull();
    }

    @Test
    void knowsHowUnlikelyArmsAre() {
        assertThat(Comparison.tail(4, 1)).isCloseTo(0.04550026389635842, NEAR);
        assertThat(Comparison.tail(36, 1)).isCloseTo(1.973175290075396e-9, within(1e-18));
        assertThat(Comparison.tail(5.991464547107979, 2)).isCloseTo(0.05, NEAR);
        assertThat(Comparison.tail(7.814727903251179, 3)).isCloseTo(0.05, NEAR);
        assertThat(Comparison.tail(9.487729036781154, 4)).isCloseTo(0.05, NEAR);
    }
}
