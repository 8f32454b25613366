package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who complained of those who were there, and which groups called one another, by week. */
final class TrustTruth {
    private final TruthRows rows;
    private final TruthSeries trust;
    private final TruthSeries calls;

    TrustTruth(TruthRows rows) {
        this.rows = rows;
        trust = rows.weekly("trust_index");
        calls = rows.weekly("group_call_participation");
    }

    void add(List<SimulatedEvent> events, Collection<List<SimulatedEvent>> lives) {
        lives.forEach(this::complaints);
        Map<String, Map<Scope, Map<Integer, Boolean>>> groups = new TreeMap<>();
        for (SimulatedEvent event : events) {
            String thread = event.text(EventField.THREAD_ID);
            boolean isCall = event.type == EventType.CALL_STARTED && "group_voice".equals(event.text(EventField.KIND));
            if (thread != null && !Truth.isOneToOne(event) && (isCall || Truth.isMessage(event))) {
                note(groups.computeIfAbsent(thread, ignored -> new HashMap<>()), event, isCall);
            }
        }
        groups.values().forEach(weeks -> judge(weeks, calls));
    }

    private void complaints(List<SimulatedEvent> life) {
        Map<Scope, Map<Integer, Boolean>> content = new HashMap<>();
        for (SimulatedEvent event : life) {
            boolean isComplaint = Truth.isByContact(event)
                    && (event.type == EventType.PERSON_REPORTED || event.type == EventType.PERSON_BLOCKED);
            if (isComplaint || MessageTruth.isActivity(event)) {
                note(content, event, isComplaint);
            }
        }
        for (Map<Integer, Boolean> weeks : content.values()) {
            weeks.replaceAll((week, hasComplained) -> !hasComplained);
        }
        judge(content, trust);
    }

    private void note(Map<Scope, Map<Integer, Boolean>> weeks, SimulatedEvent event, boolean is) {
        for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
            int week = Math.floorDiv(scope.days().of(event.at) - 4, 7);
            weeks.computeIfAbsent(scope, ignored -> new TreeMap<>()).merge(week, is, Boolean::logicalOr);
        }
    }

    private static void judge(Map<Scope, Map<Integer, Boolean>> weeks, TruthSeries series) {
        weeks.forEach((scope, ofScope) ->
                ofScope.forEach((week, is) -> series.on(scope, 7 * week + 4).judge(is, true)));
    }
}
