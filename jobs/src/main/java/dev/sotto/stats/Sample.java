package dev.sotto.stats;

/**
 * What is kept of the values of one arm.
 *
 * @param size how many units, at least 1
 * @param mean their mean
 * @param variance their variance, 0 or more
 */
public record Sample(double size, double mean, double variance) {

    public Sample {
        if (!(size >= 1) || !(variance >= 0) || Double.isNaN(mean)) {
            throw new IllegalArgumentException("no sample: size " + size + ", mean " + mean + ", variance " + variance);
        }
    }

    /** The sample of values of which the sum and the sum of squares are known; its variance has n - 1. */
    public static Sample ofSums(double size, double sum, double sumOfSquares) {
        double variance = size < 2 ? 0 : Math.max(0, (sumOfSquares - sum * sum / size) / (size - 1));
        return new Sample(size, sum / size, variance);
    }

    /** The sample of successes and failures; its variance is p (1 - p). */
    public static Sample ofProportion(double successes, double trials) {
        double p = successes / trials;
        return new Sample(trials, p, p * (1 - p));
    }

    /** The squared standard error of its mean. */
    double errorOfMean() {
        return variance / size;
    }
}
