package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;

/** How a contact becomes an ambassador: an invitation, short tutorials by message, a step after each. */
final class Onboarding {
    static final List<String> STEPS = List.of("welcome", "brand-story", "first-draft", "guidelines");
    private static final double GOES_ON = 0.9;

    private Onboarding() {}

    static void play(Talk talk, World.Campaign campaign, long at) {
        Dice dice = talk.dice;
        Exchange exchange = Exchange.of(
                talk, campaign, at, List.of(Piece.text(dice).purpose("personal").personalised()));
        if (exchange == null || exchange.reachedAt() == 0) {
            return;
        }
        talk.isOnboarded = true;
        long stepAt = exchange.reachedAt() + 1000;
        talk.byAgent(EventType.AMBASSADOR_INVITED, stepAt, campaign);
        if (!dice.chance(campaign.convert())) {
            return;
        }
        for (String step : STEPS) {
            long tutorialAt = talk.contact.house.open(stepAt + dice.minutes(700, 0.8), dice);
            Piece tutorial = dice.chance(0.6) ? Piece.voice(dice) : Piece.pack(dice);
            Receipts receipts =
                    Receipts.of(talk, talk.outbound(tutorialAt, tutorial.purpose("tutorial"), campaign), campaign);
            if (receipts.readAt() == 0 && !dice.chance(0.5)) {
                return;
            }
            stepAt = Math.max(tutorialAt, receipts.readAt()) + dice.minutes(300, 1);
            talk.byContact(EventType.AMBASSADOR_STEP_DONE, stepAt, campaign)
                    .with(EventField.STEP, step)
                    .with(EventField.REQUIRED, true);
            if (!dice.chance(GOES_ON)) {
                return;
            }
        }
        activated(talk, campaign, stepAt + dice.minutes(60, 0.8));
    }

    /** From now on it acts for the brand. */
    private static void activated(Talk talk, World.Campaign campaign, long at) {
        talk.byContact(EventType.AMBASSADOR_ACTIVATED, at, campaign);
        talk.busyUntil = Math.max(talk.busyUntil, at + Calendar.MINUTE);
        talk.contact.person = talk.contact.person.as("ambassador");
        talk.byContact(EventType.SHARE_SENT, at + talk.dice.minutes(500, 1), campaign)
                .with(EventField.CHANNEL, talk.dice.chance(0.6) ? "feed" : "story");
    }
}
