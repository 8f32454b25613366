package dev.sotto.stats;

import dev.sotto.stats.Difference.Scale;

/**
 * Welch's test: the difference of two means whose variances may differ.
 *
 * <p>Source: B. L. Welch, "The generalization of Student's problem when several different population variances are
 * involved", Biometrika 34 (1947). A relative difference has its variance by the delta method (G. W. Oehlert, "A note on
 * the delta method", The American Statistician 46, 1992) and keeps the degrees of freedom of the absolute one.
 */
public final class Welch {

    private Welch() {}

    /**
     * Compare two samples.
     *
     * @param alpha the share of intervals that miss, such as 0.05
     */
    public static Difference compare(Sample control, Sample treatment, Scale scale, double alpha) {
        double effect = Difference.effect(control, treatment, scale);
        double error = Math.sqrt(Difference.variance(control, treatment, scale));
        double degrees = degrees(control, treatment);
        double half = error == 0 ? 0 : StudentT.critical(alpha, degrees) * error;
        double p = error == 0 ? (effect == 0 ? 1 : 0) : StudentT.twoSided(effect / error, degrees);
        return new Difference(effect, error, new Interval(effect - half, effect + half), p);
    }

    /** Whether a difference of means has an interval at all: a variance needs two of each. */
    public static boolean isPossible(double controls, double treated) {
        return controls >= 2 && treated >= 2;
    }

    private static double degrees(Sample control, Sample treatment) {
        double a = control.errorOfMean();
        double b = treatment.errorOfMean();
        if (control.size() < 2 || treatment.size() < 2) {
            throw new IllegalArgumentException(
                    "a variance needs two units in each arm: " + control.size() + " and " + treatment.size());
        }
        return (a + b) * (a + b) / (a * a / (control.size() - 1) + b * b / (treatment.size() - 1));
    }
}
