package dev.sotto.fold;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** What a person is in each period, by the periods in which it was active. */
public enum Lifecycle {
    /** Active for the first time. */
    NEW,
    /** Active, and in the period before too. */
    RETURNING,
    /** Active again, after at least one period without. */
    RESURRECTED,
    /** Not active, though it was in the period before. */
    DORMANT;

    /** The state in each period through the last one asked for; periods in which it is nothing are left out. */
    public static Map<Integer, Lifecycle> of(SortedSet<Integer> activePeriods, int lastPeriod) {
        Map<Integer, Lifecycle> states = new TreeMap<>();
        for (int period : activePeriods) {
            boolean isFirst = period == activePeriods.first();
            boolean wasActive = activePeriods.contains(period - 1);
            states.put(period, isFirst ? NEW : wasActive ? RETURNING : RESURRECTED);
            if (!activePeriods.contains(period + 1)) {
                states.put(period + 1, DORMANT);
            }
        }
        states.keySet().removeIf(period -> period > lastPeriod);
        return states;
    }
}
