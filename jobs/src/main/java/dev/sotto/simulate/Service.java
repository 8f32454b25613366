package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import org.jspecify.annotations.Nullable;

/** Conversations that a contact begins: a question, perhaps a machine, an agent, perhaps a ticket. */
final class Service {
    private static final double TICKETS = 0.3;

    private Service() {}

    /** The contact asks; answers whether it got to. */
    static boolean asks(Talk talk, long wanted) {
        long at = Opening.byContact(talk, Math.max(wanted, talk.busyUntil));
        if (at == Opening.LOST) {
            return false;
        }
        Dice dice = talk.dice;
        Piece question = talk.mustOpen() || dice.chance(0.7) ? Piece.text(dice) : Exchange.answer(dice);
        if (talk.inbound(at, question, null) == null) {
            return false;
        }
        boolean hasTicket = talk.contact.isOnTiktok() && dice.chance(TICKETS);
        if (hasTicket) {
            ticket(talk, at, null, "standard");
        } else {
            plain(talk, at);
        }
        return true;
    }

    private static void plain(Talk talk, long askedAt) {
        Dice dice = talk.dice;
        long at = askedAt;
        if (dice.chance(talk.habits.botFirst())) {
            talk.automatic(at + dice.seconds(1, 4));
        }
        for (int turn = 0; turn < 2; turn++) {
            talk.isUnanswered = !dice.chance(talk.habits.answered());
            if (talk.isUnanswered) {
                return;
            }
            at = talk.contact.house.open(at + dice.minutes(talk.habits.answerMinutes(), 0.9), dice);
            Message answer = talk.outbound(at, dice.chance(0.2) ? Piece.voice(dice) : Piece.text(dice), null);
            Receipts receipts = Receipts.of(talk, answer, null);
            if (receipts.readAt() == 0 || !dice.chance(0.35)) {
                return;
            }
            at = receipts.readAt() + dice.minutes(9, 1);
            if (talk.inbound(at, Exchange.answer(dice), null) == null) {
                return;
            }
        }
    }

    /** A question that becomes a ticket; VIPs are answered by voice, sooner. */
    static void ticket(Talk talk, long askedAt, World.@Nullable Campaign campaign, String tier) {
        Dice dice = talk.dice;
        boolean isVip = tier.equals("vip");
        String ticket = "k" + talk.stage.id();
        long at = askedAt + dice.seconds(1, 10);
        talk.inTicket(ticket, tier);
        step(talk, EventType.TICKET_OPENED, at, ticket, campaign).with(EventField.TIER, tier);
        step(talk, EventType.TICKET_ASSIGNED, at + dice.seconds(5, 90), ticket, campaign);
        if (!isVip && dice.chance(talk.habits.botFirst())) {
            long botAt = talk.automatic(at + dice.seconds(1, 4)).at();
            step(talk, EventType.TICKET_HANDED_OFF, botAt + dice.seconds(20, 200), ticket, campaign);
        }
        double minutes = isVip ? talk.habits.answerMinutes() / 3 : talk.habits.answerMinutes();
        at = talk.contact.house.open(at + dice.minutes(minutes, 0.8), dice);
        Piece answer = dice.chance(isVip ? 0.7 : 0.15) ? Piece.voice(dice).purpose("explain") : Piece.text(dice);
        Receipts receipts = Receipts.of(talk, talk.outbound(at, answer.personalised(), campaign), campaign);
        if (receipts.readAt() > 0 && dice.chance(0.5)) {
            long thanksAt = Math.max(at, receipts.readAt()) + dice.minutes(5, 1);
            talk.inbound(thanksAt, Piece.text(dice), campaign);
            at = thanksAt;
        }
        resolved(talk, ticket, at, campaign);
        talk.inTicket(null, null);
    }

    private static void resolved(Talk talk, String ticket, long answeredAt, World.@Nullable Campaign campaign) {
        Dice dice = talk.dice;
        if (!dice.chance(0.93)) {
            return;
        }
        long at = answeredAt + dice.minutes(40, 1);
        step(talk, EventType.TICKET_RESOLVED, at, ticket, campaign);
        talk.busyUntil = Math.max(talk.busyUntil, at + Calendar.MINUTE);
        if (dice.chance(0.06)) {
            at += dice.minutes(600, 0.8);
            talk.inbound(at - 2000, Piece.text(dice), campaign);
            step(talk, EventType.TICKET_REOPENED, at, ticket, campaign);
            at += dice.minutes(90, 0.7);
            talk.outbound(at, Piece.text(dice), campaign);
            at += dice.minutes(10, 0.5);
            step(talk, EventType.TICKET_RESOLVED, at, ticket, campaign);
        }
        if (dice.chance(0.6)) {
            at += dice.seconds(30, 300);
            step(talk, EventType.TICKET_RATING_ASKED, at, ticket, campaign);
            if (dice.chance(0.45)) {
                talk.byContact(EventType.TICKET_RATED, at + dice.minutes(30, 1.3), campaign)
                        .with(EventField.TICKET_ID, ticket)
                        .with(EventField.SCORE, (long) (dice.chance(0.8) ? dice.between(4, 5) : dice.between(1, 3)));
            }
        }
    }

    private static SimulatedEvent step(
            Talk talk, EventType type, long at, String ticket, World.@Nullable Campaign campaign) {
        return talk.byAgent(type, at, campaign).with(EventField.TICKET_ID, ticket);
    }
}
