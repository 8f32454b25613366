package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The true values that follow from others: shares of what was counted by kind, and a week's mean day against the week. */
final class DerivedTruth {
    /** Told by slice only, as parts of a whole that was counted beside them. */
    private static final Set<String> PARTS = Set.of("share_of_first_openers", "pack_size_share");

    private static final int DAYS = 7;
    private static final long MINUTE = 60_000;

    /** The curves by the metric of their median. */
    private static final Map<String, Curve> CURVES = Map.of(
            "first_response_survival",
                    new Curve(
                            "first_response_waiting",
                            "minutes",
                            MINUTE,
                            List.of(5, 15, 30, 60, 120, 240, 480, 720, 1440, 4320)),
            "time_to_reply_survival",
                    new Curve("reply_waiting", "minutes", MINUTE, List.of(15, 60, 240, 720, 1440, 2880, 4320, 10080)),
            "time_to_churn_survival",
                    new Curve("contact_survival", "days", Calendar.DAY, List.of(7, 14, 28, 56, 84, 168, 364)));

    /** The medians of all, those who still wait included, that stand beside those of whoever has come to an end. */
    private static final Map<String, String> SURVIVALS = Map.of(
            "approval_cycle_time_p50", "approval_cycle_time_survival",
            "contract_lead_time", "contract_lead_time_survival",
            "onboarding_time_p50", "onboarding_time_survival",
            "resolution_time", "resolution_time_survival",
            "resolution_time_human", "resolution_time_human_survival");

    /** The shares of a curve, and the unit of their times. */
    private record Curve(String metric, String slice, long unit, List<Integer> times) {}

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
            } else if (SURVIVALS.containsKey(key.metric())) {
                all.put(named(SURVIVALS.get(key.metric()), key), cell);
            } else if (key.metric().equals("active_contacts") && key.period().equals("week")) {
                daysAgainstWeek(key, cell, all);
                TruthKey unknown = named("unknown_age_share", key);
                all.put(unknown, share(cells.getOrDefault(unknown, new TruthCell()).numerator, cell.numerator));
            } else if (key.metric().equals("repeat_purchase_after_dm") && key.slice() == null) {
                all.put(named("repeat_purchase_lift", key), lift(key, cell));
            } else if (CURVES.containsKey(key.metric())) {
                stillWaiting(CURVES.get(key.metric()), key, cell, all);
            }
        });
        all.keySet().removeIf(key -> PARTS.contains(key.metric()) && key.slice() == null);
        return all;
    }

    private static TruthKey named(String metric, TruthKey key) {
        return new TruthKey(metric, key.scope(), key.period(), key.startOn(), key.slice(), key.sliceValue());
    }

    private static TruthCell share(long part, long whole) {
        TruthCell cell = new TruthCell();
        cell.ratio(part, whole);
        return cell;
    }

    /** How much oftener those bought again whom a personal message reached than the others; both wait together. */
    private TruthCell lift(TruthKey total, TruthCell all) {
        TruthCell reached = ofArm(total, "reached");
        TruthCell others = ofArm(total, "not_reached");
        boolean isKnown = reached.denominator > 0 && others.denominator > 0;
        TruthCell lift = TruthCell.told(isKnown ? reached.value() - others.value() : null, null, null);
        lift.ratio(reached.numerator, reached.denominator);
        lift.pending = all.pending;
        return lift;
    }

    private TruthCell ofArm(TruthKey total, String arm) {
        return cells.getOrDefault(
                new TruthKey(total.metric(), total.scope(), total.period(), total.startOn(), "personal_message", arm),
                new TruthCell());
    }

    /** The share to whom it had not happened after each time, as long as anybody was watched. */
    private static void stillWaiting(Curve curve, TruthKey week, TruthCell waits, Map<TruthKey, TruthCell> into) {
        for (int time : curve.times()) {
            Double share =
                    waits.durations == null ? null : waits.durations.shareBeyond(time * curve.unit(), waits.waiting);
            if (share != null) {
                TruthKey key = new TruthKey(
                        curve.metric(),
                        week.scope(),
                        week.period(),
                        week.startOn(),
                        curve.slice(),
                        Integer.toString(time));
                into.put(key, TruthCell.told(share));
            }
        }
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
