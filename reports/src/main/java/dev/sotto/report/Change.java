package dev.sotto.report;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Result;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How a number differs from the period before, and whether that is more than noise.
 *
 * @param difference now less before
 * @param relative the difference as a share of the value before; NaN where that was zero
 */
record Change(double difference, double relative, Verdict verdict) {

    /** What may be said of a difference. */
    enum Verdict {
        ROSE,
        FELL,
        UNCHANGED
    }

    private static final double Z = 1.959963984540054;
    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final int LEAST_HISTORY = 4;

    boolean isClear() {
        return verdict != Verdict.UNCHANGED;
    }

    /** The same change, known from elsewhere to be more than noise. */
    Change clear() {
        return new Change(difference, relative, difference > 0 ? Verdict.ROSE : Verdict.FELL);
    }

    /**
     * The change between two results that both have a value.
     *
     * @param course the values up to and including now, oldest first
     */
    static Change between(Result before, Result now, Metric metric, List<OptionalDouble> course) {
        double was = known(before.value());
        double is = known(now.value());
        boolean isReal = metric.interval() == Metric.Interval.NONE
                ? exceedsChance(before, now) && exceedsHabit(course)
                : excludesZero(before, now);
        Verdict verdict = !isReal || is == was ? Verdict.UNCHANGED : is > was ? Verdict.ROSE : Verdict.FELL;
        return new Change(is - was, was == 0 ? Double.NaN : (is - was) / was, verdict);
    }

    /**
     * Whether the interval of the difference leaves out zero: Newcombe's square-and-add of the two results' own intervals, which
     * for Wilson intervals is his method 10. Without intervals nothing is certain.
     */
    private static boolean excludesZero(Result before, Result now) {
        if (before.ciLow() == null || before.ciHigh() == null || now.ciLow() == null || now.ciHigh() == null) {
            return false;
        }
        double was = known(before.value());
        double is = known(now.value());
        double difference = is - was;
        double low = difference - Math.hypot(is - now.ciLow(), before.ciHigh() - was);
        double high = difference + Math.hypot(now.ciHigh() - is, was - before.ciLow());
        return low > 0 || high < 0;
    }

    /** Whether counts differ by more than so many persons would by chance: their logarithms vary with one over the persons. */
    private static boolean exceedsChance(Result before, Result now) {
        double was = known(before.value());
        double is = known(now.value());
        if (was == 0 || is == 0) {
            return Math.abs(is - was) > Z * Z;
        }
        double deviation = Math.sqrt(1.0 / Math.max(1, before.persons()) + 1.0 / Math.max(1, now.persons()));
        return Math.abs(Math.log(is / was)) > Z * deviation;
    }

    /** Whether the last step of a course is larger than its steps usually vary, by their median deviation; true without a past. */
    static boolean exceedsHabit(List<OptionalDouble> course) {
        double[] steps = new double[Math.max(0, course.size() - 1)];
        int count = 0;
        double last = Double.NaN;
        for (int i = 1; i < course.size(); i++) {
            OptionalDouble before = course.get(i - 1);
            OptionalDouble now = course.get(i);
            if (before.isPresent() && now.isPresent() && before.getAsDouble() > 0 && now.getAsDouble() > 0) {
                double step = Math.log(now.getAsDouble() / before.getAsDouble());
                if (i == course.size() - 1) {
                    last = step;
                } else {
                    steps[count++] = step;
                }
            }
        }
        if (count < LEAST_HISTORY || Double.isNaN(last)) {
            return true;
        }
        return Math.abs(last) > Z * deviation(Arrays.copyOf(steps, count));
    }

    /** A robust standard deviation. */
    static double deviation(double[] values) {
        double median = median(values);
        return MAD_TO_DEVIATION
                * median(Arrays.stream(values)
                        .map(value -> Math.abs(value - median))
                        .toArray());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double known(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
