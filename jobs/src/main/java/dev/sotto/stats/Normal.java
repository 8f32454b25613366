package dev.sotto.stats;

/** The standard normal distribution. */
public final class Normal {

    private static final double[] A = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] B = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01
    };
    private static final double[] C = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] D = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00
    };

    private Normal() {}

    /** The probability of less than z. */
    public static double cdf(double z) {
        return z < 0 ? tail(-z) : 1 - tail(z);
    }

    /** The probability of more than z. */
    public static double survival(double z) {
        return z < 0 ? 1 - tail(-z) : tail(z);
    }

    /** The density at z. */
    public static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The probability of being at least as far from 0 as z, on either side. */
    public static double twoSided(double z) {
        return 2 * tail(Math.abs(z));
    }

    private static double tail(double z) {
        return 0.5 * SpecialFunctions.upperGamma(0.5, z * z / 2);
    }

    /**
     * The value that is exceeded with probability 1 - p.
     *
     * <p>Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003),
     * followed by two steps of Halley's method, which bring it to full precision.
     *
     * @param p between 0 and 1, without them
     */
    public static double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("no quantile of probability " + p);
        }
        if (p > 0.5) {
            return -quantile(1 - p);
        }
        double z = approximation(p);
        for (int step = 0; step < 2; step++) {
            double u = (cdf(z) - p) / density(z);
            z -= u / (1 + z * u / 2);
        }
        return z;
    }

    private static double approximation(double p) {
        if (p < 0.02425) {
            double q = Math.sqrt(-2 * Math.log(p));
            return polynomial(C, q) / (polynomial(D, q) * q + 1);
        }
        double q = p - 0.5;
        return polynomial(A, q * q) * q / (polynomial(B, q * q) * q * q + 1);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
