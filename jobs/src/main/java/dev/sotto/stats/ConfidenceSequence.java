package dev.sotto.stats;

import dev.sotto.stats.Difference.Scale;

/**
 * Intervals that hold at every look at once, so that looking each week does not cheat.
 *
 * <p>Source: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences" (2021), theorem 2.2 and section 2.5; a mixture of sequential probability ratio tests
 * as of H. Robbins, "Statistical methods related to the law of the iterated logarithm" (1970).
 *
 * @param alpha the share of sequences that ever miss
 * @param tuning the number of units at which the sequence shall be narrowest
 */
public record ConfidenceSequence(double alpha, double tuning) {

    public ConfidenceSequence {
        if (!(alpha > 0 && alpha < 1) || !(tuning > 0)) {
            throw new IllegalArgumentException("no confidence sequence: alpha " + alpha + ", tuning " + tuning);
        }
    }

    /** Compare two samples as they stand at this look. */
    public Difference compare(Sample control, Sample treatment, Scale scale) {
        double effect = Difference.effect(control, treatment, scale);
        double error = Math.sqrt(Difference.variance(control, treatment, scale));
        double units = control.size() + treatment.size();
        double half = halfWidth(units, error);
        double p = error == 0 ? (effect == 0 ? 1 : 0) : pValue(effect, units, error);
        return new Difference(effect, error, new Interval(effect - half, effect + half), p);
    }

    /** Half the width of the interval of an estimate of that standard error from so many units. */
    public double halfWidth(double units, double standardError) {
        double information = units * rhoSquared();
        double log = Math.log(Math.sqrt(information + 1) / alpha);
        return Math.sqrt(units) * standardError * Math.sqrt(2 * (information + 1) / (units * information) * log);
    }

    /** The smallest alpha whose sequence, of the same mixture, leaves out zero at this look. */
    private double pValue(double effect, double units, double error) {
        double information = units * rhoSquared();
        double z = effect / error;
        return Math.min(1, Math.sqrt(information + 1) * Math.exp(-z * z * information / (2 * (information + 1))));
    }

    private double rhoSquared() {
        double log = -2 * Math.log(alpha);
        return (log + Math.log(log + 1)) / tuning;
    }
}
