package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.fold.FoldEvent.Party;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for what a click is, wherever clicks count: a person's own.
 *
 * <p>What a machine or the brand's side opens in a contact's thread is none, nor what is opened within two seconds of a
 * delivery that nobody has read: previews and filters open the links of a message when it arrives.
 */
public final class OwnClicks {
    private static final long FETCH_MS = 2_000;

    /** When a message was delivered; {@link Long#MIN_VALUE} once it was read. */
    private final Map<Receipt, Long> unreadSince = new HashMap<>();

    private record Receipt(@Nullable String contact, String message) {}

    /** Whether a fold may see an event: all that is no click may be seen. Events have to come in total order. */
    public boolean counts(FoldEvent event) {
        return counts(event.type(), event.at(), event.contactId(), event.actor(), event.messageId());
    }

    /** Whether an event counts, by what is asked of it. */
    public boolean counts(EventType type, long at, @Nullable String contact, Party actor, @Nullable String message) {
        if (type == EventType.LINK_CLICKED) {
            return isOfPerson(contact, actor) && !isFetched(contact, message, at);
        }
        if (message != null && type == EventType.MESSAGE_DELIVERED) {
            unreadSince.putIfAbsent(new Receipt(contact, message), at);
        } else if (message != null && (type == EventType.MESSAGE_READ || type == EventType.MESSAGE_PLAYED)) {
            unreadSince.put(new Receipt(contact, message), Long.MIN_VALUE);
        }
        return true;
    }

    /** Begin again, with somebody else. */
    public void forget() {
        unreadSince.clear();
    }

    private static boolean isOfPerson(@Nullable String contact, Party actor) {
        if (contact == null) {
            return actor.role() == null || actor.isContact();
        }
        return !"bot".equals(actor.role()) && (actor.id() == null || actor.id().equals(contact));
    }

    private boolean isFetched(@Nullable String contact, @Nullable String message, long at) {
        Long since = message == null ? null : unreadSince.get(new Receipt(contact, message));
        return since != null && since != Long.MIN_VALUE && at - since <= FETCH_MS;
    }
}
