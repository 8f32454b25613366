package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.LogTables;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of events as {@code log.events} has them, in a form that {@link RowCodec} writes. */
final class EventRows {
    private static final EventField[] FIELDS = EventField.values();

    /** Columns of {@code log.events} but run_id, in the order of {@link #values}. */
    static final List<String> COLUMNS = LogTables.EVENTS.columns().stream()
            .map(column -> column.name())
            .filter(name -> !name.equals("run_id"))
            .toList();

    private EventRows() {}

    /** The values of an event. */
    static @Nullable Object[] values(EventRecord event, Enrichment.Columns columns) {
        @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
        for (EventField field : FIELDS) {
            Object value = event.value(field);
            row[field.ordinal()] = value == null ? null : value(field, value, event);
        }
        int at = FIELDS.length;
        row[at++] = columns.policyVersion();
        row[at++] = columns.policyConflict();
        row[at++] = columns.direction();
        row[at++] = columns.contactId();
        at = putPerson(row, at, columns.actor());
        at = putPerson(row, at, columns.counterpart());
        row[at++] = columns.mediaItems();
        row[at++] = columns.isAddressed();
        row[at++] = columns.clusterKey();
        row[at++] = columns.eventKeyHigh();
        row[at] = columns.eventKeyLow();
        return row;
    }

    private static int putPerson(@Nullable Object[] row, int at, Person person) {
        row[at] = person.id();
        row[at + 1] = person.role();
        row[at + 2] = person.ageBand();
        return at + 3;
    }

    private static @Nullable Object value(EventField field, Object value, EventRecord event) {
        return switch (field.shape()) {
            case LONG, BOOLEAN, TIMESTAMP, STRING, STRINGS, ATTRIBUTES -> value;
            case PERSON -> person((Person) value);
            case PERSONS -> persons(event.persons(field));
            case MEDIA -> media(event.media());
        };
    }

    private static @Nullable Object[] person(Person person) {
        return new @Nullable Object[] {person.id(), person.role(), person.ageBand(), person.ageBasis(), person.tier()};
    }

    private static @Nullable List<Object> persons(@Nullable List<Person> persons) {
        if (persons == null) {
            return null;
        }
        List<Object> structs = new ArrayList<>(persons.size());
        persons.forEach(person -> structs.add(person(person)));
        return structs;
    }

    private static @Nullable List<Object> media(@Nullable List<MediaItem> items) {
        if (items == null) {
            return null;
        }
        List<Object> structs = new ArrayList<>(items.size());
        items.forEach(item -> structs.add(
                new @Nullable Object[] {item.position(), item.kind(), item.origin(), item.edited(), item.captioned()}));
        return structs;
    }
}
