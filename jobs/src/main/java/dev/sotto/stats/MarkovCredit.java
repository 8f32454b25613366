package dev.sotto.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Shares conversions by how many would be lost without each touch, in a chain where only the last touch matters.
 *
 * <p>Source: E. Anderl, I. Becker, F. v. Wangenheim, J. H. Schumann, "Mapping the customer journey", International Journal
 * of Research in Marketing 33 (2016). The chain's probabilities are solved exactly by its fundamental matrix (J. G. Kemeny,
 * J. L. Snell, "Finite Markov Chains", 1960, chapter 3): without a touch, those who would arrive at it do not convert, so
 * that what is lost is the probability of ever arriving there times that of converting from there.
 *
 * @param transitions by state and next state, over {@code (start)}, touches, {@code (conversion)} and {@code (null)}
 * @param conversionProbability of the whole chain
 * @param removalEffects the share of conversions that is lost without each touch
 * @param credits the conversions of each touch; empty where nothing ever converted
 */
public record MarkovCredit(
        Map<String, Map<String, Double>> transitions,
        double conversionProbability,
        Map<String, Double> removalEffects,
        Map<String, Double> credits) {

    public static final String START = "(start)";
    public static final String CONVERSION = "(conversion)";
    public static final String NULL = "(null)";

    public MarkovCredit {
        transitions = Map.copyOf(transitions);
        removalEffects = Map.copyOf(removalEffects);
        credits = Map.copyOf(credits);
    }

    /** Learn the chain from paths, those without a conversion too, and share the conversions of those with touches. */
    public static MarkovCredit of(List<TouchPath> paths) {
        Map<String, Map<String, Double>> counts = new TreeMap<>();
        double conversions = 0;
        for (TouchPath path : paths) {
            List<String> touches = PathTransform.exposure(path.touches());
            double weight = path.conversions() + path.nulls();
            if (touches.isEmpty() || weight == 0) {
                continue;
            }
            conversions += path.conversions();
            String at = START;
            for (String touch : touches) {
                count(counts, at, touch, weight);
                at = touch;
            }
            count(counts, at, CONVERSION, path.conversions());
            count(counts, at, NULL, path.nulls());
        }
        Map<String, Map<String, Double>> transitions = new TreeMap<>();
        counts.forEach((from, row) -> transitions.put(from, normalised(row)));
        return solved(transitions, conversions);
    }

    private static MarkovCredit solved(Map<String, Map<String, Double>> transitions, double conversions) {
        List<String> states = new ArrayList<>(transitions.keySet());
        states.remove(START);
        int n = states.size();
        if (n == 0) {
            return new MarkovCredit(transitions, 0, Map.of(), Map.of());
        }
        double[][] visits = LinearSystem.inverse(identityLess(states, transitions));
        double[] converting = new double[n];
        double[] entering = new double[n];
        for (int i = 0; i < n; i++) {
            entering[i] = transition(transitions, START, states.get(i));
            for (int j = 0; j < n; j++) {
                converting[i] += visits[i][j] * transition(transitions, states.get(j), CONVERSION);
            }
        }
        double probability = 0;
        for (int i = 0; i < n; i++) {
            probability += entering[i] * converting[i];
        }
        Map<String, Double> effects = new TreeMap<>();
        for (int i = 0; i < n && probability > 0; i++) {
            double visitsOfI = 0;
            for (int j = 0; j < n; j++) {
                visitsOfI += entering[j] * visits[j][i];
            }
            effects.put(states.get(i), visitsOfI / visits[i][i] * converting[i] / probability);
        }
        double sum = effects.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> credits = new TreeMap<>();
        effects.forEach((touch, effect) -> credits.put(touch, effect / sum * conversions));
        return new MarkovCredit(transitions, probability, effects, credits);
    }

    private static double[][] identityLess(List<String> states, Map<String, Map<String, Double>> transitions) {
        double[][] matrix = new double[states.size()][states.size()];
        for (int i = 0; i < states.size(); i++) {
            for (int j = 0; j < states.size(); j++) {
                matrix[i][j] = (i == j ? 1 : 0) - transition(transitions, states.get(i), states.get(j));
            }
        }
        return matrix;
    }

    private static double transition(Map<String, Map<String, Double>> transitions, String from, String to) {
        return Objects.requireNonNullElse(
                transitions.getOrDefault(from, Map.of()).get(to), 0.0);
    }

    private static void count(Map<String, Map<String, Double>> counts, String from, String to, double weight) {
        if (weight > 0) {
            counts.computeIfAbsent(from, ignored -> new TreeMap<>()).merge(to, weight, Double::sum);
        }
    }

    private static Map<String, Double> normalised(Map<String, Double> row) {
        double sum = row.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> normalised = new TreeMap<>();
        row.forEach((to, weight) -> normalised.put(to, weight / sum));
        return Map.copyOf(normalised);
    }
}
