package dev.sotto.stats;

import org.jspecify.annotations.Nullable;

/** A 95 % interval of an estimate. */
public record Interval(double low, double high) {

    /** The 97.5 % quantile of the standard normal distribution. */
    static final double Z = 1.959963984540054;

    /**
     * The score interval of a proportion over independent persons.
     *
     * <p>Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
     *
     * @param successes between 0 and {@code trials}
     * @param trials more than 0
     */
    public static Interval wilson(double successes, double trials) {
        if (!(trials > 0) || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("no proportion: " + successes + " of " + trials);
        }
        double p = successes / trials;
        double zz = Z * Z;
        double centre = p + zz / (2 * trials);
        double half = Z * Math.sqrt(p * (1 - p) / trials + zz / (4 * trials * trials));
        double scale = 1 + zz / trials;
        // At the ends rounding must not leave [0, 1], nor miss the end that is exact.
        double low = successes == 0 ? 0 : Math.max(0, (centre - half) / scale);
        double high = successes == trials ? 1 : Math.min(1, (centre + half) / scale);
        return new Interval(low, high);
    }

    /**
     * The interval of the difference of two independent proportions, first less second.
     *
     * <p>Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of
     * eleven methods", method 10, Statistics in Medicine 17 (1998).
     */
    public static Interval newcombe(double successes1, double trials1, double successes2, double trials2) {
        double p1 = successes1 / trials1;
        double p2 = successes2 / trials2;
        Interval first = wilson(successes1, trials1);
        Interval second = wilson(successes2, trials2);
        double difference = p1 - p2;
        return new Interval(
                difference - Math.hypot(p1 - first.low, second.high - p2),
                difference + Math.hypot(first.high - p1, p2 - second.low));
    }

    /**
     * The interval of a ratio of sums over persons, by linearised variance with the person as the cluster.
     *
     * <p>Source: W. G. Cochran, "Sampling Techniques" (1977), 2.11; the sums add over disjoint sets of persons. Not
     * narrower than knowing nothing where there are fewer than two persons: then it is the whole of [0, 1].
     *
     * @param persons how many persons
     * @param r sum of numerators
     * @param n sum of denominators, more than 0
     * @param rr sum of squared numerators
     * @param rn sum of products
     * @param nn sum of squared denominators
     */
    public static Interval clusteredRatio(long persons, double r, double n, double rr, double rn, double nn) {
        if (!(n > 0)) {
            throw new IllegalArgumentException("no ratio: the denominator is " + n);
        }
        if (persons < 2) {
            return new Interval(0, 1);
        }
        double ratio = r / n;
        double residuals = Math.max(0, rr - 2 * ratio * rn + ratio * ratio * nn);
        if (residuals <= 1e-12 * nn) {
            // Persons who all act alike show no spread; how few they are still tells.
            return wilson(Math.min(1, ratio) * persons, persons);
        }
        double variance = residuals / (n * n) * persons / (persons - 1);
        double half = Z * Math.sqrt(variance);
        return new Interval(Math.max(0, ratio - half), Math.min(1, ratio + half));
    }

    /**
     * The interval of a mean of sums over persons, such as messages by conversation, by its linearised variance.
     *
     * @return null where there are not two persons, whose difference would tell the spread
     */
    public static @Nullable Interval clusteredMean(long persons, double r, double n, double rr, double rn, double nn) {
        if (!(n > 0)) {
            throw new IllegalArgumentException("no mean: the denominator is " + n);
        }
        if (persons < 2) {
            return null;
        }
        double mean = r / n;
        double residuals = Math.max(0, rr - 2 * mean * rn + mean * mean * nn);
        double half = Z * Math.sqrt(residuals / (n * n) * persons / (persons - 1));
        return new Interval(mean - half, mean + half);
    }

    /**
     * The ranks, from 1, of the order statistics that bound a percentile.
     *
     * <p>Source: W. J. Conover, "Practical Nonparametric Statistics" (1999), 3.2.
     *
     * @param percent between 1 and 99
     */
    public static long[] percentileRanks(int percent, long count) {
        double p = percent / 100.0;
        double half = Z * Math.sqrt(count * p * (1 - p));
        return new long[] {
            Math.max(1, (long) Math.ceil(count * p - half)), Math.min(count, (long) Math.ceil(count * p + half))
        };
    }

    /**
     * The nearest rank, from 1, of a percentile: the smallest with a cumulative count of at least that share.
     *
     * @param percent a whole number, so that no rounding of 0.1 times 30 moves a rank
     */
    public static long nearestRank(int percent, long count) {
        return Math.max(1, Math.floorDiv(percent * count + 99, 100));
    }

    /** Whether a difference of this interval is outside the noise. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
