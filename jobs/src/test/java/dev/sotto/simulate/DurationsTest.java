package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @Test
    void hasNoPercentileWhileEmpty() {
        assertThat(new Durations().percentile(0.5)).isNull();
    }

    @Test
    void givesTheNearestRank() {
        Durations durations = new Durations();
        for (long millis : new long[] {50, 10, 40, 20}) {
            durations.add(millis);
        }
        assertThat(durations.percentile(0.5)).isEqualTo(20);
        assertThat(durations.percentile(0.51)).isEqualTo(40);
        assertThat(durations.percentile(0.9)).isEqualTo(50);
        assertThat(durations.isExact()).isTrue();
    }

    @Test
    void letsThoseWhoDroppedOutOfSightLeaveTheirShareToOthers() {
        Durations ended = new Durations();
        Durations waiting = new Durations();
        LongStream.of(4, 30, 480).forEach(ended::add);
        LongStream.of(10, 1440).forEach(waiting::add);
        assertThat(ended.shareBeyond(3, waiting)).isEqualTo(1);
        assertThat(ended.shareBeyond(29, waiting)).isCloseTo(4 / 5.0, within(1e-12));
        assertThat(ended.shareBeyond(30, waiting)).isCloseTo(4 / 5.0 * 2 / 3, within(1e-12));
        assertThat(ended.shareBeyond(1440, waiting)).isCloseTo(4 / 5.0 * 2 / 3 / 2, within(1e-12));
        assertThat(ended.shareBeyond(1441, waiting)).isNull();
        assertThat(ended.shareBeyond(1441, null)).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.9, 0.999})
    void staysWithinAThousandthWhereTheyAreMany(double share) {
        SplittableRandom random = new SplittableRandom(5);
        int many = 300_000;
        long[] all = new long[many];
        Durations one = new Durations();
        Durations other = new Durations();
        for (int i = 0; i < many; i++) {
            all[i] = (long) Math.exp(25 * random.nextDouble());
            (i % 3 == 0 ? one : other).add(all[i]);
        }
        one.add(other);
        Arrays.sort(all);
        long exact = all[(int) Math.ceil(share * many) - 1];
        assertThat(one.isExact()).isFalse();
        assertThat(one.size()).isEqualTo(many);
        assertThat(Objects.requireNonNull(one.percentile(share))).isBetween(exact - exact / 1000 - 1, exact);
    }

    @Test
    void addsUpTheSameInEitherOrder() {
        Durations few = new Durations();
        few.add(7_000_000);
        Durations many = new Durations();
        Durations manyFirst = new Durations();
        for (int i = 0; i < 200_000; i++) {
            many.add(60_000 + 31L * i);
            manyFirst.add(60_000 + 31L * i);
        }
        few.add(many);
        manyFirst.add(7_000_000);
        for (double share = 0.05; share < 1; share += 0.05) {
            assertThat(few.percentile(share)).isEqualTo(manyFirst.percentile(share));
        }
    }
}
