package dev.sotto.stats;

/** The incomplete gamma and beta functions, which every distribution here rests on, exact far into the tails. */
final class SpecialFunctions {

    private static final double EPSILON = 1e-16;
    private static final double TINY = 1e-300;
    private static final int STEPS = 100_000;

    /** Lanczos' coefficients for g = 607/128, after P. Godfrey, "A note on the computation of the Gamma function". */
    private static final double[] LANCZOS = {
        0.99999999999999709182,
        57.156235665862923517,
        -59.597960355475491248,
        14.136097974741747174,
        -0.49191381609762019978,
        .33994649984811888699e-4,
        .46523628927048575665e-4,
        -.98374475304879564677e-4,
        .15808870322491248884e-3,
        -.21026444172410488319e-3,
        .21743961811521264320e-3,
        -.16431810653676389022e-3,
        .84418223983852743293e-4,
        -.26190838401581408670e-4,
        .36899182659531622704e-5,
    };

    private SpecialFunctions() {}

    /** The logarithm of the gamma function of a positive number. */
    static double logGamma(double x) {
        double sum = 0;
        for (int i = LANCZOS.length - 1; i > 0; i--) {
            sum += LANCZOS[i] / (x + i);
        }
        sum += LANCZOS[0];
        double shifted = x + 607.0 / 128 + 0.5;
        return (x + 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + Math.log(sum / x);
    }

    /**
     * The regularised upper incomplete gamma function Q(a, x).
     *
     * <p>Source: NIST Digital Library of Mathematical Functions, 8.7.1 (series) and 8.9.2 (continued fraction, by Lentz'
     * method). The fraction gives the tail itself, not one less the rest, so that 1e-149 keeps its digits.
     */
    static double upperGamma(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double scale = Math.exp(a * Math.log(x) - x - logGamma(a));
        return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
    }

    private static double lowerSeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < STEPS && Math.abs(term) > Math.abs(sum) * EPSILON; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    private static double upperFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int n = 1; n < STEPS; n++) {
            double an = -n * (n - a);
            b += 2;
            d = 1 / nonZero(an * d + b);
            c = nonZero(b + an / c);
            double delta = d * c;
            h *= delta;
            if (Math.abs(delta - 1) < EPSILON * 4) {
                break;
            }
        }
        return h;
    }

    /**
     * The regularised incomplete beta function I<sub>x</sub>(a, b).
     *
     * <p>Source: NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction, by Lentz' method).
     */
    static double incompleteBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double scale = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        // The fraction converges fast on this side only.
        return x < (a + 1) / (a + b + 2)
                ? scale * betaFraction(x, a, b) / a
                : 1 - scale * betaFraction(1 - x, b, a) / b;
    }

    private static double betaFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m < STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            double delta = d * c;
            h *= delta;
            if (Math.abs(delta - 1) < EPSILON * 4) {
                break;
            }
        }
        return h;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
