package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How people of the brand answer: runs of messages, cycles of tickets, voice for the important. */
final class AnswerTruth {
    private static final List<String> TIMES = List.of("reply_time_p50", "reply_time_p90");

    private final TruthRows rows;
    private final TruthSeries reopened;

    AnswerTruth(TruthRows rows) {
        this.rows = rows;
        reopened = rows.weekly("reopen_rate");
    }

    void add(List<SimulatedEvent> events) {
        Map<String, SimulatedEvent> asked = new HashMap<>();
        Map<String, List<SimulatedEvent>> resolved = new HashMap<>();
        for (SimulatedEvent event : events) {
            String thread = event.text(EventField.THREAD_ID);
            if (thread == null || !Truth.isOneToOne(event)) {
                continue;
            }
            if (event.type == EventType.TICKET_RESOLVED) {
                resolved.computeIfAbsent(thread, ignored -> new ArrayList<>()).add(event);
            } else if (Truth.isMessage(event)) {
                if (Truth.isByContact(event)) {
                    asked.putIfAbsent(thread, event);
                    resumed(resolved.get(thread), event);
                } else if (Truth.isOutbound(event) && !event.is(EventField.IS_AUTOMATIC)) {
                    answered(asked.remove(thread), event);
                }
            }
        }
        resolved.values().forEach(cycles -> cycles.forEach(cycle -> judge(cycle, false)));
    }

    /** Every cycle that was resolved within a week before is followed by this message. */
    private void resumed(@Nullable List<SimulatedEvent> cycles, SimulatedEvent message) {
        if (cycles != null) {
            cycles.forEach(cycle -> judge(cycle, message.at - cycle.at <= Calendar.WEEK));
            cycles.clear();
        }
    }

    private void judge(SimulatedEvent cycle, boolean isFollowed) {
        for (Scope scope : rows.scopes(cycle.text(EventField.BRAND_ID), cycle.text(EventField.CAMPAIGN_ID))) {
            reopened.at(scope, cycle.at).judge(isFollowed, cycle.at + Calendar.WEEK <= rows.watermark());
        }
    }

    private void answered(@Nullable SimulatedEvent asked, SimulatedEvent answer) {
        if (asked != null) {
            for (Scope scope : rows.scopes(asked.text(EventField.BRAND_ID))) {
                TIMES.forEach(metric -> rows.week(metric, scope, asked.at).duration(answer.at - asked.at));
            }
        }
    }
}
