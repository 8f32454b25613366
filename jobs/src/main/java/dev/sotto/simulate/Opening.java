package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import org.jspecify.annotations.Nullable;

/** The first message between a brand and a new contact on TikTok: media are turned away, text and shared posts are not. */
final class Opening {
    /** What {@link #byBrand} answers where the contact was lost to the rule. */
    static final long LOST = -1;

    private static final double QUICK_RECOVERY = 0.85;

    private Opening() {}

    /** The brand opens the thread where it has to; answers when its media may follow, or LOST. */
    static long byBrand(Talk talk, World.Campaign campaign, long at, Piece first) {
        if (!talk.mustOpen()) {
            return at;
        }
        Dice dice = talk.dice;
        long openAt = at;
        if (first.isMedia() && dice.chance(talk.habits.mediaFirstBrand())) {
            blocked(talk.byAgent(EventType.MESSAGE_BLOCKED, at, campaign));
            talk.busyUntil = at + Calendar.MINUTE;
            talk.wasBlocked = true;
            if (!isBack(talk, campaign)) {
                return LOST;
            }
            openAt = at + comeback(dice);
        } else if (first.isOpener()) {
            return at;
        }
        Piece opener = dice.chance(0.4) ? Piece.share() : Piece.text(dice);
        Message message = talk.outbound(openAt, opener, campaign);
        Receipts.of(talk, message, campaign);
        return openAt + dice.minutes(4, 0.7);
    }

    /** The contact opens the thread; answers when it has, or LOST. */
    static long byContact(Talk talk, long at) {
        boolean canBeMedia = talk.mustOpen() && talk.contact.has("media_pack", at);
        if (!canBeMedia || !talk.dice.chance(talk.habits.mediaFirstContact())) {
            return at;
        }
        blocked(talk.byContact(EventType.MESSAGE_BLOCKED, at, null));
        talk.busyUntil = at + Calendar.MINUTE;
        if (!isBack(talk, null)) {
            return LOST;
        }
        long openAt = at + comeback(talk.dice);
        talk.inbound(openAt, Piece.text(talk.dice), null);
        long again = openAt + talk.dice.minutes(6, 0.8);
        talk.inbound(again, Piece.pack(talk.dice), null);
        return again + Calendar.MINUTE;
    }

    private static boolean isBack(Talk talk, World.@Nullable Campaign campaign) {
        double chance = talk.effects.blockRecovered();
        boolean isBack = talk.dice.chance(chance);
        talk.book(Effect.BLOCK_RECOVERED, campaign, Effect.BLOCK_RECOVERED.control(), chance, chance, isBack);
        return isBack;
    }

    /** Most come back within minutes; some only after the day in which it counts as a recovery. */
    private static long comeback(Dice dice) {
        return dice.chance(QUICK_RECOVERY) ? dice.minutes(18, 1) : dice.minutes(1500, 0.4);
    }

    private static void blocked(SimulatedEvent event) {
        event.with(EventField.REASON, "first_contact_media").with(EventField.KIND, "media_pack");
    }
}
