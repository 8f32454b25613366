package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Person;
import dev.sotto.warehouse.Bygones.Tombstone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the ids of persons out of an event: pseudonyms for most, nothing at all where a person is under 16. */
final class PersonGuard {
    private final Pseudonyms pseudonyms;
    private final Doorkeeper doorkeeper;

    PersonGuard(Pseudonyms pseudonyms, Doorkeeper doorkeeper) {
        this.pseudonyms = pseudonyms;
        this.doorkeeper = doorkeeper;
    }

    /** A guard of a door that keeps nobody out. */
    PersonGuard(Pseudonyms pseudonyms) {
        this(pseudonyms, Doorkeeper.OPEN);
    }

    /** Why an event is left out whose ids are not hidden yet; null if it is not. */
    @Nullable
    String refusal(EventRecord event) {
        return doorkeeper.refusal(event);
    }

    /** What keeps those out who turned out to be the same as erased persons. */
    List<Tombstone> linked() {
        return doorkeeper.linked();
    }

    /** Hide every id, and answer whether the event is one of a person under 16, who should not have been there. */
    boolean hide(EventRecord event) {
        Person actor = event.person(EventField.ACTOR);
        Person counterpart = event.person(EventField.COUNTERPART);
        boolean isUnder16 = isUnder16(actor) || isUnder16(counterpart);
        boolean isDenial = event.type() == EventType.ACCESS_DENIED;
        dropAttributesWithIds(event, actor, counterpart);
        hideSpeakingIds(event);
        if (isUnder16 || isDenial) {
            strip(event, actor, counterpart);
        } else {
            pseudonymise(event, actor, counterpart);
        }
        // A denial is what the rule asks for, not a breach of it.
        return isUnder16 && !isDenial;
    }

    private static void strip(EventRecord event, @Nullable Person actor, @Nullable Person counterpart) {
        event.put(EventField.ACTOR, actor == null ? null : actor.withId(null));
        event.put(EventField.COUNTERPART, counterpart == null ? null : counterpart.withId(null));
        event.put(EventField.RECIPIENTS, null);
        event.put(EventField.MENTIONS, null);
        event.put(EventField.THREAD_ID, null);
        event.put(EventField.SAME_AS, null);
    }

    private void pseudonymise(EventRecord event, @Nullable Person actor, @Nullable Person counterpart) {
        event.put(EventField.ACTOR, hidden(actor));
        event.put(EventField.COUNTERPART, hidden(counterpart));
        Set<String> minors = new HashSet<>();
        List<Person> recipients = event.persons(EventField.RECIPIENTS);
        if (recipients != null) {
            List<Person> kept = new ArrayList<>(recipients.size());
            for (Person recipient : recipients) {
                if (recipient.isUnder16()) {
                    minors.add(String.valueOf(recipient.id()));
                } else {
                    kept.add(hidden(recipient));
                }
            }
            event.put(EventField.RECIPIENTS, kept);
        }
        List<String> mentions = event.texts(EventField.MENTIONS);
        if (mentions != null) {
            event.put(
                    EventField.MENTIONS,
                    mentions.stream()
                            .filter(id -> !minors.contains(id))
                            .map(pseudonyms::person)
                            .toList());
        }
        String thread = event.text(EventField.THREAD_ID);
        event.put(EventField.THREAD_ID, thread == null ? null : pseudonyms.thread(thread));
        String sameAs = event.text(EventField.SAME_AS);
        event.put(EventField.SAME_AS, sameAs == null ? null : pseudonyms.person(sameAs));
    }

    /** Ids of messages in which a telephone number stands, or that were made of the ids of persons. */
    private void hideSpeakingIds(EventRecord event) {
        hideId(EventField.EVENT_ID, event, event.hidesEventId);
        hideId(EventField.MESSAGE_ID, event, event.hidesMessageId);
        hideId(EventField.REPLY_TO, event, event.hidesMessageId);
    }

    private void hideId(EventField field, EventRecord event, boolean isMadeOfIds) {
        String id = event.text(field);
        if (id != null && isSpeaking(id, isMadeOfIds)) {
            event.put(field, pseudonyms.message(id));
        }
    }

    /** Whether the id of a message or an event says whose it is. */
    static boolean isSpeaking(String id, boolean isMadeOfIds) {
        return isMadeOfIds || id.startsWith("wamid.");
    }

    private @Nullable Person hidden(@Nullable Person person) {
        return person == null || person.id() == null ? person : person.withId(pseudonyms.person(person.id()));
    }

    /** An attribute that repeats the id of a person or of the thread would undo its pseudonym. */
    private static void dropAttributesWithIds(EventRecord event, @Nullable Person actor, @Nullable Person counterpart) {
        Map<String, String> attributes = event.attributes();
        if (attributes == null) {
            return;
        }
        Set<String> ids = new HashSet<>();
        ids.add(String.valueOf(event.text(EventField.THREAD_ID)));
        ids.add(String.valueOf(event.text(EventField.SAME_AS)));
        List<String> mentions = event.texts(EventField.MENTIONS);
        ids.addAll(mentions == null ? List.of() : mentions);
        List<Person> persons = new ArrayList<>();
        persons.add(actor == null ? Person.UNKNOWN : actor);
        persons.add(counterpart == null ? Person.UNKNOWN : counterpart);
        List<Person> recipients = event.persons(EventField.RECIPIENTS);
        persons.addAll(recipients == null ? List.of() : recipients);
        persons.forEach(person -> ids.add(String.valueOf(person.id())));
        attributes.values().removeIf(ids::contains);
        if (attributes.isEmpty()) {
            event.put(EventField.ATTRIBUTES, null);
        }
    }

    private static boolean isUnder16(@Nullable Person person) {
        return person != null && person.isUnder16();
    }
}
