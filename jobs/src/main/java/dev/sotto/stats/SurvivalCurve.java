package dev.sotto.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The share that has not yet replied, converted or left after a time, with those still open counted while they were seen.
 *
 * <p>Source: E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958); variance:
 * M. Greenwood (1926). At one time events come before those who drop out of sight.
 */
public record SurvivalCurve(List<Step> steps) {

    /** How the bounds of a step are made. */
    public enum Bounds {
        /** The estimate and its error. */
        PLAIN,
        /** On the scale of log S, as R's survfit does by itself. */
        LOG,
        /** On the scale of log(-log S), which never leaves [0, 1]: J. D. Kalbfleisch, R. L. Prentice (1980). */
        LOG_LOG
    }

    /**
     * A time at which something happened.
     *
     * @param atRisk how many were still open before it
     * @param events to how many it happened
     * @param survival the share still open after it
     * @param greenwood the sum of d / (n (n - d)) up to it; infinite where nobody is left
     */
    public record Step(double time, long atRisk, long events, double survival, double greenwood) {

        /** The standard error of the share; NaN where nobody is left. */
        public double standardError() {
            return survival == 0 ? Double.NaN : survival * Math.sqrt(greenwood);
        }

        /** The 95 % interval of the share; NaN at both ends where nobody is left. */
        public Interval interval(Bounds bounds) {
            if (survival == 0) {
                return new Interval(Double.NaN, Double.NaN);
            }
            double half = Interval.Z * Math.sqrt(greenwood);
            return switch (bounds) {
                case PLAIN -> new Interval(Math.max(0, survival * (1 - half)), Math.min(1, survival * (1 + half)));
                case LOG -> new Interval(survival * Math.exp(-half), Math.min(1, survival * Math.exp(half)));
                case LOG_LOG -> {
                    double log = Math.log(survival);
                    double scaled = half / log;
                    yield new Interval(Math.exp(log * Math.exp(-scaled)), Math.exp(log * Math.exp(scaled)));
                }
            };
        }
    }

    public SurvivalCurve {
        steps = List.copyOf(steps);
    }

    /** The curve of durations; those of {@code censored} ended before anything happened. */
    public static SurvivalCurve of(double[] events, double[] censored) {
        Map<Double, long[]> byTime = new TreeMap<>();
        for (double time : events) {
            byTime.computeIfAbsent(time, ignored -> new long[2])[0]++;
        }
        for (double time : censored) {
            byTime.computeIfAbsent(time, ignored -> new long[2])[1]++;
        }
        return ofCounts(byTime);
    }

    /** The curve of counts by duration: how many had the event, and how many dropped out of sight. */
    public static SurvivalCurve ofCounts(Map<Double, long[]> countsByTime) {
        Map<Double, long[]> byTime = new TreeMap<>(countsByTime);
        long atRisk = byTime.values().stream()
                .mapToLong(counts -> counts[0] + counts[1])
                .sum();
        double survival = 1;
        double greenwood = 0;
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<Double, long[]> entry : byTime.entrySet()) {
            long happened = entry.getValue()[0];
            if (happened > 0) {
                survival *= (atRisk - happened) / (double) atRisk;
                greenwood += happened / ((double) atRisk * (atRisk - happened));
                steps.add(new Step(entry.getKey(), atRisk, happened, survival, greenwood));
            }
            atRisk -= happened + entry.getValue()[1];
        }
        return new SurvivalCurve(steps);
    }

    /** The share still open after a time. */
    public double at(double time) {
        return stepAt(time).map(Step::survival).orElse(1.0);
    }

    /** The last step up to a time; empty where nothing had happened by then. */
    public Optional<Step> stepAt(double time) {
        Optional<Step> last = Optional.empty();
        for (Step step : steps) {
            if (step.time() > time) {
                break;
            }
            last = Optional.of(step);
        }
        return last;
    }

    /** The first time at which at most half are still open, if that was ever so. */
    public OptionalDouble median() {
        return quantile(0.5);
    }

    /** The first time at which it has happened to at least this share, if that was ever so. */
    public OptionalDouble quantile(double share) {
        // A product of exact fractions may miss the share by rounding.
        return steps.stream()
                .filter(step -> step.survival() <= 1 - share + 1e-12)
                .mapToDouble(Step::time)
                .findFirst();
    }

    /**
     * The 95 % interval of the median, by the bounds of the curve: infinite where a bound never falls to a half.
     *
     * <p>Source: R. Brookmeyer, J. Crowley, "A confidence interval for the median survival time", Biometrics 38 (1982).
     */
    public Interval medianInterval(Bounds bounds) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            Interval interval = step.interval(bounds);
            // Where nobody is left there is no error to give, and nobody to be above a half.
            if (step.survival() == 0 || interval.low() <= 0.5) {
                low = step.time();
            }
            if (step.survival() > 0 && interval.high() <= 0.5) {
                high = step.time();
            }
        }
        return new Interval(low, high);
    }
}
