package dev.sotto.ingest.record;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way to become an event: a value for each field, filled by a parser and used again for the next one.
 *
 * <p>Values by shape: String, Long, Boolean, Long of microseconds since 1970 (timestamp), List of String, Person, List of
 * Person, List of MediaItem, Map of String to String.
 */
public final class EventRecord {
    private static final int FIELDS = EventField.values().length;

    private final @Nullable Object[] values = new @Nullable Object[FIELDS];
    private @Nullable Reject problem;

    /** SHA-256 of the text where ids are derived from it; the text itself is never held. */
    public byte @Nullable [] textHash;

    /** Whether its event_id was made of the ids of persons or of a thread, and must be hidden like these. */
    public boolean hidesEventId;

    /** The same for its message_id. */
    public boolean hidesMessageId;

    public void clear() {
        hidesEventId = false;
        hidesMessageId = false;
        Arrays.fill(values, null);
        problem = null;
        textHash = null;
    }

    @Nullable
    public Object value(EventField field) {
        return values[field.ordinal()];
    }

    public void put(EventField field, @Nullable Object value) {
        values[field.ordinal()] = value;
    }

    @Nullable
    public String text(EventField field) {
        return (String) values[field.ordinal()];
    }

    @Nullable
    public Long number(EventField field) {
        return (Long) values[field.ordinal()];
    }

    @Nullable
    public Person person(EventField field) {
        return (Person) values[field.ordinal()];
    }

    @SuppressWarnings("unchecked")
    @Nullable
    public List<Person> persons(EventField field) {
        return (List<Person>) values[field.ordinal()];
    }

    @SuppressWarnings("unchecked")
    @Nullable
    public List<String> texts(EventField field) {
        return (List<String>) values[field.ordinal()];
    }

    @SuppressWarnings("unchecked")
    @Nullable
    public List<MediaItem> media() {
        return (List<MediaItem>) values[EventField.MEDIA.ordinal()];
    }

    @SuppressWarnings("unchecked")
    @Nullable
    public Map<String, String> attributes() {
        return (Map<String, String>) values[EventField.ATTRIBUTES.ordinal()];
    }

    /** Keep something that no field knows; sorted, so that equal events have equal bytes. */
    public void attribute(String key, String value) {
        Map<String, String> attributes = attributes();
        if (attributes == null) {
            attributes = new TreeMap<>();
            put(EventField.ATTRIBUTES, attributes);
        }
        attributes.putIfAbsent(key, value);
    }

    /** The type; only to be asked of a record whose type was checked. */
    public EventType type() {
        String name = text(EventField.EVENT_TYPE);
        return EventType.named(name == null ? "" : name).orElseThrow();
    }

    /** Remember what is wrong with a value; the first problem of a record stands. */
    public void problem(Reason reason, String where) {
        if (problem == null) {
            problem = new Reject(reason, where);
        }
    }

    @Nullable
    public Reject problem() {
        return problem;
    }
}
