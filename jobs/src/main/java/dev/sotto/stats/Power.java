package dev.sotto.stats;

/**
 * What an experiment of a size can find.
 *
 * <p>Source: J. L. Fleiss, B. Levin, M. C. Paik, "Statistical Methods for Rates and Proportions" (2003), 4.4; two-sided,
 * by the normal approximation, with the variance of each arm under the alternative.
 *
 * @param alpha the share of false alarms, such as 0.05
 * @param power the share of true effects that are found, such as 0.8
 */
public record Power(double alpha, double power) {

    public static final Power USUAL = new Power(0.05, 0.8);

    public Power {
        if (!(alpha > 0 && alpha < 1) || !(power > alpha && power < 1)) {
            throw new IllegalArgumentException("no plan: alpha " + alpha + ", power " + power);
        }
    }

    private double quantiles() {
        return Normal.quantile(1 - alpha / 2) + Normal.quantile(power);
    }

    /** The smallest rise of a proportion that arms of these sizes would find; NaN where not even certainty would be. */
    public double detectableRise(double baseline, double controls, double treated) {
        double z = quantiles();
        double low = 0;
        double high = 1 - baseline;
        if (missing(baseline, high, controls, treated, z) > 0) {
            return Double.NaN;
        }
        for (int step = 0; step < 100; step++) {
            double middle = (low + high) / 2;
            if (missing(baseline, middle, controls, treated, z) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double missing(double baseline, double rise, double controls, double treated, double z) {
        double raised = baseline + rise;
        double variance = baseline * (1 - baseline) / controls + raised * (1 - raised) / treated;
        return z * Math.sqrt(variance) - rise;
    }

    /** The smallest difference of means that arms of these sizes would find. */
    public double detectableDifference(double variance, double controls, double treated) {
        return quantiles() * Math.sqrt(variance * (1 / controls + 1 / treated));
    }

    /** How many units each arm needs to find a proportion of {@code raised} where the control has {@code baseline}. */
    public double unitsPerArm(double baseline, double raised) {
        double z = quantiles();
        double variance = baseline * (1 - baseline) + raised * (1 - raised);
        return Math.ceil(z * z * variance / ((raised - baseline) * (raised - baseline)));
    }
}
