package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A touch of a campaign: its messages, and what the contact makes of them.
 *
 * @param reachedAt first delivery, 0 if none
 * @param repliedAt first reply, 0 if none
 * @param endedAt its last message
 */
record Exchange(long reachedAt, long repliedAt, long endedAt) {
    static final double MOST = 0.95;
    private static final int AT_ONCE = 3;
    private static final double GOES_ON = 0.4;
    private static final int MOST_TURNS = 3;

    /**
     * Teaser and explanation: in which order, and how far apart.
     *
     * @param arm of the campaign's experiment on the order; null where it has none
     */
    record Sequence(@Nullable String arm, double orderEffect, int minutes, double gapEffect) {
        String gap() {
            return "gap_" + minutes + "_min";
        }
    }

    /** Send the pieces one after the other, and let the contact react; null where the first contact was lost. */
    static @Nullable Exchange of(Talk talk, World.Campaign campaign, long at, List<Piece> pieces) {
        return of(talk, campaign, at, pieces, AT_ONCE);
    }

    /** The same with some minutes between two pieces, as median. */
    static @Nullable Exchange of(Talk talk, World.Campaign campaign, long at, List<Piece> pieces, int gapMinutes) {
        long begin = Opening.byBrand(talk, campaign, Math.max(at, talk.busyUntil), pieces.get(0));
        if (begin == Opening.LOST) {
            return null;
        }
        long sendAt = begin;
        long reachedAt = 0;
        long readAt = 0;
        long clickedAt = 0;
        String template = talk.dice.chance(0.5) ? "a" : "b";
        talk.byTemplate(campaign.id() + "-" + template);
        for (Piece piece : pieces) {
            Message message = talk.outbound(sendAt, piece, campaign);
            Receipts receipts = Receipts.of(talk, message, campaign);
            reachedAt = reachedAt == 0 ? receipts.deliveredAt() : reachedAt;
            readAt = Math.max(readAt, receipts.readAt());
            if (receipts.readAt() > 0 && clickedAt == 0 && talk.dice.chance(clicks(talk, campaign, pieces.size()))) {
                clickedAt = Links.clicked(talk, campaign, message, receipts.readAt());
            }
            sendAt += talk.dice.minutes(gapMinutes, 0.6);
        }
        talk.byTemplate(null);
        if (readAt == 0 || !new Persuasion(talk, campaign, at, pieces, template).isReplied()) {
            return new Exchange(reachedAt, 0, sendAt);
        }
        long repliedAt = Math.max(readAt, sendAt) + talk.dice.minutes(talk.habits.replyMinutes(), 1.5);
        long endedAt = conversation(talk, campaign, repliedAt);
        return new Exchange(reachedAt, repliedAt, endedAt);
    }

    private static double clicks(Talk talk, World.Campaign campaign, int pieces) {
        return Math.min(MOST, campaign.click() * talk.contact.engagement / pieces);
    }

    /** The contact writes, the agent answers, and so on for a while; answers the time of the last message. */
    private static long conversation(Talk talk, World.Campaign campaign, long repliedAt) {
        Dice dice = talk.dice;
        long at = repliedAt;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Message message = talk.inbound(at, answer(dice), campaign);
            if (message == null) {
                return at;
            }
            talk.isUnanswered = !dice.chance(talk.habits.answered());
            if (talk.isUnanswered) {
                return at;
            }
            at = talk.contact.house.open(at + dice.minutes(talk.habits.answerMinutes(), 0.9), dice);
            Message answer = talk.outbound(at, dice.chance(0.25) ? Piece.voice(dice) : Piece.text(dice), campaign);
            Receipts receipts = Receipts.of(talk, answer, campaign);
            if (receipts.readAt() == 0 || !dice.chance(GOES_ON * talk.contact.engagement)) {
                return at;
            }
            at = receipts.readAt() + dice.minutes(talk.habits.replyMinutes() / 3, 1);
        }
        return at;
    }

    /** What contacts write: mostly text. */
    static Piece answer(Dice dice) {
        double lot = dice.unit();
        if (lot < 0.66) {
            return Piece.text(dice);
        }
        if (lot < 0.82) {
            return Piece.voice(dice);
        }
        if (lot < 0.91) {
            return Piece.pack(dice);
        }
        return lot < 0.96 ? Piece.sticker() : lot < 0.99 ? Piece.share() : Piece.unsupported();
    }

    /** Whether a touch converts: likelier after a reply, and in the brand's strong weeks. */
    boolean converts(Talk talk, World.Campaign campaign) {
        return converts(talk, campaign, null);
    }

    /** The same with what its order and its gap do to the chance. */
    boolean converts(Talk talk, World.Campaign campaign, @Nullable Sequence sequence) {
        if (reachedAt == 0) {
            return false;
        }
        double week = World.Story.of(talk.contact.brand.story().convert(), talk.stage.calendar.weekOf(reachedAt));
        double effect = sequence == null ? 1 : sequence.orderEffect();
        double gap = sequence == null ? 1 : sequence.gapEffect();
        double reply = repliedAt > 0 ? talk.effects.replyConverts() : 1;
        double share = campaign.convert() * talk.contact.engagement * week * effect * reply * gap;
        double chance = Math.min(MOST, share);
        boolean isConverted = talk.dice.chance(chance);
        String answer = repliedAt > 0 ? "reply" : Effect.REPLY_CONVERTS.control();
        talk.book(Effect.REPLY_CONVERTS, campaign, answer, chance, Math.min(MOST, share / reply), isConverted);
        if (sequence != null) {
            double without = Math.min(MOST, share / gap);
            talk.book(Effect.GAP_CONVERTS, campaign, sequence.gap(), chance, without, isConverted);
            if (sequence.arm() != null) {
                without = Math.min(MOST, share / effect);
                talk.book(Effect.ORDER_CONVERTS, campaign, sequence.arm(), chance, without, isConverted);
            }
        }
        return isConverted;
    }

    /** When a conversion comes: some hours or days after the contact was reached. */
    long conversionAt(Talk talk) {
        return Math.max(reachedAt, repliedAt) + talk.dice.minutes(1300, 1.1);
    }

    /** A word on what the contact thinks. */
    void feedback(Talk talk, World.Campaign campaign, double share) {
        if (repliedAt > 0 && talk.contact.isOnTiktok() && talk.dice.chance(share)) {
            talk.byContact(EventType.FEEDBACK_GIVEN, endedAt + talk.dice.seconds(30, 900), campaign)
                    .with(EventField.SCORE, (long) talk.dice.between(2, 5));
        }
    }
}
