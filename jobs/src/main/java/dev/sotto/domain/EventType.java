package dev.sotto.domain;

import static dev.sotto.domain.EventField.*;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A type of event, in the order that breaks ties between events of one millisecond. */
public enum EventType {
    MESSAGE_SENT("message.sent", MESSAGE_ID, KIND),
    MESSAGE_DELIVERED("message.delivered"),
    MESSAGE_READ("message.read"),
    MESSAGE_PLAYED("message.played", MESSAGE_ID),
    MEDIA_VIEWED("media.viewed", MESSAGE_ID, POSITION),
    MESSAGE_REACTED("message.reacted", MESSAGE_ID),
    MESSAGE_DELETED("message.deleted", MESSAGE_ID),
    MESSAGE_FAILED("message.failed", MESSAGE_ID),
    MESSAGE_BLOCKED("message.blocked", REASON),
    COMPOSE_STARTED("compose.started"),
    VOICE_RECORDING_STARTED("voice.recording_started"),
    VOICE_RECORDING_CANCELLED("voice.recording_cancelled"),
    MEDIA_EDITED("media.edited"),
    CAPTION_ADDED("caption.added"),
    REMINDER_SHOWN("reminder.shown"),
    FILTER_SCANNED("filter.scanned", MESSAGE_ID, ITEMS, SIDE),
    FILTER_HIT("filter.hit", MESSAGE_ID, POSITION, SIDE, ACTION),
    FILTER_SETTING("filter.setting", ENABLED),
    ACCESS_DENIED("access.denied", REASON),
    CONTACT_ORIGIN_CHECKED("contact.origin_checked", RESULT),
    PERSON_REPORTED("person.reported"),
    PERSON_CONFIRMED_SPAM("person.confirmed_spam"),
    PERSON_BLOCKED("person.blocked"),
    PERSON_LINKED("person.linked", SAME_AS),
    MODERATION_ACTION("moderation.action", ACTION),
    GROUP_CREATED("group.created"),
    GROUP_JOINED("group.joined"),
    GROUP_LEFT("group.left"),
    ROOM_CREATED("room.created"),
    ROOM_JOINED("room.joined"),
    ROOM_LEFT("room.left"),
    ROOM_JOIN_DENIED("room.join_denied", REASON),
    ROOM_TOPIC_OPENED("room.topic_opened"),
    ROOM_MODERATOR_ASSIGNED("room.moderator_assigned"),
    ROOM_MODERATOR_REMOVED("room.moderator_removed"),
    ROOM_BANNED("room.banned"),
    ROOM_UNBANNED("room.unbanned"),
    ROOM_PROMO_POSTED("room.promo_posted", PROMO),
    LIVE_WISH("live.wish", STATE),
    LINK_CLICKED("link.clicked"),
    SHARE_SENT("share.sent", CHANNEL),
    CALL_STARTED("call.started"),
    CALL_ENDED("call.ended"),
    APP_LEFT("app.left"),
    APP_RETURNED("app.returned"),
    SESSION_STARTED("session.started"),
    SESSION_ENDED("session.ended"),
    PROMO_ISSUED("promo.issued", CODE),
    PROMO_REDEEMED("promo.redeemed", CODE),
    ORDER_PURCHASED("order.purchased", ORDER_ID, AMOUNT_MINOR, CURRENCY),
    ORDER_REFUNDED("order.refunded", ORDER_ID, AMOUNT_MINOR),
    CAMPAIGN_SENT("campaign.sent"),
    HOLDOUT_ASSIGNED("holdout.assigned"),
    EXPERIMENT_EXPOSED("experiment.exposed"),
    FEATURE_ENABLED("feature.enabled", FEATURE),
    APPROVAL_REQUESTED("approval.requested", CREATIVE_ID, ROUND),
    APPROVAL_DECIDED("approval.decided", CREATIVE_ID, DECISION),
    APPROVAL_WITHDRAWN("approval.withdrawn", CREATIVE_ID),
    FEEDBACK_GIVEN("feedback.given"),
    CONTRACT_SENT("contract.sent"),
    CONTRACT_SIGNED("contract.signed"),
    AMBASSADOR_INVITED("ambassador.invited"),
    AMBASSADOR_STEP_DONE("ambassador.step_done", STEP),
    AMBASSADOR_ACTIVATED("ambassador.activated"),
    TICKET_OPENED("ticket.opened", TICKET_ID),
    TICKET_ASSIGNED("ticket.assigned", TICKET_ID),
    TICKET_HANDED_OFF("ticket.handed_off", TICKET_ID),
    TICKET_RESOLVED("ticket.resolved", TICKET_ID),
    TICKET_REOPENED("ticket.reopened", TICKET_ID),
    TICKET_RATING_ASKED("ticket.rating_asked", TICKET_ID),
    TICKET_RATED("ticket.rated", TICKET_ID, SCORE),
    CONTEST_ENTERED("contest.entered"),
    CONTEST_DECIDED("contest.decided", DECISION),
    ADVERTISER_ACTIVE("advertiser.active");

    private static final Map<String, EventType> BY_NAME = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(type -> BY_NAME.put(type.dotted, type));
    }

    private final String dotted;
    private final List<EventField> required;

    EventType(String dotted, EventField... required) {
        this.dotted = dotted;
        this.required = List.of(required);
    }

    /** Its name in a log, such as {@code message.sent}. */
    public String dotted() {
        return dotted;
    }

    /** The fields without which a record of this type is not an event. */
    public List<EventField> required() {
        return required;
    }

    /** The type of that dotted name, if there is one. */
    public static Optional<EventType> named(String dotted) {
        return Optional.ofNullable(BY_NAME.get(dotted));
    }
}
