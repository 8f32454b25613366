package dev.sotto.stats;

/**
 * How far a treatment is from its control.
 *
 * @param effect treatment less control, divided by the control's mean where it is relative
 * @param standardError its standard error
 * @param interval its interval at the level that was asked for
 * @param pValue how probable an effect as far from zero is where there is none
 */
public record Difference(double effect, double standardError, Interval interval, double pValue) {

    /** Whether the effect is absolute, or relative to the control's mean. */
    public enum Scale {
        ABSOLUTE,
        RELATIVE
    }

    /** The effect between two samples on a scale. */
    static double effect(Sample control, Sample treatment, Scale scale) {
        double difference = treatment.mean() - control.mean();
        return scale == Scale.ABSOLUTE ? difference : difference / control.mean();
    }

    /** The variance of that effect; of a relative one by the delta method, not linear in the control's mean. */
    static double variance(Sample control, Sample treatment, Scale scale) {
        if (scale == Scale.ABSOLUTE) {
            return control.errorOfMean() + treatment.errorOfMean();
        }
        double squared = control.mean() * control.mean();
        double ratio = treatment.mean() / control.mean();
        return treatment.errorOfMean() / squared + control.errorOfMean() * ratio * ratio / squared;
    }
}
