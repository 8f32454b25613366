package dev.sotto.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Withholds further cells until those that had to be withheld cannot be derived, neither from margins nor from other metrics. */
final class ComplementarySuppression {
    // What a slice shares with the whole that it is cut from.
    private static final Set<Quantity> WHOLE =
            Collections.unmodifiableSet(EnumSet.of(Quantity.DENOMINATOR, Quantity.PERSONS));

    private final double threshold;
    private final List<MetricTable> tables;
    private final Map<SortedMap<String, String>, List<Cell>> byPlace = new HashMap<>();
    private final Map<SortedMap<String, String>, List<Cell>> slices = new HashMap<>();

    private ComplementarySuppression(double threshold, List<MetricTable> tables) {
        this.threshold = threshold;
        this.tables = tables;
        for (MetricTable table : tables) {
            for (Cell cell : table.cells()) {
                byPlace.computeIfAbsent(cell.place().at(), unused -> new ArrayList<>())
                        .add(cell);
                if (cell.place().isSliced()) {
                    slices.computeIfAbsent(cell.place().unsliced(), unused -> new ArrayList<>())
                            .add(cell);
                }
            }
        }
    }

    /** Hide more of these cells, until no secret of theirs is known to closer than the threshold. */
    static void complete(double threshold, Collection<Cell> cells) {
        SortedMap<String, List<Cell>> byMetric = new TreeMap<>();
        cells.stream()
                .sorted(Comparator.comparing(Cell::place))
                .forEach(cell -> byMetric.computeIfAbsent(cell.place().metric(), unused -> new ArrayList<>())
                        .add(cell));
        byMetric.values().forEach(ComplementarySuppression::addImpliedTotals);
        byMetric.values().forEach(UnstatedParts::add);
        new ComplementarySuppression(
                        threshold,
                        byMetric.values().stream()
                                .map(ofMetric -> new MetricTable(threshold, ofMetric))
                                .toList())
                .complete();
    }

    private void complete() {
        tables.forEach(table -> table.cells().forEach(this::tellTwins));
        boolean isNews = true;
        while (isNews) {
            isNews = false;
            for (MetricTable table : tables) {
                isNews |= table.guard();
            }
            for (MetricTable table : tables) {
                for (Cell cell : table.cells()) {
                    isNews |= hideTwins(cell);
                }
            }
        }
    }

    // Shares of a whole tell the whole: each has it as its denominator, and together they are it.
    private static void addImpliedTotals(List<Cell> ofMetric) {
        Set<Map<String, String>> stated = new HashSet<>();
        Map<List<Object>, List<Cell>> siblings = new LinkedHashMap<>();
        for (Cell cell : ofMetric) {
            Place place = cell.place();
            if (!place.isSliced()) {
                stated.add(place.at());
            } else if (cell.has(Quantity.DENOMINATOR)) {
                siblings.computeIfAbsent(
                                List.of(place.unsliced(), Set.copyOf(place.at().keySet())), unused -> new ArrayList<>())
                        .add(cell);
            }
        }
        for (List<Cell> parts : siblings.values()) {
            Place whole = new Place(
                    parts.get(0).place().metric(), parts.get(0).place().unsliced());
            if (isWhole(parts) && stated.add(whole.at())) {
                ofMetric.add(Cell.impliedBy(whole, parts.get(0).number(Quantity.DENOMINATOR), parts));
            }
        }
    }

    private static boolean isWhole(List<Cell> parts) {
        double whole = parts.get(0).number(Quantity.DENOMINATOR);
        return parts.stream().allMatch(part -> part.number(Quantity.DENOMINATOR) == whole)
                && parts.stream()
                                .mapToDouble(part -> part.number(Quantity.NUMERATOR))
                                .sum()
                        == whole;
    }

    /** Take down which numbers cannot be secrets, since another metric has told them earlier. */
    private void tellTwins(Cell cell) {
        for (Quantity quantity : cell.quantities()) {
            double number = cell.number(quantity);
            if (cell.tells(EnumSet.of(quantity)) && number > 0) {
                byPlace.getOrDefault(cell.place().at(), List.of()).forEach(twin -> tell(cell, twin, number));
                if (cell.place().isSliced() && WHOLE.contains(quantity) && number >= threshold) {
                    byPlace.getOrDefault(cell.place().unsliced(), List.of()).forEach(twin -> tell(cell, twin, number));
                }
            }
        }
    }

    private static void tell(Cell cell, Cell twin, double number) {
        if (!twin.place().metric().equals(cell.place().metric())) {
            twin.quantities().stream()
                    .filter(quantity -> twin.number(quantity) == number)
                    .forEach(twin::tell);
        }
    }

    /** Withhold other metrics where they show a number that is a secret here. */
    private boolean hideTwins(Cell cell) {
        boolean isNews = false;
        for (Quantity secret : Quantity.ALL) {
            double number = cell.number(secret);
            if (cell.secrets().contains(secret) && number > 0 && !cell.tells(EnumSet.of(secret))) {
                isNews |= hideTwins(cell, number);
            }
        }
        return isNews;
    }

    private boolean hideTwins(Cell cell, double number) {
        boolean isNews = false;
        for (Cell twin : byPlace.getOrDefault(cell.place().at(), List.of())) {
            isNews |= hideTwin(cell, twin, number, Quantity.ALL);
        }
        if (!cell.place().isSliced() && number >= threshold) {
            for (Cell twin : slices.getOrDefault(cell.place().at(), List.of())) {
                isNews |= hideTwin(cell, twin, number, WHOLE);
            }
        }
        return isNews;
    }

    private static boolean hideTwin(Cell cell, Cell twin, double number, Set<Quantity> among) {
        if (twin.place().metric().equals(cell.place().metric())) {
            return false;
        }
        boolean isNews = false;
        for (Quantity quantity : among) {
            boolean shows = twin.has(quantity)
                    && twin.number(quantity) == number
                    && !twin.keeps(EnumSet.of(quantity))
                    && !twin.tells(EnumSet.of(quantity));
            if (shows) {
                isNews |= twin.hide(Quantity.DIVISION.contains(quantity) ? Quantity.DIVISION : Quantity.ALL);
            }
        }
        return isNews;
    }
}
