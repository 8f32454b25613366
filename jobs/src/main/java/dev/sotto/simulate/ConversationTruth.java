package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long conversations were, whether both sides spoke, and how soon the brand answered those that contacts began. */
final class ConversationTruth {
    private static final List<String> RESPONSE = List.of("first_response_time_p50", "first_response_time_p90");
    private static final String LENGTH = "messages_per_conversation";

    private final TruthRows rows;
    private final OpeningHours hours;

    ConversationTruth(TruthRows rows, OpeningHours hours) {
        this.rows = rows;
        this.hours = hours;
    }

    void add(Map<String, List<Conversation>> threads) {
        threads.values().forEach(ofThread -> ofThread.forEach(this::add));
    }

    private void add(Conversation conversation) {
        SimulatedEvent first = conversation.first();
        SimulatedEvent answer = conversation.messages.stream()
                .filter(Conversation::isAnswer)
                .findFirst()
                .orElse(null);
        boolean isTwoWay = answer != null && conversation.messages.stream().anyMatch(Truth::isByContact);
        boolean isClosed = conversation.closedAt() <= rows.watermark();
        for (Scope scope : rows.scopes(first.text(EventField.BRAND_ID))) {
            rows.week("two_way_share", scope, first.at).judge(isTwoWay, true);
            rows.week("off_app_handoff_rate", scope, first.at).judge(conversation.isHandedOff, isClosed);
            TruthCell lengths = rows.week(LENGTH + "_p50", scope, first.at);
            if (isClosed) {
                rows.week(LENGTH, scope, first.at).ratio(conversation.messages.size(), 1);
                lengths.duration(conversation.messages.size());
            } else {
                rows.week(LENGTH, scope, first.at).judge(false, false);
                lengths.unended();
            }
            if (Truth.isByContact(first)) {
                asked(scope, conversation, answer);
            }
        }
    }

    private void asked(Scope scope, Conversation conversation, @Nullable SimulatedEvent answer) {
        SimulatedEvent first = conversation.first();
        boolean isLate = answer == null || answer.at > first.at + Conversation.SILENCE;
        rows.week("unanswered_rate", scope, first.at)
                .judge(isLate, first.at + Conversation.SILENCE <= rows.watermark());
        TruthCell survival = rows.week("first_response_survival", scope, first.at);
        if (answer == null) {
            RESPONSE.forEach(metric -> rows.week(metric, scope, first.at).unended());
            // It was seen waiting until it was over, or the log was.
            survival.waiting(Math.max(0, Math.min(conversation.closedAt(), rows.watermark()) - first.at));
            return;
        }
        RESPONSE.forEach(metric -> rows.week(metric, scope, first.at).duration(answer.at - first.at));
        survival.duration(answer.at - first.at);
        rows.week("frt_business", scope, first.at)
                .duration(hours.between(String.valueOf(first.text(EventField.BRAND_ID)), first.at, answer.at));
    }
}
