package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contest with media entries: text first, then media, then a decision. */
final class Contest {
    private static final double TEXT_FIRST = 0.5;
    private static final double BY_RULE = 0.4;

    private Contest() {}

    static void play(Talk talk, World.Campaign campaign, long at) {
        Dice dice = talk.dice;
        Exchange exchange =
                Exchange.of(talk, campaign, at, List.of(Piece.text(dice).purpose("promo")));
        // Whoever has no packs yet has nothing to enter with.
        if (exchange == null || !talk.contact.has("media_pack", at) || !exchange.converts(talk, campaign)) {
            return;
        }
        long enteredAt = exchange.conversionAt(talk);
        talk.byAgent(EventType.CONTACT_ORIGIN_CHECKED, enteredAt - 5000, campaign)
                .with(EventField.RESULT, dice.chance(0.95) ? "pass" : "fail");
        boolean isTextFirst = dice.chance(TEXT_FIRST);
        if (isTextFirst) {
            talk.inbound(enteredAt - 3000, Piece.text(dice), campaign);
        }
        if (talk.inbound(enteredAt - 1000, Piece.pack(dice), campaign) != null) {
            decided(talk, campaign, enteredAt, isTextFirst);
        }
    }

    private static void decided(Talk talk, World.Campaign campaign, long enteredAt, boolean isTextFirst) {
        Dice dice = talk.dice;
        String entry = "n" + talk.stage.id();
        talk.byContact(EventType.CONTEST_ENTERED, enteredAt, campaign)
                .with(EventField.ENTRY_ID, entry)
                .with(EventField.WITH_MEDIA, true)
                .with(EventField.PRECEDED_BY_TEXT, isTextFirst);
        boolean isAccepted = isTextFirst && dice.chance(0.85);
        String by = !isTextFirst && dice.chance(BY_RULE) ? "rule" : "human";
        long decidedAt = by.equals("rule") ? enteredAt + 800 : enteredAt + dice.minutes(900, 0.9);
        talk.byAgent(EventType.CONTEST_DECIDED, decidedAt, campaign)
                .with(EventField.ENTRY_ID, entry)
                .with(EventField.DECISION, isAccepted ? "accepted" : "rejected")
                .with(EventField.DECIDED_BY, by)
                .with(EventField.REASON, reason(isAccepted, isTextFirst));
    }

    private static @Nullable String reason(boolean isAccepted, boolean isTextFirst) {
        return isAccepted ? null : isTextFirst ? "off_topic" : "no_text";
    }
}
