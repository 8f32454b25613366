package dev.sotto.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How figures bind each other: sums of them that are nothing in every world. No figure is negative. */
final class Laws {
    private static final double ROUNDING = 1e-6;

    /** Figures whose sum, each by its sign, is nothing. */
    record Law(int[] figures, int[] signs) {}

    /** A total and parts of it. */
    record Margin(int total, List<Integer> parts) {}

    private final Figures figures;
    private final List<Law> laws = new ArrayList<>();
    private final Map<Integer, List<Integer>> byFigure = new HashMap<>();
    private final Set<List<Set<Integer>>> known = new HashSet<>();

    Laws(Figures figures) {
        this.figures = figures;
    }

    /** Add the strictest law that all of these margins keep: a total equals its parts, is no less, or no less than each. */
    void addStrictest(Collection<Margin> all) {
        // A total without parts is not cut, rather than none of it.
        List<Margin> margins =
                all.stream().filter(margin -> !margin.parts().isEmpty()).toList();
        boolean isCovered = margins.stream().allMatch(margin -> rest(margin.total(), margin.parts()) <= ROUNDING);
        if (margins.stream().allMatch(margin -> rest(margin.total(), margin.parts()) >= -ROUNDING)) {
            margins.forEach(margin -> add(List.of(margin.total()), margin.parts(), !isCovered));
        } else if (margins.stream().allMatch(this::isMostOfAll)) {
            for (Margin margin : margins) {
                margin.parts().forEach(part -> add(List.of(margin.total()), List.of(part), true));
                if (isCovered) {
                    add(margin.parts(), List.of(margin.total()), true);
                }
            }
        }
    }

    private boolean isMostOfAll(Margin margin) {
        return margin.parts().stream().allMatch(part -> rest(margin.total(), List.of(part)) >= -ROUNDING);
    }

    private double rest(int total, Collection<Integer> parts) {
        return figures.amount(total)
                - parts.stream().mapToDouble(figures::amount).sum();
    }

    private void add(List<Integer> whole, List<Integer> parts, boolean hasRest) {
        if (!known.add(List.of(Set.copyOf(whole), Set.copyOf(parts)))) {
            return;
        }
        Map<Integer, Integer> signs = new LinkedHashMap<>();
        whole.forEach(figure -> signs.merge(figure, 1, Integer::sum));
        parts.forEach(figure -> signs.merge(figure, -1, Integer::sum));
        signs.values().removeIf(sign -> sign == 0);
        if (signs.isEmpty()) {
            return;
        }
        if (hasRest) {
            double rest = whole.stream().mapToDouble(figures::amount).sum()
                    - parts.stream().mapToDouble(figures::amount).sum();
            signs.put(figures.add(Math.max(0, rest)), -1);
        }
        for (int figure : signs.keySet()) {
            byFigure.computeIfAbsent(figure, unused -> new ArrayList<>()).add(laws.size());
        }
        laws.add(new Law(
                signs.keySet().stream().mapToInt(Integer::intValue).toArray(),
                signs.values().stream().mapToInt(Integer::intValue).toArray()));
    }

    Figures figures() {
        return figures;
    }

    int size() {
        return laws.size();
    }

    Law law(int number) {
        return laws.get(number);
    }

    /** The numbers of the laws that a figure stands in. */
    List<Integer> of(int figure) {
        return byFigure.getOrDefault(figure, List.of());
    }
}
