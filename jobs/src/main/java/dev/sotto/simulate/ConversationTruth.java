package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How soon people of the brand answered the conversations that contacts began. */
final class ConversationTruth {
    private static final List<String> RESPONSE = List.of("first_response_time_p50", "first_response_time_p90");
    private static final long SILENCE = 24 * Calendar.HOUR;

    private static final class Conversation {
        final SimulatedEvent first;
        long lastAt;
        long messages;
        boolean isResolved;
        boolean hasContact;
        boolean hasBrand;
        boolean isHandedOff;
        long answeredAt = Long.MAX_VALUE;

        /** The contact's first message, while nobody has answered it. */
        @Nullable
        SimulatedEvent unanswered;

        Conversation(SimulatedEvent first) {
            this.first = first;
        }
    }

    private final TruthRows rows;

    ConversationTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(List<SimulatedEvent> events) {
        Map<String, Conversation> open = new HashMap<>();
        for (SimulatedEvent event : events) {
            String thread = event.text(EventField.THREAD_ID);
            Conversation conversation = thread == null ? null : open.get(thread);
            if (event.type == EventType.TICKET_RESOLVED && conversation != null) {
                conversation.isResolved = true;
            } else if (isHandoff(event) && conversation != null && event.at - conversation.lastAt <= SILENCE) {
                conversation.isHandedOff = true;
            } else if (thread != null && Truth.isMessage(event)) {
                boolean isNew =
                        conversation == null || conversation.isResolved || event.at - conversation.lastAt > SILENCE;
                if (isNew) {
                    ended(conversation);
                    conversation = new Conversation(event);
                    conversation.unanswered = Truth.isByContact(event) ? event : null;
                    open.put(thread, conversation);
                }
                said(conversation, event);
            }
        }
        open.values().forEach(this::ended);
    }

    /** A link that leads out of the platform, or somebody who leaves the app for another. */
    private static boolean isHandoff(SimulatedEvent event) {
        return event.type == EventType.LINK_CLICKED && event.is(EventField.OFF_PLATFORM)
                || event.type == EventType.APP_LEFT && event.text(EventField.TARGET_PLATFORM) != null;
    }

    private void said(@Nullable Conversation conversation, SimulatedEvent event) {
        if (conversation == null) {
            return;
        }
        conversation.lastAt = event.at;
        conversation.messages++;
        Person actor = event.actor();
        boolean isAnswer = actor != null && actor.isBrandHuman() && !event.is(EventField.IS_AUTOMATIC);
        conversation.hasContact |= Truth.isByContact(event);
        if (isAnswer && !conversation.hasBrand) {
            conversation.hasBrand = true;
            conversation.answeredAt = event.at;
        }
        SimulatedEvent asked = conversation.unanswered;
        if (isAnswer && asked != null) {
            conversation.unanswered = null;
            note(asked, event.at - asked.at);
        }
    }

    private void ended(@Nullable Conversation conversation) {
        if (conversation == null) {
            return;
        }
        if (conversation.unanswered != null) {
            note(conversation.unanswered, null);
        }
        SimulatedEvent first = conversation.first;
        boolean isClosed = conversation.lastAt + SILENCE <= rows.watermark();
        for (Scope scope : rows.scopes(first.text(EventField.BRAND_ID))) {
            rows.week("two_way_share", scope, first.at).judge(conversation.hasContact && conversation.hasBrand, true);
            rows.week("off_app_handoff_rate", scope, first.at).judge(conversation.isHandedOff, isClosed);
            TruthCell perConversation = rows.week("messages_per_conversation", scope, first.at);
            if (isClosed) {
                perConversation.ratio(conversation.messages, 1);
            } else {
                perConversation.judge(false, false);
            }
            if (Truth.isByContact(first)) {
                boolean isLate = conversation.answeredAt > first.at + SILENCE;
                rows.week("unanswered_rate", scope, first.at).judge(isLate, first.at + SILENCE <= rows.watermark());
            }
        }
    }

    private void note(SimulatedEvent asked, @Nullable Long millis) {
        for (Scope scope : rows.scopes(asked.text(EventField.BRAND_ID))) {
            for (String metric : RESPONSE) {
                if (millis == null) {
                    rows.week(metric, scope, asked.at).unended();
                } else {
                    rows.week(metric, scope, asked.at).duration(millis);
                }
            }
        }
    }
}
