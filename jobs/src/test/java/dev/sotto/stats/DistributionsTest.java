package dev.sotto.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DistributionsTest {

    @Test
    void givesPublishedQuantiles() {
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-14));
        assertThat(Normal.quantile(0.8)).isCloseTo(0.8416212335729143, within(1e-14));
        assertThat(Normal.quantile(0.5)).isCloseTo(0, within(1e-15));
        assertThat(StudentT.critical(0.05, 10)).isCloseTo(2.22813885198627, within(1e-11));
        assertThat(StudentT.critical(0.01, 1)).isCloseTo(63.65674116287158, within(1e-9));
        assertThat(StudentT.critical(0.05, 1e7)).isCloseTo(1.959964, within(1e-6));
    }

    @Test
    void knowsTheNormalTail() {
        assertThat(Normal.survival(10)).isCloseTo(7.619853024160527e-24, withinPercentage(1e-9));
        assertThat(Normal.survival(0)).isCloseTo(0.5, within(1e-15));
        assertThat(Normal.cdf(1)).isCloseTo(0.8413447460685429, within(1e-14));
        assertThat(Normal.twoSided(-1.959963984540054)).isCloseTo(0.05, within(1e-14));
    }

    /** With one degree of freedom chi-square is a squared normal; with two it is an exponential. */
    @Property
    void givesChiSquareWhereItHasAClosedForm(@ForAll @DoubleRange(min = 0.01, max = 1200) double x) {
        assertThat(ChiSquare.survival(x, 1)).isCloseTo(Normal.twoSided(Math.sqrt(x)), withinPercentage(1e-8));
        assertThat(ChiSquare.survival(x, 2)).isCloseTo(Math.exp(-x / 2), withinPercentage(1e-8));
        assertThat(ChiSquare.survival(x, 4)).isCloseTo(Math.exp(-x / 2) * (1 + x / 2), withinPercentage(1e-8));
    }

    /** With one and two degrees of freedom Student's t has a closed form. */
    @Property
    void givesStudentWhereItHasAClosedForm(@ForAll @DoubleRange(min = -50, max = 50) double t) {
        assertThat(StudentT.twoSided(t, 1)).isCloseTo(1 - 2 / Math.PI * Math.atan(Math.abs(t)), within(1e-12));
        assertThat(StudentT.twoSided(t, 2)).isCloseTo(1 - Math.abs(t) / Math.sqrt(2 + t * t), within(1e-12));
    }

    @Property
    void findsTheQuantileOfEachProbability(@ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        for (double p : new double[] {share, share * 1e-4, share * 1e-12}) {
            assertThat(Normal.cdf(Normal.quantile(p))).isCloseTo(p, withinPercentage(1e-9));
        }
    }

    @Test
    void refusesWhatIsNoDistribution() {
        assertThatIllegalArgumentException().isThrownBy(() -> Normal.quantile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Normal.quantile(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> StudentT.twoSided(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ChiSquare.survival(1, 0));
    }
}
