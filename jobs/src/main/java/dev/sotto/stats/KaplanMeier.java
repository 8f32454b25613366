package dev.sotto.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The share of units still waiting after each moment, when some were last seen while they waited.
 *
 * <p>Source: E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958); the variance
 * is Greenwood's, the bounds are those of the logarithm.
 */
public record KaplanMeier(List<Step> steps) {

    /** Rounding must not hide a share of exactly one half. */
    private static final double HALF = 0.5 + 1e-9;

    /**
     * A moment at which some units ended.
     *
     * @param waiting units not ended and still seen just before it
     * @param survival the share that waits on after it
     */
    public record Step(long at, long waiting, long ended, double survival, double low, double high) {}

    /** The moment by which half have ended, and its bounds; null where that is not reached. */
    public record Median(
            @Nullable Long value,
            @Nullable Long low,
            @Nullable Long high) {}

    public KaplanMeier {
        steps = List.copyOf(steps);
    }

    /**
     * Estimate from how long units took.
     *
     * @param ended durations of those that ended
     * @param unended how long the others were seen waiting; those seen as long as another took were still waiting then
     */
    public static KaplanMeier of(long[] ended, long[] unended) {
        long[] ends = ended.clone();
        long[] lasts = unended.clone();
        Arrays.sort(ends);
        Arrays.sort(lasts);
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double spread = 0;
        int lost = 0;
        for (int i = 0; i < ends.length; ) {
            long at = ends[i];
            while (lost < lasts.length && lasts[lost] < at) {
                lost++;
            }
            long waiting = (long) ends.length - i + lasts.length - lost;
            int next = i;
            while (next < ends.length && ends[next] == at) {
                next++;
            }
            long died = next - i;
            survival *= 1 - (double) died / waiting;
            spread += waiting == died ? 0 : (double) died / ((double) waiting * (waiting - died));
            double factor = Math.exp(Interval.Z * Math.sqrt(spread));
            steps.add(new Step(at, waiting, died, survival, survival / factor, Math.min(1, survival * factor)));
            i = next;
        }
        return new KaplanMeier(steps);
    }

    /** The moment by which half have ended. */
    public Median median() {
        return new Median(half(Step::survival), half(Step::low), half(Step::high));
    }

    private @Nullable Long half(ToDoubleFunction<Step> share) {
        return steps.stream()
                .filter(step -> share.applyAsDouble(step) <= HALF)
                .map(Step::at)
                .findFirst()
                .orElse(null);
    }
}
