package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long conversations were, whether both sides spoke, and how soon the brand answered those that contacts began. */
final class ConversationTruth {
    private final TruthRows rows;
    private final OpeningHours hours;
    private final TruthSeries twoWay;
    private final TruthSeries handedOff;
    private final TruthSeries lengths;
    private final TruthSeries medianLength;
    private final TruthSeries unanswered;
    private final TruthSeries responses;
    private final TruthSeries business;

    ConversationTruth(TruthRows rows, OpeningHours hours) {
        this.rows = rows;
        this.hours = hours;
        twoWay = rows.weekly("two_way_share");
        handedOff = rows.weekly("off_app_handoff_rate");
        lengths = rows.weekly("messages_per_conversation");
        medianLength = rows.weekly("messages_per_conversation_p50");
        unanswered = rows.weekly("unanswered_rate");
        responses = rows.weekly("first_response_time_p50", "first_response_time_p90", "first_response_survival");
        business = rows.weekly("frt_business");
    }

    void add(Map<String, List<Conversation>> threads) {
        for (List<Conversation> ofThread : threads.values()) {
            ofThread.forEach(this::add);
        }
    }

    private void add(Conversation conversation) {
        SimulatedEvent first = conversation.first();
        SimulatedEvent answer = null;
        boolean hasContact = false;
        for (SimulatedEvent message : conversation.messages) {
            answer = answer == null && Conversation.isAnswer(message) ? message : answer;
            hasContact |= message.isByContact();
        }
        boolean isClosed = conversation.closedAt() <= rows.watermark();
        for (Scope scope : rows.scopes(first.text(EventField.BRAND_ID))) {
            int day = scope.days().of(first.at);
            twoWay.on(scope, day).judge(answer != null && hasContact, true);
            handedOff.on(scope, day).judge(conversation.isHandedOff, isClosed);
            if (isClosed) {
                lengths.on(scope, day).ratio(conversation.messages.size(), 1);
                medianLength.on(scope, day).duration(conversation.messages.size());
            } else {
                lengths.on(scope, day).judge(false, false);
                medianLength.on(scope, day).unended();
            }
            if (first.isByContact()) {
                asked(scope, day, conversation, answer);
            }
        }
    }

    private void asked(Scope scope, int day, Conversation conversation, @Nullable SimulatedEvent answer) {
        SimulatedEvent first = conversation.first();
        boolean isLate = answer == null || answer.at > first.at + Conversation.SILENCE;
        unanswered.on(scope, day).judge(isLate, first.at + Conversation.SILENCE <= rows.watermark());
        if (answer == null) {
            // It was seen waiting until it was over, or the log was.
            long until = Math.min(conversation.closedAt(), rows.watermark());
            responses.on(scope, day).waiting(Math.max(0, until - first.at));
            return;
        }
        long took = answer.at - first.at;
        responses.on(scope, day).duration(took);
        business.on(scope, day)
                .duration(hours.between(String.valueOf(first.text(EventField.BRAND_ID)), first.at, answer.at));
    }
}
