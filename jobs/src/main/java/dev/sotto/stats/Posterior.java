package dev.sotto.stats;

import dev.sotto.stats.Difference.Scale;

/**
 * What is believed of an effect after the data, from a flat belief before them.
 *
 * <p>Source: A. Gelman et al., "Bayesian Data Analysis" (2013), 2.5 and 4.1: the normal approximation, in which the
 * posterior of the effect is its estimate and standard error.
 *
 * @param chanceToWin the probability that the treatment is better than the control
 * @param riskOfControl the loss to expect where the control is kept
 * @param riskOfTreatment the loss to expect where the treatment is taken
 */
public record Posterior(
        double effect,
        double standardError,
        Interval interval,
        double chanceToWin,
        double riskOfControl,
        double riskOfTreatment) {

    /** Compare two samples; {@code alpha} is the probability outside the interval. */
    public static Posterior compare(Sample control, Sample treatment, Scale scale, double alpha) {
        double effect = Difference.effect(control, treatment, scale);
        double error = Math.sqrt(Difference.variance(control, treatment, scale));
        if (error == 0) {
            throw new IllegalArgumentException("no posterior: nothing varies");
        }
        double half = Normal.quantile(1 - alpha / 2) * error;
        double chance = Normal.cdf(effect / error);
        double gain = error * Normal.density(effect / error) + effect * chance;
        return new Posterior(effect, error, new Interval(effect - half, effect + half), chance, gain, gain - effect);
    }
}
