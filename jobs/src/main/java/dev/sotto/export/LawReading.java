package dev.sotto.export;

import dev.sotto.export.Laws.Margin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the laws that an attacker may know off the true numbers, so that no metric has to be known here.
 *
 * <p>The strictest law that all numbers of a kind keep is taken to be known; one that is stricter than what is really known
 * only withholds more. A total that is the sum of its parts everywhere is so by definition, one that is more somewhere has
 * an unstated rest, and one that is less, as distinct persons are, is no less than each part. Two numbers that are equal
 * wherever both stand are one.
 */
final class LawReading {
    private final Figures figures = new Figures();
    private final Laws laws = new Laws(figures);
    private final Map<Place, Map<Quantity, Integer>> standing = new LinkedHashMap<>();

    private LawReading() {}

    /** The laws that bind the numbers of these cells. */
    static Laws of(Collection<Cell> cells) {
        LawReading reading = new LawReading();
        for (Cell cell : cells) {
            cell.numbers()
                    .forEach((quantity, number) -> reading.put(cell.place(), quantity, reading.figures.add(number)));
        }
        reading.shareWholes();
        reading.uniteEquals();
        reading.readCells();
        reading.readMargins();
        return reading.laws;
    }

    private void put(Place place, Quantity quantity, int figure) {
        standing.computeIfAbsent(place, unused -> new EnumMap<>(Quantity.class)).put(quantity, figure);
        figures.put(place, quantity, figure);
    }

    /** Find what slices say of their whole, such as the denominator of all shares of it. */
    private void shareWholes() {
        Map<List<Object>, Map<Place, List<Place>>> cuts = new LinkedHashMap<>();
        for (Place place : standing.keySet()) {
            if (place.isSliced()) {
                cuts.computeIfAbsent(List.of(place.metric(), place.slices()), unused -> new LinkedHashMap<>())
                        .computeIfAbsent(place.whole(), unused -> new ArrayList<>())
                        .add(place);
            }
        }
        for (Map<Place, List<Place>> cut : cuts.values()) {
            for (Quantity quantity : Quantity.OF_WHOLE) {
                boolean isTold = cut.values().stream().anyMatch(slices -> slices.size() > 1);
                if (isTold
                        && cut.entrySet().stream()
                                .allMatch(entry -> amounts(entry.getKey(), entry.getValue(), quantity)
                                                .size()
                                        <= 1)) {
                    cut.forEach((whole, slices) -> share(whole, slices, quantity));
                }
            }
            if (cut.entrySet().stream().allMatch(entry -> isSplit(entry.getKey(), entry.getValue()))) {
                cut.forEach(this::split);
            }
        }
    }

    /** Let shares add up to their whole, so that what one leaves is the others and needs no law of its own. */
    private void split(Place whole, List<Place> slices) {
        Integer denominator = figures.at(whole, Quantity.DENOMINATOR);
        if (denominator != null) {
            put(whole, Quantity.NUMERATOR, denominator);
        }
        slices.forEach(slice -> standing.getOrDefault(slice, Map.of()).remove(Quantity.REMAINDER));
    }

    private Set<Double> amounts(Place whole, List<Place> slices, Quantity quantity) {
        Set<Double> amounts = new HashSet<>();
        List<Place> places = new ArrayList<>(slices);
        places.add(whole);
        for (Place place : places) {
            Integer figure = figures.at(place, quantity);
            if (figure != null) {
                amounts.add(figures.amount(figure));
            }
        }
        return amounts;
    }

    private void share(Place whole, List<Place> slices, Quantity quantity) {
        for (Place slice : slices) {
            Integer figure = figures.at(slice, quantity);
            if (figure != null) {
                if (figures.at(whole, quantity) == null) {
                    put(whole, quantity, figure);
                }
                figures.put(slice, quantity, Objects.requireNonNull(figures.at(whole, quantity)));
                Objects.requireNonNull(standing.get(slice)).remove(quantity);
            }
        }
    }

    /** Whether shares add up to a whole whose own row is missing. */
    private boolean isSplit(Place whole, List<Place> slices) {
        Integer denominator = figures.at(whole, Quantity.DENOMINATOR);
        if (denominator == null || figures.at(whole, Quantity.NUMERATOR) != null) {
            return false;
        }
        double sum = 0;
        for (Place slice : slices) {
            Integer numerator = figures.at(slice, Quantity.NUMERATOR);
            sum += numerator == null ? 0 : figures.amount(numerator);
        }
        return sum == figures.amount(denominator);
    }

    /** A number of a metric where it is of one kind: of brands or of campaigns, cut by the same dimensions. */
    private record Series(String metric, Quantity quantity, boolean isOfCampaigns, Set<String> slices) {
        boolean isLike(Series other) {
            return isOfCampaigns == other.isOfCampaigns && slices.equals(other.slices);
        }

