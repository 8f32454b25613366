package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens between the wish to write and the message: recording, editing, captions, the reminder before media. */
final class Composing {
    private static final Set<String> GIVEN_UP = Set.of("cancelled", "abandoned");
    private static final int COUNTED = 4;
    private static final double SEEN = 0.1;
    private static final double RECORDED_AGAIN = 0.12;

    private Composing() {}

    /** Traces of composing where the feed has them; answers their id. */
    static @Nullable String before(Talk talk, Person who, long at, Piece piece) {
        Dice dice = talk.dice;
        if (!talk.contact.isOnTiktok() || !dice.chance(SEEN)) {
            return null;
        }
        String id = "k" + talk.stage.id();
        long began = at - dice.seconds(5, piece.isVoice() ? 90 : 240);
        trace(talk, who, EventType.COMPOSE_STARTED, began, id);
        if (piece.isVoice()) {
            if (dice.chance(RECORDED_AGAIN)) {
                trace(talk, who, EventType.VOICE_RECORDING_STARTED, began + 500, id);
                trace(talk, who, EventType.VOICE_RECORDING_CANCELLED, began + 2000, id);
            }
            trace(talk, who, EventType.VOICE_RECORDING_STARTED, began + 2500, id);
        }
        if (piece.media().stream().anyMatch(MediaItem::isEdited)) {
            trace(talk, who, EventType.MEDIA_EDITED, began + 1500, id);
        }
        if (piece.media().stream().anyMatch(MediaItem::isCaptioned)) {
            trace(talk, who, EventType.CAPTION_ADDED, began + 3000, id);
        }
        return id;
    }

    private static void trace(Talk talk, Person who, EventType type, long at, String id) {
        boolean isContact = who.id().equals(talk.contact.person.id());
        SimulatedEvent event = isContact ? talk.byContact(type, at, null) : talk.byAgent(type, at, null);
        event.with(EventField.COMPOSE_ID, id);
    }

    /** Show the reminder before a contact's media; whether it made the contact give up. */
    static boolean isGivenUp(Talk talk, long at, Piece piece, @Nullable String compose) {
        if (!piece.isMedia() || !talk.contact.isOnTiktok() || !talk.dice.chance(talk.habits.reminderShown())) {
            return false;
        }
        double chance = talk.effects.givesUp(talk.reminders);
        boolean isGivenUp = talk.dice.chance(chance);
        talk.reminders++;
        String nth = talk.reminders > COUNTED ? COUNTED + 1 + "+" : Integer.toString(talk.reminders);
        talk.book(Effect.REMINDER_DETERS, null, nth, chance, talk.effects.givesUp(0), isGivenUp);
        String outcome = outcome(talk, isGivenUp);
        talk.byContact(EventType.REMINDER_SHOWN, at - 1200, null)
                .with(EventField.COMPOSE_ID, compose)
                .with(EventField.OUTCOME, outcome);
        return isGivenUp;
    }

    private static String outcome(Talk talk, boolean isGivenUp) {
        Map<String, Double> outcomes = new LinkedHashMap<>(talk.habits.reminderOutcomes());
        outcomes.keySet().removeIf(outcome -> GIVEN_UP.contains(outcome) != isGivenUp);
        return talk.dice.pick(outcomes);
    }
}
