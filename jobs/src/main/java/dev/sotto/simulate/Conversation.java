package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages of a thread with no silence of over a day between two, and no ticket resolved. */
final class Conversation {
    /** What bears on conversations. */
    static final Set<EventType> TYPES =
            Set.of(EventType.MESSAGE_SENT, EventType.TICKET_RESOLVED, EventType.LINK_CLICKED, EventType.APP_LEFT);

    static final long SILENCE = 24 * Calendar.HOUR;

    final List<SimulatedEvent> messages = new ArrayList<>();
    boolean isHandedOff;
    private long resolvedAt = Long.MAX_VALUE;

    /** The conversations of each thread, in their order. */
    static Map<String, List<Conversation>> of(List<SimulatedEvent> events) {
        Map<String, List<Conversation>> all = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            String thread = event.text(EventField.THREAD_ID);
            List<Conversation> ofThread = thread == null ? null : all.get(thread);
            Conversation open = ofThread == null ? null : ofThread.get(ofThread.size() - 1);
            if (event.type == EventType.TICKET_RESOLVED && open != null) {
                open.resolvedAt = Math.min(open.resolvedAt, event.at);
            } else if (isHandoff(event) && open != null && event.at - open.lastAt() <= SILENCE) {
                open.isHandedOff = true;
            } else if (thread != null && event.isMessage()) {
                if (open == null || !open.isGoingOn(event.at)) {
                    open = new Conversation();
                    all.computeIfAbsent(thread, ignored -> new ArrayList<>()).add(open);
                }
                open.messages.add(event);
            }
        }
        return all;
    }

    /** A link that leads out of the platform, or somebody who leaves the app for another. */
    private static boolean isHandoff(SimulatedEvent event) {
        return event.type == EventType.LINK_CLICKED && event.is(EventField.OFF_PLATFORM)
                || event.type == EventType.APP_LEFT && event.text(EventField.TARGET_PLATFORM) != null;
    }

    SimulatedEvent first() {
        return messages.get(0);
    }

    long lastAt() {
        return messages.get(messages.size() - 1).at;
    }

    /** When nothing can belong to it any more. */
    long closedAt() {
        return lastAt() + SILENCE;
    }

    /** Whether what is said at a moment after its messages belongs to it. */
    boolean isGoingOn(long at) {
        return resolvedAt == Long.MAX_VALUE && at - lastAt() <= SILENCE;
    }

    /** When the conversation began that was going on at a moment, else that moment. */
    static long beginning(@Nullable List<Conversation> ofThread, long at) {
        long beginning = at;
        for (Conversation one : ofThread == null ? List.<Conversation>of() : ofThread) {
            long before = one.first().at;
            for (SimulatedEvent message : one.messages) {
                before = message.at <= at ? message.at : before;
            }
            if (one.first().at <= at && at - before <= SILENCE && at <= one.resolvedAt) {
                beginning = one.first().at;
            }
        }
        return beginning;
    }

    /** An answer of somebody of the brand, no machine. */
    static boolean isAnswer(SimulatedEvent message) {
        Person actor = message.actor();
        return actor != null && actor.isBrandHuman() && !message.is(EventField.IS_AUTOMATIC);
    }
}
