package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.LogTables;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes the values of events in Spark's own form, without an encoder between. */
final class EventRows {
    private static final EventField[] FIELDS = EventField.values();
    private static final int COLUMNS = LogTables.EVENTS.columns().size() - 1;

    private EventRows() {}

    /** Columns of {@code log.events} but run_id. */
    static StructType schema() {
        StructType schema = new StructType();
        for (StructField field : StructType.fromDDL(LogTables.EVENTS.ddl()).fields()) {
            schema = field.name().equals("run_id") ? schema : schema.add(field);
        }
        return schema;
    }

    /** The values of an event in the order of {@link #schema}. */
    static @Nullable Object[] values(EventRecord event, Enrichment.Columns columns) {
        @Nullable Object[] row = new @Nullable Object[COLUMNS];
        for (EventField field : FIELDS) {
            Object value = event.value(field);
            row[field.ordinal()] = value == null ? null : value(field, value, event);
        }
        int at = FIELDS.length;
        row[at++] = text(columns.policyVersion());
        row[at++] = text(columns.policyConflict());
        row[at++] = text(columns.direction());
        row[at++] = text(columns.contactId());
        for (Person person : List.of(columns.actor(), columns.counterpart())) {
            row[at++] = text(person.id());
            row[at++] = text(person.role());
            row[at++] = text(person.ageBand());
        }
        row[at++] = columns.mediaItems();
        row[at++] = columns.isAddressed();
        row[at++] = columns.clusterKey();
        row[at++] = columns.eventKeyHigh();
        row[at] = columns.eventKeyLow();
        return row;
    }

    private static @Nullable Object value(EventField field, Object value, EventRecord event) {
        return switch (field.shape()) {
            case LONG, BOOLEAN, TIMESTAMP -> value;
            case STRING -> text((String) value);
            case STRINGS -> array(event.texts(field));
            case PERSON -> person((Person) value);
            case PERSONS -> persons(event.persons(field));
            case MEDIA -> media(event.media());
            case ATTRIBUTES -> attributes(event.attributes());
        };
    }

    private static @Nullable GenericArrayData array(@Nullable List<String> texts) {
        return texts == null
                ? null
                : new GenericArrayData(texts.stream().map(EventRows::text).toArray());
    }

    private static InternalRow person(Person person) {
        return new GenericInternalRow(new @Nullable Object[] {
            text(person.id()), text(person.role()), text(person.ageBand()), text(person.ageBasis()), text(person.tier())
        });
    }

    private static @Nullable GenericArrayData persons(@Nullable List<Person> persons) {
        return persons == null
                ? null
                : new GenericArrayData(persons.stream().map(EventRows::person).toArray());
    }

    private static @Nullable GenericArrayData media(@Nullable List<MediaItem> items) {
        return items == null
                ? null
                : new GenericArrayData(items.stream()
                        .map(item -> new GenericInternalRow(new @Nullable Object[] {
                            item.position(), text(item.kind()), text(item.origin()), item.edited(), item.captioned()
                        }))
                        .toArray());
    }

    private static @Nullable ArrayBasedMapData attributes(@Nullable Map<String, String> attributes) {
        if (attributes == null) {
            return null;
        }
        Object[] keys = attributes.keySet().stream().map(EventRows::text).toArray();
        Object[] values = attributes.values().stream().map(EventRows::text).toArray();
        return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
    }

    static @Nullable UTF8String text(@Nullable String text) {
        return text == null ? null : UTF8String.fromString(text);
    }
}
