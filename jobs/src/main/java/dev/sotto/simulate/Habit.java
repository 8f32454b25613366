package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;

/** What surrounds the messages: features switched on, sessions, shares, the rare report or block. */
final class Habit {
    private static final List<String> CHANNELS = List.of("dm", "dm", "feed", "story");

    private Habit() {}

    /** A contact appears on the platform: features reach it, and it may set its filter. */
    static void arrives(Talk talk, long at) {
        Dice dice = talk.dice;
        if (!talk.contact.isOnTiktok()) {
            return;
        }
        talk.contact.reachedAt.forEach((feature, reachedAt) -> {
            if (reachedAt != Contact.NEVER) {
                alone(talk, EventType.FEATURE_ENABLED, Math.max(at, reachedAt)).with(EventField.FEATURE, feature);
            }
        });
        if ("18_plus".equals(talk.contact.band()) && dice.chance(talk.contact.hasFilter ? 1 : 0.02)) {
            alone(talk, EventType.FILTER_SETTING, at + 3000).with(EventField.ENABLED, talk.contact.hasFilter);
        }
    }

    /** Around a touch or a conversation of the contact. */
    static void after(Talk talk, long at) {
        Dice dice = talk.dice;
        if (!talk.contact.isOnTiktok()) {
            return;
        }
        double lot = dice.unit();
        if (lot < 0.05) {
            alone(talk, EventType.SESSION_STARTED, at - dice.seconds(60, 900));
            alone(talk, EventType.SESSION_ENDED, at + dice.minutes(11, 0.8));
        } else if (lot < 0.09) {
            alone(talk, EventType.SHARE_SENT, at + dice.minutes(60, 1)).with(EventField.CHANNEL, dice.pick(CHANNELS));
        } else if (talk.isOpen && lot < 0.13) {
            rarely(talk, at + dice.minutes(300, 0.8), (lot - 0.09) / 0.04);
        }
    }

    private static void rarely(Talk talk, long at, double lot) {
        if (lot < 0.08) {
            talk.byContact(EventType.PERSON_REPORTED, at, null).with(EventField.REASON, "unwanted");
        } else if (lot < 0.14) {
            talk.byContact(EventType.PERSON_BLOCKED, at, null);
            talk.isOver = true;
        } else if (lot < 0.3) {
            tooMuch(talk, at);
        } else if (lot < 0.5) {
            deleted(talk, Math.max(at, talk.busyUntil));
        } else if (lot < 0.6) {
            alone(talk, EventType.PERSON_LINKED, at).with(EventField.SAME_AS, "old-" + talk.contact.person.id());
        } else if (lot < 0.8) {
            Message notice = new Message("m" + talk.stage.id(), at, Piece.system());
            Piece.system()
                    .onto(talk.byAgent(EventType.MESSAGE_SENT, Math.max(at, talk.busyUntil), null), "tiktok")
                    .with(EventField.MESSAGE_ID, notice.id());
        } else {
            talk.byAgent(EventType.CONTACT_ORIGIN_CHECKED, at, null).with(EventField.RESULT, "pass");
        }
    }

    /** The platform turns away what is over its limits, or what the recipient does not want. */
    private static void tooMuch(Talk talk, long at) {
        double lot = talk.dice.unit();
        String wanted = lot < 0.4 ? "voice_note" : lot < 0.8 ? "media_pack" : "text";
        String kind = talk.contact.has(wanted, at) ? wanted : "text";
        String reason = switch (kind) {
            case "voice_note" -> "voice_too_long";
            case "media_pack" -> "pack_too_large";
            default -> "recipient_settings";
        };
        talk.byContact(EventType.MESSAGE_BLOCKED, at, null)
                .with(EventField.REASON, reason)
                .with(EventField.KIND, kind);
    }

    private static void deleted(Talk talk, long at) {
        Message message = talk.inbound(at, Piece.text(talk.dice), null);
        if (message != null) {
            talk.byContact(EventType.MESSAGE_DELETED, at + talk.dice.seconds(3, 90), null)
                    .with(EventField.MESSAGE_ID, message.id());
        }
    }

    /** Something that the contact does outside the thread. */
    private static SimulatedEvent alone(Talk talk, EventType type, long at) {
        SimulatedEvent event = talk.stage
                .event(type, at, talk.contact.zone, talk.contact.source(), talk.contact.platform)
                .with(EventField.REGION, talk.contact.region)
                .with(EventField.ACTOR, talk.contact.person);
        return talk.contact.isTest ? event.with(EventField.IS_TEST, true) : event;
    }
}
