package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who of those invited took all the steps of an ambassador, and how long it took, by the week of the first invitation. */
final class OnboardingTruth {
    static final Set<EventType> TYPES = Set.of(EventType.AMBASSADOR_INVITED, EventType.AMBASSADOR_STEP_DONE);

    private static final long WINDOW = 14 * Calendar.DAY;

    private final TruthRows rows;
    private final TruthSeries completion;
    private final TruthSeries time;

    OnboardingTruth(TruthRows rows) {
        this.rows = rows;
        completion = rows.weekly("onboarding_completion");
        time = rows.weekly("onboarding_time_p50");
    }

    void add(List<SimulatedEvent> events) {
        Map<String, SimulatedEvent> invited = new LinkedHashMap<>();
        Map<String, Map<String, Long>> done = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            Person actor = event.actor();
            Person counterpart = event.counterpart();
            if (event.type == EventType.AMBASSADOR_INVITED && counterpart != null) {
                invited.putIfAbsent(counterpart.id(), event);
            } else if (event.type == EventType.AMBASSADOR_STEP_DONE && actor != null) {
                done.computeIfAbsent(actor.id(), ignored -> new LinkedHashMap<>())
                        .putIfAbsent(String.valueOf(event.text(EventField.STEP)), event.at);
            }
        }
        invited.forEach((person, invitation) -> judge(invitation, done.getOrDefault(person, Map.of())));
    }

    private void judge(SimulatedEvent invitation, Map<String, Long> done) {
        boolean isDone = done.keySet().containsAll(Onboarding.STEPS);
        long took = done.values().stream().mapToLong(Long::longValue).max().orElse(0) - invitation.at;
        for (Scope scope : rows.scopes(invitation.text(EventField.BRAND_ID), invitation.text(EventField.CAMPAIGN_ID))) {
            completion
                    .at(scope, invitation.at)
                    .judge(isDone && took <= WINDOW, invitation.at + WINDOW <= rows.watermark());
            if (isDone) {
                time.at(scope, invitation.at).duration(took);
            } else {
                time.at(scope, invitation.at).waiting(Math.max(0, rows.watermark() - invitation.at));
            }
        }
    }
}
