package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;

/** Creative work with a partner: a series of images, rounds of approval, a voice note, a contract. */
final class CreativeReview {
    private static final double FIRST_PASS = 0.55;
    private static final double DECIDES_MINUTES = 900;
    private static final double WITHDRAWN = 0.05;
    private static final int MOST_ROUNDS = 3;

    private CreativeReview() {}

    static void play(Talk talk, World.Campaign campaign, long at) {
        Dice dice = talk.dice;
        boolean hasVoice = dice.chance(0.6);
        List<Piece> pieces = hasVoice
                ? List.of(
                        Piece.pack(dice, dice.between(3, 9)), Piece.voice(dice).purpose("explain"))
                : List.of(Piece.pack(dice, dice.between(3, 9)), Piece.text(dice));
        Exchange exchange = Exchange.of(talk, campaign, at, pieces);
        if (exchange == null || exchange.reachedAt() == 0) {
            return;
        }
        String creative = "c" + talk.stage.id();
        long roundAt = exchange.reachedAt() + 1000;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            talk.byAgent(EventType.APPROVAL_REQUESTED, roundAt, campaign)
                    .with(EventField.CREATIVE_ID, creative)
                    .with(EventField.ROUND, (long) round);
            if (dice.chance(WITHDRAWN)) {
                talk.byAgent(EventType.APPROVAL_WITHDRAWN, roundAt + dice.minutes(200, 0.8), campaign)
                        .with(EventField.CREATIVE_ID, creative);
                return;
            }
            roundAt += decides(talk, campaign, hasVoice);
            String decision = decision(talk, campaign, hasVoice, round);
            talk.byContact(EventType.APPROVAL_DECIDED, roundAt, campaign)
                    .with(EventField.CREATIVE_ID, creative)
                    .with(EventField.ROUND, (long) round)
                    .with(EventField.DECISION, decision);
            if (decision.equals("approved")) {
                contract(talk, campaign, creative, roundAt);
                return;
            }
            if (decision.equals("rejected")) {
                return;
            }
            roundAt = talk.contact.house.open(roundAt + dice.minutes(600, 0.6), dice);
            talk.outbound(roundAt - 1000, Piece.pack(dice, dice.between(1, 4)), campaign);
        }
    }

    private static long decides(Talk talk, World.Campaign campaign, boolean hasVoice) {
        double median = hasVoice ? DECIDES_MINUTES * talk.effects.voiceDecides() : DECIDES_MINUTES;
        long millis = talk.dice.minutes(median, 0.8);
        if (!talk.contact.isTest) {
            double without = DECIDES_MINUTES * Calendar.MINUTE;
            talk.stage.ledger.time(
                    Effect.VOICE_DECIDES, campaign.id(), arm(hasVoice), median * Calendar.MINUTE, without, millis);
        }
        return millis;
    }

    private static String arm(boolean hasVoice) {
        return hasVoice ? "voice_note" : Effect.VOICE_APPROVES.control();
    }

    private static String decision(Talk talk, World.Campaign campaign, boolean hasVoice, int round) {
        Dice dice = talk.dice;
        double without = Math.min(Exchange.MOST, FIRST_PASS + 0.1 * (round - 1));
        double pass = Math.min(Exchange.MOST, hasVoice ? without * talk.effects.voiceApproves() : without);
        boolean isApproved = dice.chance(pass);
        if (round == 1) {
            talk.book(Effect.VOICE_APPROVES, campaign, arm(hasVoice), pass, without, isApproved);
        }
        if (isApproved) {
            return "approved";
        }
        double lot = dice.unit();
        return lot < 0.65 ? "changes" : lot < 0.85 ? "conditional" : "rejected";
    }

    private static void contract(Talk talk, World.Campaign campaign, String creative, long approvedAt) {
        Dice dice = talk.dice;
        String contract = "x" + talk.stage.id();
        long sentAt = talk.contact.house.open(approvedAt + dice.minutes(300, 0.7), dice);
        talk.byAgent(EventType.CONTRACT_SENT, sentAt, campaign)
                .with(EventField.CONTRACT_ID, contract)
                .with(EventField.CREATIVE_ID, creative);
        if (dice.chance(campaign.convert() + 0.25)) {
            talk.byContact(EventType.CONTRACT_SIGNED, sentAt + dice.minutes(1500, 0.9), campaign)
                    .with(EventField.CONTRACT_ID, contract)
                    .with(EventField.CREATIVE_ID, creative);
        }
    }
}
