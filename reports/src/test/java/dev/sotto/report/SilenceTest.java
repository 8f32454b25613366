package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant GONE = Instant.parse("2026-03-18T02:00:00Z");
    private static final int WEEKS = 12;

    /** Twelve weeks with nights, weekends and bursts. */
    private static SortedMap<Instant, Long> hours(long seed, double size) {
        Random random = new Random(seed);
        SortedMap<Instant, Long> hours = new TreeMap<>();
        for (int hour = 0; hour < WEEKS * 7 * 24; hour++) {
            Instant at = START.plus(Duration.ofHours(hour));
            double day =
                    0.15 + Math.pow(Math.sin(Math.PI * at.atZone(ZoneOffset.UTC).getHour() / 24), 2);
            double burst = Math.exp(0.4 * random.nextGaussian());
            double mean = size * day * burst * (hour / 24 % 7 >= 5 ? 0.6 : 1);
            long events = Math.round(Math.max(0, mean + Math.sqrt(mean) * random.nextGaussian()));
            if (events > 0) {
                hours.put(at, events);
            }
        }
        return hours;
    }

    @Test
    void findsTheHoursThatAFeedLost() {
        SortedMap<Instant, Long> hours = hours(1, 40);
        hours.subMap(GONE, GONE.plus(Duration.ofHours(7))).clear();
        assertThat(Silence.all(Map.of("feed", hours))).singleElement().satisfies(silence -> {
            assertThat(silence.source()).isEqualTo("feed");
            assertThat(silence.from()).isEqualTo(GONE);
            assertThat(silence.until()).isEqualTo(GONE.plus(Duration.ofHours(7)));
            assertThat(silence.usual()).isBetween(60.0, 250.0);
        });
    }

    @Test
    void takesNoQuietHoursForAGap() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(Silence.all(Map.of("small", hours(seed, 1.5), "large", hours(seed, 200))))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void knowsNothingOfASourceThatHasJustBegun() {
        SortedMap<Instant, Long> hours = hours(1, 200).headMap(START.plus(Duration.ofDays(18)));
        hours.subMap(START.plus(Duration.ofDays(16)), START.plus(Duration.ofDays(17)))
                .clear();
        assertThat(Silence.all(Map.of("feed", hours))).isEmpty();
        assertThat(Silence.all(Map.of())).isEmpty();
    }
}
