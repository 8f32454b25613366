package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who complained of those who were there, and which groups called one another, by week. */
final class TrustTruth {
    static final Set<EventType> TYPES = Set.of(EventType.MESSAGE_SENT, EventType.CALL_STARTED);

    private final TruthRows rows;
    private final TruthSeries trust;
    private final TruthSeries calls;
    private final MarkedDays weeks = new MarkedDays();

    TrustTruth(TruthRows rows) {
        this.rows = rows;
        trust = rows.weekly("trust_index");
        calls = rows.weekly("group_call_participation");
    }

    void add(List<SimulatedEvent> events, Collection<Past> lives) {
        lives.forEach(this::complaints);
        Map<String, List<SimulatedEvent>> groups = new TreeMap<>();
        for (SimulatedEvent event : events) {
            boolean isSaid = isCall(event) || event.isMessage();
            String thread = isSaid && !event.isOneToOne() ? event.text(EventField.THREAD_ID) : null;
            if (thread != null) {
                groups.computeIfAbsent(thread, ignored -> new ArrayList<>()).add(event);
            }
        }
        for (List<SimulatedEvent> group : groups.values()) {
            for (Scope scope : rows.scopes(group.get(0).text(EventField.BRAND_ID))) {
                weeks.weeks(scope, group, TrustTruth::isCall);
                for (int i = 0; i < weeks.size(); i++) {
                    calls.on(scope, weeks.day(i)).judge(weeks.isMarked(i), true);
                }
            }
        }
    }

    private static boolean isCall(SimulatedEvent event) {
        return event.type == EventType.CALL_STARTED && "group_voice".equals(event.text(EventField.KIND));
    }

    private void complaints(Past past) {
        List<SimulatedEvent> there = past.others.stream().anyMatch(TrustTruth::isComplaint)
                ? past.all.stream()
                        .filter(event -> isComplaint(event) || event.isActivity())
                        .toList()
                : past.active;
        for (Scope scope : past.scopes) {
            weeks.weeks(scope, there, TrustTruth::isComplaint);
            for (int i = 0; i < weeks.size(); i++) {
                trust.on(scope, weeks.day(i)).judge(!weeks.isMarked(i), true);
            }
        }
    }

    private static boolean isComplaint(SimulatedEvent event) {
        return (event.type == EventType.PERSON_REPORTED || event.type == EventType.PERSON_BLOCKED)
                && event.isByContact();
    }
}
