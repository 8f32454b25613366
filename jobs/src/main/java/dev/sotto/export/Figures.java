package dev.sotto.export;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers behind the cells, each once: what stands in several places under several names is one figure. */
final class Figures {
    private final Map<Place, Map<Quantity, Integer>> named = new LinkedHashMap<>();
    private final List<Double> amounts = new ArrayList<>();
    private final List<Integer> sameAs = new ArrayList<>();

    /** A figure that no row states. */
    int add(double amount) {
        amounts.add(amount);
        sameAs.add(sameAs.size());
        return sameAs.size() - 1;
    }

    void put(Place place, Quantity quantity, int figure) {
        named.computeIfAbsent(place, unused -> new EnumMap<>(Quantity.class)).put(quantity, figure);
    }

    Set<Place> places() {
        return named.keySet();
    }

    /** The figure of a place, or null where it has none of that quantity. */
    @Nullable
    Integer at(Place place, Quantity quantity) {
        Integer figure = named.getOrDefault(place, Map.of()).get(quantity);
        return figure == null ? null : only(figure);
    }

    double amount(int figure) {
        return amounts.get(figure);
    }

    int size() {
        return amounts.size();
    }

    /** Take two for one. */
    void unite(int one, int other) {
        sameAs.set(only(other), only(one));
    }

    private int only(int figure) {
        int only = figure;
        while (sameAs.get(only) != only) {
            only = sameAs.get(only);
        }
        sameAs.set(figure, only);
        return only;
    }
}
