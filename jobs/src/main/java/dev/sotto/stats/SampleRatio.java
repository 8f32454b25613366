package dev.sotto.stats;

import java.util.Arrays;

/**
 * Whether the arms of an experiment have the sizes that were planned.
 *
 * <p>Source: K. Pearson's chi-square goodness of fit with k - 1 degrees of freedom; its use as a gate: A. Fabijan et al.,
 * "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.
 *
 * @param chiSquare the statistic
 * @param pValue the probability of sizes at least as far from the plan
 */
public record SampleRatio(double chiSquare, double pValue) {

    /** Below this the arms cannot be what was planned, and the experiment says nothing. */
    public static final double INVALID_BELOW = 0.001;

    /** With fewer units nothing is said. */
    public static final long LEAST_UNITS = 100;

    /**
     * Test the sizes of arms against their planned weights.
     *
     * @param weights positive, proportions of one another
     */
    public static SampleRatio test(long[] sizes, double[] weights) {
        if (sizes.length != weights.length || sizes.length < 2) {
            throw new IllegalArgumentException(sizes.length + " arms, " + weights.length + " weights");
        }
        if (Arrays.stream(weights).anyMatch(weight -> !(weight > 0) || Double.isInfinite(weight))
                || Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("a weight is not positive, or a size is negative");
        }
        double units = Arrays.stream(sizes).sum();
        double weight = Arrays.stream(weights).sum();
        double chiSquare = 0;
        for (int arm = 0; arm < sizes.length; arm++) {
            double planned = units * weights[arm] / weight;
            chiSquare += planned == 0 ? 0 : (sizes[arm] - planned) * (sizes[arm] - planned) / planned;
        }
        return new SampleRatio(chiSquare, ChiSquare.survival(chiSquare, sizes.length - 1));
    }

    /** Test sizes against shares that have to be a whole: each positive, and 1 together. */
    public static SampleRatio testShares(long[] sizes, double[] shares) {
        if (Math.abs(Arrays.stream(shares).sum() - 1) > 1e-9) {
            throw new IllegalArgumentException(
                    "the shares sum to " + Arrays.stream(shares).sum() + ", not to 1");
        }
        return test(sizes, shares);
    }

    /** Whether the arms are so far from the plan that no effect may be read from them. */
    public boolean isMismatch() {
        return pValue < INVALID_BELOW;
    }
}
