package dev.sotto.fold;

import dev.sotto.fold.FoldEvent.Direction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One conversation, message by message: which sides wrote, what answered it first, and what answered each run of a contact. */
final class Conversation {

    /** A run of a contact's messages that was answered, by its first message. */
    record Reply(
            FoldEvent asked, FoldEvent replied, @Nullable String tier) {}

    final FoldEvent first;
    final List<Reply> replies = new ArrayList<>();
    long endedAt;
    long messages;
    boolean hasHandoff;

    @Nullable
    FoldEvent firstResponse;

    @Nullable
    String tier;

    private boolean hasContact;
    private boolean hasHuman;
    private boolean hasOther;

    /** The first message of the contact that nobody has answered yet. */
    private @Nullable FoldEvent asked;

    Conversation(FoldEvent first, @Nullable String tier) {
        this.first = first;
        this.tier = tier;
    }

    void add(FoldEvent event) {
        endedAt = event.at();
        messages++;
        boolean isHuman = event.actor().isBrandHuman() && !event.isAutomatic();
        boolean isOther = event.actor().id() != null
                && !event.actor().id().equals(first.actor().id());
        hasContact |= event.actor().isContact();
        hasHuman |= isHuman;
        hasOther |= isOther;
        boolean answers = hasRoles() ? first.direction() == Direction.INBOUND && isHuman : isOther;
        if (answers && firstResponse == null) {
            firstResponse = event;
        }
        turn(event, isHuman);
    }

    /** In a group, only what is addressed to the brand asks for an answer. */
    private void turn(FoldEvent event, boolean isHuman) {
        if (isHuman && asked != null) {
            replies.add(new Reply(asked, event, tier));
            asked = null;
        } else if (asked == null
                && event.direction() == Direction.INBOUND
                && !event.isAutomatic()
                && (event.isOneToOne() || event.isAddressed())) {
            asked = event;
        }
    }

    private boolean hasRoles() {
        return first.actor().role() != null;
    }

    boolean isTwoWay() {
        return hasRoles() ? hasContact && hasHuman : hasOther;
    }

    /** {@code contact}, {@code brand}, or {@code person} where roles are unknown. */
    String initiator() {
        if (!hasRoles()) {
            return "person";
        }
        return first.direction() == Direction.INBOUND ? "contact" : "brand";
    }
}
