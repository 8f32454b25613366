package dev.sotto.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntervalTest {

    /** Golden check G5. */
    @Test
    void givesWilsonsPublishedBounds() {
        assertThat(Interval.wilson(8, 50).low()).isCloseTo(0.08337, within(5e-6));
        assertThat(Interval.wilson(8, 50).high()).isCloseTo(0.28514, within(5e-6));
        assertThat(Interval.wilson(0, 20).low()).isZero();
        assertThat(Interval.wilson(0, 20).high()).isCloseTo(0.16113, within(5e-6));
    }

    /** Golden check G6. */
    @Test
    void givesNewcombesPublishedBounds() {
        Interval difference = Interval.newcombe(60, 1000, 40, 1000);
        assertThat(difference.low()).isCloseTo(0.00082, within(5e-6));
        assertThat(difference.high()).isCloseTo(0.03953, within(5e-6));
        assertThat(difference.excludesZero()).isTrue();
    }

    @Property
    void holdsTheProportion(
            @ForAll @IntRange(min = 0, max = 500) int part, @ForAll @IntRange(min = 0, max = 500) int rest) {
        if (part + rest == 0) {
            return;
        }
        Interval interval = Interval.wilson(part, part + rest);
        double proportion = part / (double) (part + rest);
        assertThat(proportion).isBetween(interval.low(), interval.high());
        assertThat(interval.low()).isBetween(0.0, 1.0);
        assertThat(interval.high()).isBetween(0.0, 1.0);
    }

    @Test
    void isNoNarrowerForPersonsWhoActAlike() {
        // Ten persons of one unit each, and the same ten persons of ten like units each.
        Interval single = Interval.clusteredRatio(10, 5, 10, 5, 5, 10);
        Interval tenfold = Interval.clusteredRatio(10, 50, 100, 500, 500, 1000);
        assertThat(tenfold.low()).isCloseTo(single.low(), within(1e-12));
        assertThat(tenfold.high()).isCloseTo(single.high(), within(1e-12));
    }

    @Test
    void takesTheNearestRankWithoutRounding() {
        assertThat(Interval.nearestRank(50, 1)).isEqualTo(1);
        assertThat(Interval.nearestRank(50, 4)).isEqualTo(2);
        assertThat(Interval.nearestRank(50, 5)).isEqualTo(3);
        assertThat(Interval.nearestRank(10, 30)).isEqualTo(3);
        assertThat(Interval.nearestRank(90, 10)).isEqualTo(9);
    }

    @Test
    void boundsAMedianByRanks() {
        assertThat(Interval.percentileRanks(50, 100)).containsExactly(41, 60);
        assertThat(Interval.percentileRanks(50, 1)).containsExactly(1, 1);
    }
}
