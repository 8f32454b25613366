package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How soon people of the brand answer what contacts write in a row, and after which tickets contacts write again. */
final class AnswerTruth {
    static final Set<EventType> TYPES = Set.of(EventType.MESSAGE_SENT, EventType.TICKET_RESOLVED);

    private final TruthRows rows;
    private final TruthSeries replies;
    private final TruthSeries reopened;

    AnswerTruth(TruthRows rows) {
        this.rows = rows;
        replies = rows.weekly("reply_time");
        reopened = rows.weekly("reopen_rate");
    }

    void add(List<SimulatedEvent> events, Map<String, List<Conversation>> threads) {
        threads.values().forEach(ofThread -> ofThread.forEach(this::turns));
        Map<String, List<SimulatedEvent>> resolved = new HashMap<>();
        for (SimulatedEvent event : events) {
            boolean isResolved = event.type == EventType.TICKET_RESOLVED;
            String thread =
                    isResolved || event.type == EventType.MESSAGE_SENT ? event.text(EventField.THREAD_ID) : null;
            if (thread == null || !event.isOneToOne()) {
                continue;
            }
            if (isResolved) {
                resolved.computeIfAbsent(thread, ignored -> new ArrayList<>()).add(event);
            } else if (event.isMessage() && event.isByContact()) {
                resumed(resolved.get(thread), event);
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

    /** A run of a contact's messages ends with the answer, or with its conversation. */
    private void turns(Conversation conversation) {
        SimulatedEvent asked = null;
        for (SimulatedEvent message : conversation.messages) {
            if (asked != null && Conversation.isAnswer(message)) {
                answered(asked, message);
                asked = null;
            } else if (asked == null && isAsking(message)) {
                asked = message;
            }
        }
    }

    /** In a group only what answers or names somebody is meant for the brand. */
    private static boolean isAsking(SimulatedEvent message) {
        boolean isAddressed =
                message.text(EventField.REPLY_TO) != null || message.value(EventField.MENTIONS) instanceof List<?>;
        return message.isByContact() && (message.isOneToOne() || isAddressed);
    }

    private void answered(SimulatedEvent asked, SimulatedEvent answer) {
        for (Scope scope : rows.scopes(asked.text(EventField.BRAND_ID))) {
            replies.at(scope, asked.at).duration(answer.at - asked.at);
        }
    }
}
