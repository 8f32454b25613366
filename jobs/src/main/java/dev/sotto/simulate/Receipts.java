package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message of the brand on the contact's side.
 *
 * @param deliveredAt 0 if it never was
 * @param readAt 0 if it never was
 */
record Receipts(long deliveredAt, long readAt) {

    /** Deliver, read, play, view and like a message, or not. */
    static Receipts of(Talk talk, Message message, World.@Nullable Campaign campaign) {
        Dice dice = talk.dice;
        World.Habits habits = talk.habits;
        if (!dice.chance(habits.delivered())) {
            if (dice.chance(habits.failed() / (1 - habits.delivered()))) {
                receipt(talk, EventType.MESSAGE_FAILED, message.at() + dice.seconds(2, 60), message, campaign);
            }
            return new Receipts(0, 0);
        }
        long deliveredAt = message.at() + (dice.chance(0.85) ? dice.seconds(1, 20) : dice.minutes(50, 1.2));
        receipt(talk, EventType.MESSAGE_DELIVERED, deliveredAt, message, campaign);
        if (!dice.chance(habits.read())) {
            return new Receipts(deliveredAt, 0);
        }
        long readAt = deliveredAt + dice.minutes(14, 1.6);
        receipt(talk, EventType.MESSAGE_READ, readAt, message, campaign);
        consumed(talk, message, readAt, campaign);
        if (dice.chance(habits.reacted())) {
            long at = readAt + dice.seconds(20, 400);
            receipt(talk, EventType.MESSAGE_REACTED, at, message, campaign);
            if (dice.chance(0.06)) {
                receipt(talk, EventType.MESSAGE_REACTED, at + dice.seconds(2, 30), message, campaign)
                        .with(EventField.REMOVED, true);
            }
        }
        return new Receipts(deliveredAt, readAt);
    }

    /** Voice notes are played; packs are swiped until interest ends. */
    private static void consumed(Talk talk, Message message, long readAt, World.@Nullable Campaign campaign) {
        Dice dice = talk.dice;
        if (message.piece().isVoice() && dice.chance(talk.habits.played())) {
            receipt(talk, EventType.MESSAGE_PLAYED, readAt + dice.seconds(2, 90), message, campaign);
        }
        if (!message.piece().isMedia() || !talk.contact.isOnTiktok() || !dice.chance(0.3)) {
            return;
        }
        long at = readAt;
        double chance = 1;
        boolean isOn = true;
        for (MediaItem item : message.piece().media()) {
            talk.book(Effect.PACK_POSITION, null, Integer.toString(item.position()), chance, 1, isOn);
            if (isOn) {
                at += dice.seconds(1, 9);
                receipt(talk, EventType.MEDIA_VIEWED, at, message, campaign)
                        .with(EventField.POSITION, (long) item.position())
                        .with(EventField.MEDIA_KIND, item.kind());
            }
            double goesOn = talk.effects.goesOn(item.position());
            chance *= goesOn;
            isOn &= dice.chance(goesOn);
        }
    }

    private static SimulatedEvent receipt(
            Talk talk, EventType type, long at, Message message, World.@Nullable Campaign campaign) {
        return talk.byContact(type, at, campaign).with(EventField.MESSAGE_ID, message.id());
    }
}
