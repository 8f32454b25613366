package dev.sotto.simulate;

import java.util.Locale;

/** What the world plants: each a difference between arms of which the size is declared and the truth is known. */
enum Effect {
    VOICE_REPLY("text", Unit.CHANCE, "Touches of a campaign with a voice note, by its seconds: replied to."),
    OPENER_REPLY("text", Unit.CHANCE, "Touches in threads that a shared post opened: replied to."),
    BLOCK_REPLY(
            "not_blocked", Unit.CHANCE, "Touches in threads where the brand met the first-contact rule: replied to."),
    SIGNATURE_REPLY(
            "a", Unit.CHANCE, "Touches by one of two templates, drawn by lot, that differ in nothing: replied to."),
    REPLY_CONVERTS("no_reply", Unit.CHANCE, "Reached contacts who replied, which the more engaged do: converted."),
    ORDER_CONVERTS("teaser-first", Unit.CHANCE, "Teaser and explanation in either order, drawn by lot: converted."),
    GAP_CONVERTS(
            "gap_3_min", Unit.CHANCE, "Teaser and explanation by the median minutes between, drawn by lot: converted."),
    PACK_POSITION("1", Unit.CHANCE, "Packs whose first item was viewed, by position: viewed as far as there."),
    BLOCK_RECOVERED("blocked", Unit.CHANCE, "First contacts that began with media: came back with an allowed opener."),
    REMINDER_DETERS("1", Unit.CHANCE, "Reminders before media, by how often one was shown before: gave up."),
    THANKS_ORDER(
            "no_message",
            Unit.CHANCE,
            "Weeks of buyers whom a personal message reached after purchase: ordered again."),
    GROUP_ASKS("no_group", Unit.CHANCE, "Weeks of contacts who joined a group: began a conversation of their own."),
    UNANSWERED_LEAVES("answered", Unit.CHANCE, "Weeks of contacts whose last question nobody answered: left for good."),
    VOICE_APPROVES("text", Unit.CHANCE, "First rounds of creative work explained by voice: approved."),
    VOICE_DECIDES("text", Unit.TIME, "Rounds of creative work explained by voice: time to the decision.");

    /** What is compared between arms. */
    enum Unit {
        /** The ratio of two shares. */
        CHANCE,
        /** The ratio of two median times. */
        TIME
    }

    private final String control;
    private final Unit unit;
    private final String meaning;

    Effect(String control, Unit unit, String meaning) {
        this.control = control;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** The arm that the others are held against. */
    String control() {
        return control;
    }

    Unit unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
