package dev.sotto.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A field of the canonical log: its name, its shape, and the words it admits where these are a fixed list. */
public enum EventField {
    EVENT_ID(Shape.STRING, "The source's id of the event; unique per source."),
    EVENT_TYPE(Shape.STRING, "What happened, such as message.sent."),
    OCCURRED_AT(Shape.TIMESTAMP, "When it happened."),
    RECEIVED_AT(Shape.TIMESTAMP, "When the source recorded it; for freshness only."),
    SOURCE(Shape.STRING, "Which feed delivered it."),
    PLATFORM(Shape.STRING, "Where it happened."),
    REGION(Shape.STRING, "ISO 3166-1 alpha-2 code of the region."),
    BRAND_ID(Shape.STRING, "The brand; null for an organic message."),
    CAMPAIGN_ID(Shape.STRING, "The campaign; null outside campaigns."),
    SCENARIO(Shape.STRING, "The campaign's repeatable plan."),
    EXPERIMENT_ID(Shape.STRING, "The experiment that this event was exposed to."),
    VARIANT(Shape.STRING, "The arm of the experiment."),
    THREAD_ID(Shape.STRING, "The thread, as a pseudonym."),
    CONVERSATION_KIND(Shape.STRING, "one_to_one, group or creator_room.", "one_to_one", "group", "creator_room"),
    ACTOR(Shape.PERSON, "Who did it."),
    COUNTERPART(Shape.PERSON, "To whom."),
    RECIPIENTS(Shape.PERSONS, "To whom in a group, where the source knows."),
    SOURCE_SEQUENCE(Shape.LONG, "The source's own order within a millisecond."),
    IS_TEST(Shape.BOOLEAN, "A test actor's event."),
    IS_AUTOMATIC(Shape.BOOLEAN, "A machine's reply."),
    TICKET_ID(Shape.STRING, "The service ticket."),
    ROOM_ID(Shape.STRING, "The creator room."),
    CREATIVE_ID(Shape.STRING, "The piece of creative work."),
    CONTRACT_ID(Shape.STRING, "The contract."),
    ENTRY_ID(Shape.STRING, "The contest entry."),
    COMPOSE_ID(Shape.STRING, "The composing of one message."),
    ORDER_ID(Shape.STRING, "The order."),
    MESSAGE_ID(Shape.STRING, "The message."),
    MENTIONS(Shape.STRINGS, "Pseudonyms of the persons named with @."),
    KIND(
            Shape.STRING,
            "The kind of message.",
            "text",
            "voice_note",
            "media_pack",
            "platform_share",
            "sticker",
            "system",
            "unsupported",
            "group_voice"),
    TEXT_LENGTH(Shape.LONG, "Length of the text in characters; the text itself is never kept."),
    VOICE_MS(Shape.LONG, "Length of the voice note in milliseconds."),
    MEDIA(Shape.MEDIA, "The items of a media pack."),
    REPLY_TO(Shape.STRING, "The message that this one answers."),
    TEMPLATE_ID(Shape.STRING, "The template it was made from."),
    PERSONALISED(Shape.BOOLEAN, "Written for this person."),
    PURPOSE(Shape.STRING, "What it is for.", "explain", "feedback", "personal", "promo", "tutorial"),
    WATERMARK_AT(Shape.TIMESTAMP, "Everything up to this instant was delivered or read."),
    POSITION(Shape.LONG, "Position in a media pack, from 1."),
    REMOVED(Shape.BOOLEAN, "The reaction was taken back."),
    REASON(Shape.STRING, "Why it was blocked, denied, reported or rejected."),
    OUTCOME(Shape.STRING, "What followed the reminder.", "continued", "edited", "cancelled", "abandoned"),
    ITEMS(Shape.LONG, "How many media items were scanned."),
    SIDE(Shape.STRING, "Whose filter it was.", "sender", "recipient"),
    ACTION(Shape.STRING, "What the filter or the moderator did."),
    MEDIA_KIND(Shape.STRING, "photo or video.", "photo", "video"),
    ENABLED(Shape.BOOLEAN, "The filter is on."),
    RESULT(Shape.STRING, "Outcome of the check of origin.", "pass", "fail"),
    SAME_AS(Shape.STRING, "Pseudonym of the person who is the same."),
    RULE(Shape.STRING, "The rule that the moderator applied."),
    FOLLOWERS(Shape.LONG, "Followers of the creator."),
    HAS_SUBSCRIPTION(Shape.BOOLEAN, "The creator offers a subscription."),
    HAS_FAN_CLUB(Shape.BOOLEAN, "The creator has a LIVE fan club."),
    PROMO(Shape.STRING, "What the room's post promotes.", "launch", "live"),
    STATE(Shape.STRING, "State of the wish.", "made", "fulfilled"),
    HOST(Shape.STRING, "Host of the link."),
    OFF_PLATFORM(Shape.BOOLEAN, "The link leaves the platform."),
    TARGET_PLATFORM(Shape.STRING, "Where the link leads."),
    CHANNEL(Shape.STRING, "Where it was shared.", "dm", "feed", "story"),
    CODE(Shape.STRING, "The promo code."),
    EXPIRES_AT(Shape.TIMESTAMP, "When the code ends."),
    AMOUNT_MINOR(Shape.LONG, "Amount in minor units of the currency."),
    CURRENCY(Shape.STRING, "ISO 4217 code."),
    FEATURE(Shape.STRING, "The feature that was switched on."),
    ROUND(Shape.LONG, "Round of approval, from 1."),
    DECISION(Shape.STRING, "What was decided."),
    STEP(Shape.STRING, "The onboarding step."),
    REQUIRED(Shape.BOOLEAN, "The step is required."),
    TIER(Shape.STRING, "Service tier of the ticket."),
    SCORE(Shape.LONG, "Satisfaction score."),
    WITH_MEDIA(Shape.BOOLEAN, "The entry carries media."),
    PRECEDED_BY_TEXT(Shape.BOOLEAN, "Text came before the entry's media."),
    DECIDED_BY(Shape.STRING, "Who decided.", "human", "rule"),
    SPEND_MINOR(Shape.LONG, "Spend in minor units of the currency."),
    ATTRIBUTES(Shape.ATTRIBUTES, "Anything else; kept, never interpreted.");

    /** The shape of a field's value. */
    public enum Shape {
        STRING,
        LONG,
        BOOLEAN,
        TIMESTAMP,
        STRINGS,
        PERSON,
        PERSONS,
        MEDIA,
        ATTRIBUTES
    }

    private static final Map<String, EventField> BY_NAME = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(field -> BY_NAME.put(field.logName(), field));
    }

    private final Shape shape;
    private final String description;
    private final List<String> words;

    EventField(Shape shape, String description, String... words) {
        this.shape = shape;
        this.description = description;
        this.words = List.of(words);
    }

    public Shape shape() {
        return shape;
    }

    public String description() {
        return description;
    }

    /** The words that the field admits; empty where any will do. */
    public List<String> words() {
        return words;
    }

    /** Its column in {@code log.events}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its key in a canonical log. */
    public String logName() {
        return this == DECIDED_BY ? "by" : column();
    }

    /** The field of that key in a canonical log, if there is one. */
    public static Optional<EventField> named(String logName) {
        return Optional.ofNullable(BY_NAME.get(logName));
    }
}
