package dev.sotto.export;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of a row while it is decided whether it is shown.
 *
 * @param secrets which of them nobody may learn
 * @param told which of them an earlier export told, so that nothing can withhold them any more
 */
record Cell(Place place, Map<Quantity, Double> numbers, Set<Quantity> secrets, Set<Quantity> told) {
    Cell {
        numbers = Collections.unmodifiableMap(numbers.isEmpty() ? Map.of() : new EnumMap<>(numbers));
        secrets = copy(secrets);
        told = copy(told);
    }

    private static Set<Quantity> copy(Set<Quantity> quantities) {
        Set<Quantity> copy = EnumSet.noneOf(Quantity.class);
        copy.addAll(quantities);
        return Collections.unmodifiableSet(copy);
    }
}
