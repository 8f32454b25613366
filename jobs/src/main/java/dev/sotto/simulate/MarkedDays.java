package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The days, or the weeks by their Mondays, on which something of somebody lies, in order; a mark is on some of them. */
final class MarkedDays {
    /** Epoch day 4 was the first Monday. */
    private static final int MONDAY = 4;

    private int[] days = new int[16];
    private boolean[] marks = new boolean[16];
    private int size;

    /** Look at the weeks of a scope in which events lie that come in their order; a week is marked where one of them is. */
    void weeks(Scope scope, List<SimulatedEvent> events, Predicate<SimulatedEvent> isMarked) {
        size = 0;
        for (SimulatedEvent event : events) {
            if (scope.holds(event)) {
                add(monday(scope.days().of(event.at)), isMarked.test(event));
            }
        }
    }

    /** Look at the days of a scope in the same way. */
    void days(Scope scope, List<SimulatedEvent> events, Predicate<SimulatedEvent> isMarked) {
        size = 0;
        for (SimulatedEvent event : events) {
            if (scope.holds(event)) {
                add(scope.days().of(event.at), isMarked.test(event));
            }
        }
    }

    private void add(int day, boolean isMarked) {
        if (size > 0 && days[size - 1] == day) {
            marks[size - 1] |= isMarked;
            return;
        }
        if (size == days.length) {
            days = Arrays.copyOf(days, 2 * size);
            marks = Arrays.copyOf(marks, 2 * size);
        }
        days[size] = day;
        marks[size] = isMarked;
        size++;
    }

    /** The Monday of the week that a day is in. */
    static int monday(int day) {
        return day - Math.floorMod(day - MONDAY, 7);
    }

    int size() {
        return size;
    }

    int day(int index) {
        return days[index];
    }

    boolean isMarked(int index) {
        return marks[index];
    }
}
