package dev.sotto.stats;

/** Student's t distribution. */
public final class StudentT {

    private StudentT() {}

    /**
     * The probability of being at least as far from 0 as t, on either side.
     *
     * <p>Source: NIST Digital Library of Mathematical Functions, 8.17; Abramowitz and Stegun 26.7.1.
     *
     * @param degrees degrees of freedom, more than 0, whole or not
     */
    public static double twoSided(double t, double degrees) {
        if (!(degrees > 0)) {
            throw new IllegalArgumentException("no t distribution with " + degrees + " degrees of freedom");
        }
        return SpecialFunctions.incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
    }

    /** The t that is as far from 0 as this with probability alpha, on either side. */
    public static double critical(double alpha, double degrees) {
        double low = 0;
        double high = 1;
        while (twoSided(high, degrees) > alpha) {
            high *= 2;
        }
        // The probability falls with t, so that halving finds it to the last digit.
        for (int step = 0; step < 200 && high - low > Math.ulp(high); step++) {
            double middle = (low + high) / 2;
            if (twoSided(middle, degrees) > alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