        boolean isApart(Series other) {
            return metric.equals(other.metric)
                    && Quantity.APART.contains(quantity)
                    && Quantity.APART.contains(other.quantity);
        }
    }

    private void uniteEquals() {
        Map<Series, Map<Map<String, String>, Integer>> all = new LinkedHashMap<>();
        standing.forEach((place, quantities) -> quantities.forEach((quantity, figure) -> all.computeIfAbsent(
                        new Series(place.metric(), quantity, place.campaign() != null, place.slices()),
                        unused -> new HashMap<>())
                .put(place.at(), figure)));
        List<Series> series = new ArrayList<>(all.keySet());
        Map<Series, Set<Series>> united = new HashMap<>();
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i);
            Set<Series> group = united.computeIfAbsent(one, Set::of);
            for (Series other : series.subList(0, i)) {
                Set<Series> others = Objects.requireNonNull(united.get(other));
                boolean isOpen = one.isLike(other) && !group.contains(other);
                if (isOpen
                        && group.stream().noneMatch(a -> others.stream().anyMatch(a::isApart))
                        && unite(Objects.requireNonNull(all.get(one)), Objects.requireNonNull(all.get(other)))) {
                    Set<Series> both = new HashSet<>(group);
                    both.addAll(others);
                    both.forEach(member -> united.put(member, both));
                    group = both;
                }
            }
        }
    }

    /** Take numbers for one if they are equal wherever both stand, and are not nothing everywhere. */
    private boolean unite(Map<Map<String, String>, Integer> one, Map<Map<String, String>, Integer> other) {
        boolean isSomething = false;
        for (Map.Entry<Map<String, String>, Integer> entry : one.entrySet()) {
            Integer twin = other.get(entry.getKey());
            if (twin != null) {
                double amount = figures.amount(entry.getValue());
                if (amount != figures.amount(twin)) {
                    return false;
                }
                isSomething |= amount > 0;
            }
        }
        if (isSomething) {
            one.forEach((at, figure) -> {
                if (other.containsKey(at)) {
                    figures.unite(figure, other.get(at));
                }
            });
        }
        return isSomething;
    }

    private void readCells() {
        Map<String, List<Place>> byMetric = new LinkedHashMap<>();
        for (Place place : figures.places()) {
            byMetric.computeIfAbsent(place.metric(), unused -> new ArrayList<>())
                    .add(place);
        }
        for (List<Place> places : byMetric.values()) {
            bind(places, Quantity.DENOMINATOR, List.of(Quantity.NUMERATOR, Quantity.REMAINDER));
            bind(places, Quantity.UNITS, List.of(Quantity.DENOMINATOR, Quantity.PENDING));
        }
    }

    private void bind(List<Place> places, Quantity whole, List<Quantity> parts) {
        List<Margin> margins = new ArrayList<>();
        for (Place place : places) {
            Integer total = figures.at(place, whole);
            if (total != null) {
                Margin margin = new Margin(total, new ArrayList<>());
                parts.forEach(part -> addTo(margin, figures.at(place, part)));
                margins.add(margin);
            }
        }
        laws.addStrictest(margins);
    }

    private void readMargins() {
        Map<List<Object>, Map<Place, List<Place>>> families = new LinkedHashMap<>();
        for (Place part : standing.keySet()) {
            for (String dimension : part.at().keySet()) {
                families.computeIfAbsent(
                                List.of(part.metric(), part.at().keySet(), dimension), unused -> new LinkedHashMap<>())
                        .computeIfAbsent(part.without(dimension), unused -> new ArrayList<>())
                        .add(part);
            }
        }
        for (Map<Place, List<Place>> family : families.values()) {
            for (Set<Quantity> alike : List.of(Quantity.SUMS, Set.of(Quantity.PERSONS))) {
                List<Margin> margins = new ArrayList<>();
                for (Quantity quantity : alike) {
                    family.forEach((whole, parts) -> {
                        Integer total = standing(whole, quantity);
                        if (total != null) {
                            Margin margin = new Margin(total, new ArrayList<>());
                            parts.forEach(part -> addTo(margin, standing(part, quantity)));
                            margins.add(margin);
                        }
                    });
                }
                laws.addStrictest(margins);
            }
        }
    }

    private @Nullable Integer standing(Place place, Quantity quantity) {
        boolean isStanding = standing.getOrDefault(place, Map.of()).containsKey(quantity);
        return isStanding ? figures.at(place, quantity) : null;
    }

    private static void addTo(Margin margin, @Nullable Integer part) {
        if (part != null) {
            margin.parts().add(part);
        }
    }
}
