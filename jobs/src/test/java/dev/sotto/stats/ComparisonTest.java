package dev.sotto.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.sotto.stats.Difference.Scale;
import dev.sotto.stats.StratifiedDifference.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    /** Golden check G7. */
    @Test
    void judgesSampleRatios() {
        SampleRatio fair = SampleRatio.test(new long[] {5100, 4900}, new double[] {1, 1});
        assertThat(fair.chiSquare()).isCloseTo(4, within(1e-12));
        assertThat(fair.pValue()).isCloseTo(0.04550026389635842, within(1e-12));
        assertThat(fair.isMismatch()).isFalse();
        SampleRatio unfair = SampleRatio.test(new long[] {5300, 4700}, new double[] {50, 50});
        assertThat(unfair.chiSquare()).isCloseTo(36, within(1e-12));
        assertThat(unfair.pValue()).isCloseTo(1.973175290075396e-9, withinPercentage(1e-7));
        assertThat(unfair.isMismatch()).isTrue();
        SampleRatio far = SampleRatio.testShares(new long[] {4072, 2035}, new double[] {0.8, 0.2});
        assertThat(far.chiSquare()).isCloseTo(677.44, within(0.005));
        assertThat(far.pValue()).isCloseTo(2.402e-149, withinPercentage(0.02));
    }

    @Test
    void refusesPlansThatAreNone() {
        long[] sizes = {1, 2};
        assertThatIllegalArgumentException().isThrownBy(() -> SampleRatio.testShares(sizes, new double[] {0.5, 0.6}));
        assertThatIllegalArgumentException().isThrownBy(() -> SampleRatio.testShares(sizes, new double[] {1.5, -0.5}));
        assertThatIllegalArgumentException().isThrownBy(() -> SampleRatio.test(sizes, new double[] {1, 1, 1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.test(new long[] {-1, 2}, new double[] {1, 1}));
    }

    /** Student's own sleep data: R's t.test(extra ~ group) gives t = -1.8608, df = 17.776, p = 0.07939. */
    @Test
    void givesWelchsPublishedTest() {
        double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
        double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
        Difference difference = Welch.compare(sample(first), sample(second), Scale.ABSOLUTE, 0.05);
        assertThat(difference.effect()).isCloseTo(1.58, within(1e-12));
        assertThat(difference.pValue()).isCloseTo(0.07939414018735820, within(1e-9));
        assertThat(difference.interval().low()).isCloseTo(-0.2054832, within(5e-8));
        assertThat(difference.interval().high()).isCloseTo(3.3654832, within(5e-8));
    }

    /** The University Group Diabetes Program: deaths under tolbutamide and placebo, below and from 55 years on. */
    @Test
    void comparesAmongThoseAlike() {
        List<Stratum> strata = List.of(new Stratum(5, 120, 8, 106), new Stratum(16, 85, 22, 98));
        StratifiedDifference difference = StratifiedDifference.of(strata);
        assertThat(difference.effect()).isCloseTo(0.0349, within(5e-5));
        assertThat(difference.interval().low()).isCloseTo(-0.028, within(5e-4));
        assertThat(difference.interval().high()).isCloseTo(0.097, within(5e-4));
        List<Stratum> more = new ArrayList<>(strata);
        more.add(new Stratum(0, 0, 7, 9));
        assertThat(StratifiedDifference.of(more)).isEqualTo(difference);
        assertThat(StratifiedDifference.isPossible(List.of(new Stratum(0, 0, 7, 9))))
                .isFalse();
    }

    /** In every stratum the treated fare worse, and together they seem to fare better: they are of the better stratum. */
    @Test
    void isNotMisledByWhoWasTreated() {
        List<Stratum> strata = List.of(new Stratum(90, 100, 800, 1000), new Stratum(300, 1000, 20, 100));
        assertThat(820.0 / 1100).isGreaterThan(390.0 / 1100);
        assertThat(StratifiedDifference.of(strata).effect()).isCloseTo(-0.1, within(1e-12));
    }

    /** Agresti 2002, 3.1.3: aspirin and heart attacks, 189 of 11,034 against 104 of 11,037: ratio 1.82, [1.43, 2.30]. */
    @Test
    void givesThePublishedIntervalOfARatio() {
        Interval lift = Proportions.relativeLift(104, 11_037, 189, 11_034);
        assertThat(lift.low()).isCloseTo(0.43, within(0.005));
        assertThat(lift.high()).isCloseTo(1.31, within(0.005));
        assertThat(Proportions.relativeLift(10, 100, 0, 100).low()).isEqualTo(-1);
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.relativeLift(0, 100, 10, 100));
    }

    @Test
    void adjustsByWhatWasKnownBefore() {
        // What was known before tells everything but the effect: the adjusted arms do not vary at all.
        Cuped adjusted = Cuped.adjust(sums(new double[] {1, 2, 3, 4}, 0), sums(new double[] {2, 3, 4, 7}, 1));
        assertThat(adjusted.theta()).isCloseTo(2, within(1e-12));
        assertThat(adjusted.treatment().mean() - adjusted.control().mean()).isCloseTo(1, within(1e-12));
        assertThat(adjusted.control().variance()).isCloseTo(0, within(1e-12));
        Cuped.Sums constant = new Cuped.Sums(3, 6, 14, 0, 0, 0);
        assertThat(Cuped.adjust(constant, constant).theta()).isZero();
        assertThat(Cuped.adjust(constant, constant).control()).isEqualTo(Sample.ofSums(3, 6, 14));
    }

    /** What each unit did is twice what it did before, plus the effect. */
    private static Cuped.Sums sums(double[] before, double effect) {
        double y = 0;
        double yy = 0;
        double x = 0;
        double xx = 0;
        double xy = 0;
        for (double value : before) {
            double done = 2 * value + effect;
            y += done;
            yy += done * done;
            x += value;
            xx += value * value;
            xy += value * done;
        }
        return new Cuped.Sums(before.length, y, yy, x, xx, xy);
    }

    /** Of 400 sequences without an effect, looked at forty times each, hardly any may ever exclude zero. */
    @Test
    void holdsAtEveryLook() {
        Random random = new Random(7);
        ConfidenceSequence sequence = new ConfidenceSequence(0.05, 2000);
        int missed = 0;
        int missedByFixed = 0;
        for (int run = 0; run < 400; run++) {
            double[][] sums = new double[2][2];
            boolean isMissed = false;
            boolean isMissedByFixed = false;
            for (int look = 1; look <= 40; look++) {
                for (int i = 0; i < 100; i++) {
                    double value = random.nextGaussian();
                    sums[i % 2][0] += value;
                    sums[i % 2][1] += value * value;
                }
                Sample control = Sample.ofSums(50 * look, sums[0][0], sums[0][1]);
                Sample treatment = Sample.ofSums(50 * look, sums[1][0], sums[1][1]);
                Difference found = sequence.compare(control, treatment, Scale.ABSOLUTE);
                isMissed |= found.interval().excludesZero();
                assertThat(found.pValue() < 0.05).isEqualTo(found.interval().excludesZero());
                isMissedByFixed |= Welch.compare(control, treatment, Scale.ABSOLUTE, 0.05)
                        .interval()
                        .excludesZero();
            }
            missed += isMissed ? 1 : 0;
            missedByFixed += isMissedByFixed ? 1 : 0;
        }
        assertThat(missed).isLessThan(20);
        assertThat(missedByFixed).isGreaterThan(100);
    }

    /** Fleiss 2003, 4.4: what an experiment is planned to find, it finds. */
    @Test
    void findsWhatItWasPlannedFor() {
        double units = Power.USUAL.unitsPerArm(0.05, 0.06);
        assertThat(units).isEqualTo(8155);
        assertThat(Power.USUAL.detectableRise(0.05, units, units)).isCloseTo(0.01, within(1e-6));
        assertThat(Power.USUAL.detectableRise(0.5, 3, 3)).isNaN();
        assertThat(Power.USUAL.detectableDifference(1, 100, 100)).isCloseTo(0.39620, within(1e-5));
    }

    private static Sample sample(double[] values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        return Sample.ofSums(values.length, sum, squares);
    }
}
