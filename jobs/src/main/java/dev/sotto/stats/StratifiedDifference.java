package dev.sotto.stats;

import java.util.List;

/**
 * The difference of two proportions among units that are alike, over all strata of such.
 *
 * <p>Source: S. Greenland, J. M. Robins, "Estimation of a common effect parameter from sparse follow-up data", Biometrics
 * 41 (1985), for the Mantel-Haenszel risk difference; T. Sato, "On the variance estimator for the Mantel-Haenszel risk
 * difference", Biometrics 45 (1989), for a variance that holds for few large strata as for many small ones.
 *
 * @param effect treatment less control
 * @param standardError its standard error
 */
public record StratifiedDifference(double effect, double standardError) {

    /**
     * Units that are alike.
     *
     * @param controlHits how many of the control's units had the event
     * @param hits how many of the treated units had it
     */
    public record Stratum(double controlHits, double controls, double hits, double treated) {

        boolean isComparable() {
            return controls > 0 && treated > 0;
        }
    }

    /** Whether any stratum has both to compare. */
    public static boolean isPossible(List<Stratum> strata) {
        return strata.stream().anyMatch(Stratum::isComparable);
    }

    /** Compare within each stratum; those of one side only say nothing. */
    public static StratifiedDifference of(List<Stratum> strata) {
        double weight = 0;
        double sum = 0;
        double p = 0;
        double q = 0;
        for (Stratum stratum : strata) {
            if (!stratum.isComparable()) {
                continue;
            }
            double treated = stratum.treated();
            double controls = stratum.controls();
            double units = treated + controls;
            weight += treated * controls / units;
            sum += (stratum.hits() * controls - stratum.controlHits() * treated) / units;
            p += (treated * treated * stratum.controlHits()
                            - controls * controls * stratum.hits()
                            + treated * controls * (controls - treated) / 2)
                    / (units * units);
            q += (stratum.hits() * (controls - stratum.controlHits())
                            + stratum.controlHits() * (treated - stratum.hits()))
                    / (2 * units);
        }
        double effect = sum / weight;
        return new StratifiedDifference(effect, Math.sqrt(Math.max(0, effect * p + q)) / weight);
    }

    /** The 95 % interval, within what a difference of proportions can be. */
    public Interval interval() {
        double half = Interval.Z * standardError;
        return new Interval(Math.max(-1, effect - half), Math.min(1, effect + half));
    }
}
