package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The true values that follow from others: shares of what was counted by kind, and a week's mean day against the week. */
final class DerivedTruth {
    /** Told by slice only, as parts of a whole that was counted beside them. */
    private static final Set<String> PARTS = Set.of("share_of_first_openers", "pack_size_share");

    private static final int DAYS = 7;

    private final TruthRows rows;
    private final Map<TruthKey, TruthCell> cells;

    DerivedTruth(TruthRows rows) {
        this.rows = rows;
        this.cells = rows.cells();
    }

    Map<TruthKey, TruthCell> cells() {
        Map<TruthKey, TruthCell> all = new HashMap<>(cells);
        cells.forEach((key, cell) -> {
            if (key.metric().equals("messages_sent") && "kind".equals(key.slice())) {
                TruthKey total = new TruthKey(key.metric(), key.scope(), key.period(), key.startOn(), null, null);
                TruthKey share = new TruthKey(
                        "format_share", key.scope(), key.period(), key.startOn(), key.slice(), key.sliceValue());
                all.put(share, share(cell.numerator, cells.getOrDefault(total, cell).numerator));
            } else if (PARTS.contains(key.metric())) {
                TruthKey total = new TruthKey(key.metric(), key.scope(), key.period(), key.startOn(), null, null);
                all.put(key, share(cell.numerator, cells.getOrDefault(total, cell).denominator));
            } else if (key.metric().equals("active_contacts") && key.period().equals("week")) {
                daysAgainstWeek(key, cell, all);
            }
        });
        all.keySet().removeIf(key -> PARTS.contains(key.metric()) && key.slice() == null);
        return all;
    }

    private static TruthCell share(long part, long whole) {
        TruthCell cell = new TruthCell();
        cell.ratio(part, whole);
        return cell;
    }

    /** Of weeks whose seven days are complete; the log begins with its service, so nothing is missing before it. */
    private void daysAgainstWeek(TruthKey week, TruthCell active, Map<TruthKey, TruthCell> into) {
        Scope scope = week.scope();
        if (scope.days().beginOf(week.startOn() + DAYS) > rows.watermark()) {
            return;
        }
        TruthCell cell = new TruthCell();
        for (int day = 0; day < DAYS; day++) {
            TruthKey ofDay = new TruthKey(week.metric(), scope, "day", week.startOn() + day, null, null);
            TruthCell found = cells.get(ofDay);
            cell.count(found == null ? 0 : found.numerator);
        }
        cell.divisor = DAYS * (double) active.numerator;
        into.put(new TruthKey("dau_wau", scope, "week", week.startOn(), null, null), cell);
    }
}
