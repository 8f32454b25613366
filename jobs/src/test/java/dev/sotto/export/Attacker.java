package dev.sotto.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.linear.UnboundedSolutionException;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/** Somebody who solves for withheld numbers: linear programming over everything that was published and every margin. */
final class Attacker {
    private final List<String> unknowns = new ArrayList<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Double> known = new HashMap<>();
    private final List<Map<String, Double>> zeroSums = new ArrayList<>();

    /** Learn that the parts of each margin add up, for a number that stands at these places. */
    void margins(String number, Collection<SortedMap<String, String>> places) {
        Map<String, Map<String, Double>> sums = new LinkedHashMap<>();
        for (SortedMap<String, String> place : places) {
            for (String dimension : place.keySet()) {
                SortedMap<String, String> total = new TreeMap<>(place);
                total.remove(dimension);
                if (places.contains(total)) {
                    Map<String, Double> sum =
                            sums.computeIfAbsent(total + dimension + place.keySet(), unused -> new LinkedHashMap<>());
                    sum.put(number + total, -1.0);
                    sum.put(number + place, 1.0);
                }
            }
        }
        zeroSums.addAll(sums.values());
        places.forEach(place -> add(number + place));
    }

    /** Learn that one number is another and the rest of it. */
    void sum(String whole, String part, String rest) {
        zeroSums.add(Map.of(whole, -1.0, part, 1.0, rest, 1.0));
        List.of(whole, part, rest).forEach(this::add);
    }

    void learn(String number, double value) {
        known.put(number, value);
    }

    /** How far apart the least and the most are that a number can be. */
    double width(String number) {
        if (known.containsKey(number)) {
            return 0;
        }
        List<LinearConstraint> constraints = new ArrayList<>();
        for (Map<String, Double> sum : zeroSums) {
            double[] factors = new double[unknowns.size()];
            double fixed = 0;
            boolean isOpen = false;
            for (Map.Entry<String, Double> term : sum.entrySet()) {
                if (known.containsKey(term.getKey())) {
                    fixed -= term.getValue() * known.get(term.getKey());
                } else {
                    factors[index.get(term.getKey())] += term.getValue();
                    isOpen = true;
                }
            }
            if (isOpen) {
                constraints.add(new LinearConstraint(factors, Relationship.EQ, fixed));
            }
        }
        return bound(number, constraints, GoalType.MAXIMIZE) - bound(number, constraints, GoalType.MINIMIZE);
    }

    private double bound(String number, List<LinearConstraint> constraints, GoalType goal) {
        double[] objective = new double[unknowns.size()];
        objective[index.get(number)] = 1;
        try {
            return new SimplexSolver()
                    .optimize(
                            new MaxIter(100_000),
                            new LinearObjectiveFunction(objective, 0),
                            new LinearConstraintSet(constraints),
                            goal,
                            new NonNegativeConstraint(true))
                    .getValue();
        } catch (UnboundedSolutionException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private void add(String number) {
        if (index.putIfAbsent(number, unknowns.size()) == null) {
            unknowns.add(number);
        }
    }
}
