package dev.sotto.stats;

/** Comparisons of two independent proportions. */
public final class Proportions {

    private Proportions() {}

    /**
     * The difference with its unpooled interval, and the p-value of Pearson's chi-square test without correction.
     *
     * <p>Source: A. Agresti, "Categorical Data Analysis" (2002), 3.1 and 3.2. {@link Interval#newcombe} keeps its level
     * with few successes, this interval does not.
     */
    public static Difference wald(
            double controlSuccesses, double controls, double treatedSuccesses, double treated, double alpha) {
        Sample control = Sample.ofProportion(controlSuccesses, controls);
        Sample treatment = Sample.ofProportion(treatedSuccesses, treated);
        double effect = treatment.mean() - control.mean();
        double error = Math.sqrt(control.errorOfMean() + treatment.errorOfMean());
        double half = Normal.quantile(1 - alpha / 2) * error;
        double pooled = (controlSuccesses + treatedSuccesses) / (controls + treated);
        double nullVariance = pooled * (1 - pooled) * (1 / controls + 1 / treated);
        double p = nullVariance == 0 ? 1 : ChiSquare.survival(effect * effect / nullVariance, 1);
        return new Difference(effect, error, new Interval(effect - half, effect + half), p);
    }

    /**
     * The interval of the relative lift of a treatment, by the logarithm of the ratio of the proportions.
     *
     * <p>Source: D. Katz, J. Baptista, S. P. Azen, M. C. Pike, "Obtaining confidence intervals for the risk ratio in
     * cohort studies", Biometrics 34 (1978), method C; less 1, so that no lift is 0. With no success on either side
     * there is no logarithm: the interval is then from -1 upwards without an end, or nothing is known.
     */
    public static Interval relativeLift(
            double controlSuccesses, double controls, double treatedSuccesses, double treated) {
        if (controlSuccesses <= 0) {
            throw new IllegalArgumentException("no relative lift: the control has no success");
        }
        if (treatedSuccesses <= 0) {
            // The upper end of nothing seen, against the lower end of the control.
            double most = Interval.wilson(0, treated).high();
            return new Interval(
                    -1, most / Interval.wilson(controlSuccesses, controls).low() - 1);
        }
        double ratio = treatedSuccesses / treated / (controlSuccesses / controls);
        double error = Math.sqrt(1 / treatedSuccesses - 1 / treated + 1 / controlSuccesses - 1 / controls);
        double factor = Math.exp(Interval.Z * error);
        return new Interval(ratio / factor - 1, ratio * factor - 1);
    }
}
