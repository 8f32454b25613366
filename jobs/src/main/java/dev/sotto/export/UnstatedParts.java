package dev.sotto.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a total holds beyond its parts, such as a brand's messages outside of any campaign.
 *
 * <p>No row states it, so nobody can subtract past it: it hides the other parts as a withheld part would.
 */
final class UnstatedParts {
    /** The coordinate of what no part of a total states; no id or slice is written so. */
    private static final String REST = "\0rest";

    private static final List<Quantity> SUMS = Arrays.stream(Quantity.values())
            .filter(sum -> sum != Quantity.PERSONS)
            .toList();

    private UnstatedParts() {}

    /** Add the unstated part of every total to a metric's cells, for each dimension whose parts leave something over. */
    static void add(List<Cell> ofMetric) {
        Set<String> dimensions = new TreeSet<>();
        ofMetric.forEach(cell -> dimensions.addAll(cell.place().at().keySet()));
        dimensions.forEach(dimension -> ofMetric.addAll(rests(ofMetric, dimension)));
    }

    private static List<Cell> rests(List<Cell> cells, String dimension) {
        Map<SortedMap<String, String>, Cell> totals = new LinkedHashMap<>();
        Map<SortedMap<String, String>, List<Cell>> parts = new HashMap<>();
        for (Cell cell : cells) {
            SortedMap<String, String> margin = new TreeMap<>(cell.place().at());
            if (margin.remove(dimension) == null) {
                totals.put(margin, cell);
            } else {
                parts.computeIfAbsent(margin, unused -> new ArrayList<>()).add(cell);
            }
        }
        Set<Set<String>> divided = new HashSet<>();
        parts.keySet().forEach(margin -> divided.add(Set.copyOf(margin.keySet())));
        List<Cell> rests = new ArrayList<>();
        boolean isOver = false;
        for (Map.Entry<SortedMap<String, String>, Cell> total : totals.entrySet()) {
            if (divided.contains(total.getKey().keySet())) {
                Cell rest = rest(total.getValue(), parts.getOrDefault(total.getKey(), List.of()), dimension);
                if (rest == null) {
                    return List.of();
                }
                rests.add(rest);
                isOver |= SUMS.stream().anyMatch(sum -> rest.number(sum) > 0);
            }
        }
        return isOver ? rests : List.of();
    }

    /** The rest of a total, or null where the parts are more than the total: persons may be in several. */
    private static @Nullable Cell rest(Cell total, List<Cell> parts, String dimension) {
        Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
        for (Quantity quantity : total.quantities()) {
            double rest = total.number(quantity)
                    - parts.stream().mapToDouble(part -> part.number(quantity)).sum();
            if (rest < 0 && quantity != Quantity.PERSONS) {
                return null;
            }
            numbers.put(quantity, Math.max(0, rest));
        }
        SortedMap<String, String> at = new TreeMap<>(total.place().at());
        at.put(dimension, REST);
        Cell rest = new Cell(new Place(total.place().metric(), at), numbers);
        rest.withhold();
        return rest;
    }
}
