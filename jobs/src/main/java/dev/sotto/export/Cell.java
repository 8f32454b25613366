package dev.sotto.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A cell while it is decided whether it is withheld: its numbers, and which of them nobody may learn. */
final class Cell {
    private final Place place;
    private final Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
    private final Set<Quantity> told = EnumSet.noneOf(Quantity.class);
    private final Set<Quantity> withheld = EnumSet.noneOf(Quantity.class);
    private final Set<Quantity> secrets = EnumSet.noneOf(Quantity.class);
    private final Set<Quantity> guarded = EnumSet.noneOf(Quantity.class);
    private final List<Cell> parts = new ArrayList<>();

    Cell(Place place, Map<Quantity, Double> numbers) {
        this.place = place;
        this.numbers.putAll(numbers);
    }

    /** A total that no row states, but that its parts would give away: it is told while one of them is. */
    static Cell impliedBy(Place place, double total, List<Cell> parts) {
        Cell cell = new Cell(place, Map.of(Quantity.NUMERATOR, total));
        cell.parts.addAll(parts);
        if (parts.stream().anyMatch(part -> part.told.contains(Quantity.DENOMINATOR))) {
            cell.tell(Quantity.NUMERATOR);
        }
        if (parts.stream().allMatch(Cell::isHidden)) {
            cell.withhold();
        }
        if (parts.stream().allMatch(part -> part.secrets.contains(Quantity.DENOMINATOR))) {
            cell.hide(Quantity.ALL);
        }
        return cell;
    }

    Place place() {
        return place;
    }

    Set<Quantity> quantities() {
        return numbers.keySet();
    }

    boolean has(Quantity quantity) {
        return numbers.containsKey(quantity);
    }

    /** A number of the cell, 0 where it has none. */
    double number(Quantity quantity) {
        return Math.max(0, numbers.getOrDefault(quantity, 0.0));
    }

    /** Take down that an earlier export has told a number, which nothing can withhold any more. */
    void tell(Quantity quantity) {
        told.add(quantity);
    }

    /** Whether an earlier export has told one of these numbers. */
    boolean tells(Set<Quantity> quantities) {
        return !Collections.disjoint(told, quantities);
    }

    boolean isHidden() {
        return !withheld.isEmpty();
    }

    /** Whether nobody knows these numbers of it, from this export or an earlier one. */
    boolean keeps(Set<Quantity> quantities) {
        return withheld.containsAll(quantities) && !tells(quantities);
    }

    /** The numbers that nobody may find out. */
    Set<Quantity> secrets() {
        return secrets;
    }

    /** The secrets that no witness stands for yet. */
    Set<Quantity> unguarded() {
        Set<Quantity> open = EnumSet.noneOf(Quantity.class);
        open.addAll(secrets);
        open.removeAll(guarded);
        open.removeAll(told);
        return open;
    }

    /** Withhold the cell without need of its own, because it was withheld before. */
    void withhold() {
        withheld.addAll(Quantity.ALL);
    }

    /** Make these numbers secrets; answer whether that is news. */
    boolean hide(Set<Quantity> quantities) {
        withheld.addAll(quantities);
        boolean isNews = secrets.addAll(quantities);
        for (Cell part : parts) {
            isNews |= part.hide(Quantity.ALL);
        }
        return isNews;
    }

    void guard(Set<Quantity> quantities) {
        guarded.addAll(quantities);
    }

    /** How much is lost where the cell is withheld: the persons whom it tells of. */
    double cost() {
        if (!parts.isEmpty()) {
            return parts.stream().mapToDouble(Cell::cost).sum();
        }
        return isHidden() ? 0 : 1 + number(Quantity.PERSONS);
    }
}
