package dev.sotto.stats;

import java.util.Map;
import java.util.TreeMap;

/**
 * Whether two groups have the same survival.
 *
 * <p>Source: N. Mantel, "Evaluation of survival data and two new rank order statistics arising in its consideration",
 * Cancer Chemotherapy Reports 50 (1966), with the hypergeometric variance.
 *
 * @param observed events of the first group
 * @param expected events that it would have if there were no difference
 */
public record LogRank(double observed, double expected, double chiSquare, double pValue) {

    /** Compare two groups: durations that ended with the event, and those that ended before it. */
    public static LogRank test(double[] events1, double[] censored1, double[] events2, double[] censored2) {
        Map<Double, long[]> byTime = new TreeMap<>();
        count(byTime, events1, 0);
        count(byTime, censored1, 1);
        count(byTime, events2, 2);
        count(byTime, censored2, 3);
        double atRisk1 = events1.length + censored1.length;
        double atRisk2 = events2.length + censored2.length;
        double observed = 0;
        double expected = 0;
        double variance = 0;
        for (long[] counts : byTime.values()) {
            double happened = counts[0] + counts[2];
            double atRisk = atRisk1 + atRisk2;
            if (happened > 0) {
                observed += counts[0];
                expected += happened * atRisk1 / atRisk;
                variance += atRisk < 2
                        ? 0
                        : happened * atRisk1 * atRisk2 * (atRisk - happened) / (atRisk * atRisk * (atRisk - 1));
            }
            atRisk1 -= counts[0] + counts[1];
            atRisk2 -= counts[2] + counts[3];
        }
        double chiSquare = variance == 0 ? 0 : (observed - expected) * (observed - expected) / variance;
        return new LogRank(observed, expected, chiSquare, ChiSquare.survival(chiSquare, 1));
    }

    private static void count(Map<Double, long[]> byTime, double[] times, int column) {
        for (double time : times) {
            byTime.computeIfAbsent(time, ignored -> new long[4])[column]++;
        }
    }
}
