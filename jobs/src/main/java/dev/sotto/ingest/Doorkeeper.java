package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Person;
import dev.sotto.warehouse.Bygones.Tombstone;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what may not come back, before ids are hidden: expired events, events of erased persons, and the names of
 * erased persons within the events of others.
 */
final class Doorkeeper {
    static final String EXPIRED = "expired";
    static final String ERASED = "erased";

    /** Keeps nobody out. */
    static final Doorkeeper OPEN = new Doorkeeper(KeptOut.NOTHING, List.of());

    private final ErasedIds erased;
    private final boolean isOpen;
    private final long horizon;
    private final Set<Tombstone> linked = new LinkedHashSet<>();

    Doorkeeper(KeptOut keptOut, List<byte[]> keys) {
        Instant expiredBefore = keptOut.horizon();
        this.erased = new ErasedIds(keptOut, keys);
        this.isOpen = keptOut.isNothing();
        this.horizon = expiredBefore == null ? Long.MIN_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, expiredBefore);
    }

    /** Why an event stays outside; null if it may come in, and then nothing in it names an erased person any more. */
    @Nullable
    String refusal(EventRecord event) {
        if (isOpen) {
            return null;
        }
        Long occurredAt = event.number(EventField.OCCURRED_AT);
        if (occurredAt != null && occurredAt < horizon) {
            return EXPIRED;
        }
        if (isOfErased(event)) {
            follow(event);
            return ERASED;
        }
        trim(event);
        return null;
    }

    private boolean isOfErased(EventRecord event) {
        String platform = event.text(EventField.PLATFORM);
        return isPerson(event, id(event.person(EventField.ACTOR)))
                || isPerson(event, id(event.person(EventField.COUNTERPART)))
                || isPerson(event, event.text(EventField.SAME_AS))
                || erased.isThreadId(event.text(EventField.THREAD_ID), platform)
                || isMessage(event, EventField.MESSAGE_ID);
    }

    /** Who is said to be the same as an erased person is that person. */
    private void follow(EventRecord event) {
        if (event.type() != EventType.PERSON_LINKED) {
            return;
        }
        String other = linkedPerson(event);
        String sameAs = event.text(EventField.SAME_AS);
        // Who was erased of one platform or source only may be there under another id.
        boolean isOther = erased.isPersonId(other, null, null);
        boolean isSame = erased.isPersonId(sameAs, null, null);
        if (isSame && !isOther && other != null) {
            linked.addAll(erased.ofPersonId(other, ""));
        } else if (isOther && !isSame && sameAs != null) {
            linked.addAll(erased.ofPersonId(sameAs, ""));
        }
    }

    private static @Nullable String linkedPerson(EventRecord event) {
        Person actor = event.person(EventField.ACTOR);
        Person counterpart = event.person(EventField.COUNTERPART);
        String contact = Derived.contact(
                actor == null ? Person.UNKNOWN : actor, counterpart == null ? Person.UNKNOWN : counterpart);
        return contact != null ? contact : id(actor) != null ? id(actor) : id(counterpart);
    }

    private void trim(EventRecord event) {
        List<Person> recipients = event.persons(EventField.RECIPIENTS);
        if (recipients != null) {
            event.put(
                    EventField.RECIPIENTS,
                    recipients.stream()
                            .filter(person -> !isPerson(event, person.id()))
                            .toList());
        }
        List<String> mentions = event.texts(EventField.MENTIONS);
        if (mentions != null) {
            event.put(
                    EventField.MENTIONS,
                    mentions.stream().filter(id -> !isPerson(event, id)).toList());
        }
        if (isMessage(event, EventField.REPLY_TO)) {
            event.put(EventField.REPLY_TO, null);
        }
        Map<String, String> attributes = event.attributes();
        if (attributes != null) {
            attributes.values().removeIf(value -> isPerson(event, value) || erased.isWord(value));
            if (attributes.isEmpty()) {
                event.put(EventField.ATTRIBUTES, null);
            }
        }
    }

    private boolean isPerson(EventRecord event, @Nullable String id) {
        return erased.isPersonId(id, event.text(EventField.PLATFORM), event.text(EventField.SOURCE));
    }

    private boolean isMessage(EventRecord event, EventField field) {
        String id = event.text(field);
        if (id == null) {
            return false;
        }
        String platform = event.text(EventField.PLATFORM);
        return PersonGuard.isSpeaking(id, event.hidesMessageId)
                ? erased.isHiddenMessageId(id, platform)
                : erased.isMessage(id, platform);
    }

    private static @Nullable String id(@Nullable Person person) {
        return person == null ? null : person.id();
    }

    /** What keeps those out who turned out to be the same as erased persons. */
    List<Tombstone> linked() {
        return new ArrayList<>(linked);
    }
}
