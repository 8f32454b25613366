package dev.sotto.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Shares the conversions of a path by how much less often the same path converts without each touch.
 *
 * <p>Source: the documentation of google/fractribution, which calls it fractional attribution (and its heirs Shapley,
 * though no average over orders is taken): each touch's contribution is the path's rate of conversion less that of the
 * path without it, never below 0; where no touch contributes, all share alike.
 */
public final class CounterfactualCredit {

    private CounterfactualCredit() {}

    /**
     * The share of each touch of a path.
     *
     * @param paths all paths, transformed, with and without conversions
     * @param transform applied again to a path that lost a touch
     */
    public static List<Double> shares(
            List<String> touches, List<TouchPath> paths, UnaryOperator<List<String>> transform) {
        return shares(touches, rates(paths), transform);
    }

    /** The conversions of each touch over all paths. */
    public static Map<String, Double> of(List<TouchPath> paths, UnaryOperator<List<String>> transform) {
        Map<List<String>, Double> rates = rates(paths);
        Map<String, Double> credit = new TreeMap<>();
        for (TouchPath path : paths) {
            List<Double> shares = shares(path.touches(), rates, transform);
            for (int i = 0; i < shares.size(); i++) {
                credit.merge(path.touches().get(i), shares.get(i) * path.conversions(), Double::sum);
            }
        }
        return credit;
    }

    private static List<Double> shares(
            List<String> touches, Map<List<String>, Double> rates, UnaryOperator<List<String>> transform) {
        List<Double> contributions = new ArrayList<>();
        double whole = rates.getOrDefault(touches, 0.0);
        double sum = 0;
        for (int i = 0; i < touches.size(); i++) {
            List<String> without = new ArrayList<>(touches);
            without.remove(i);
            double rate = rates.getOrDefault(transform.apply(without), 0.0);
            contributions.add(touches.size() == 1 ? 1 : Math.max(0, whole - rate));
            sum += contributions.get(i);
        }
        double total = sum;
        int count = touches.size();
        return contributions.stream()
                .map(contribution -> total == 0 ? 1.0 / count : contribution / total)
                .toList();
    }

    private static Map<List<String>, Double> rates(List<TouchPath> paths) {
        Map<List<String>, double[]> counts = new HashMap<>();
        for (TouchPath path : paths) {
            double[] sums = counts.computeIfAbsent(path.touches(), ignored -> new double[2]);
            sums[0] += path.conversions();
            sums[1] += path.conversions() + path.nulls();
        }
        Map<List<String>, Double> rates = new HashMap<>();
        counts.forEach((touches, sums) -> rates.put(touches, sums[1] == 0 ? 0 : sums[0] / sums[1]));
        return rates;
    }
}
