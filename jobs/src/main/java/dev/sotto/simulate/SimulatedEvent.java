package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** One event as it happened in a simulated world, before it becomes a line of a log. */
final class SimulatedEvent {
    /** Words of 64 bits, one a field. */
    static final int WORDS = (EventField.values().length + 63) / 64;

    private static final int FIELDS = EventField.values().length;

    final EventType type;
    final long at;
    final ZoneId zone;
    private final @Nullable Object[] values = new Object[FIELDS];
    private final long[] present = new long[WORDS];

    /**
     * An event that happened at a moment.
     *
     * @param zone whose clock its source writes
     */
    SimulatedEvent(EventType type, long at, ZoneId zone) {
        this.type = type;
        this.at = at;
        this.zone = zone;
    }

    SimulatedEvent with(EventField field, @Nullable Object value) {
        int at = field.ordinal();
        values[at] = value;
        if (value != null) {
            present[at >> 6] |= 1L << at;
        }
        return this;
    }

    /** Which fields of a word of 64 were given a value, by their bits. */
    long present(int word) {
        return present[word];
    }

    @Nullable
    Object value(int ordinal) {
        return values[ordinal];
    }

    @Nullable
    Object value(EventField field) {
        return values[field.ordinal()];
    }

    @Nullable
    String text(EventField field) {
        return (String) values[field.ordinal()];
    }

    long number(EventField field) {
        Object value = values[field.ordinal()];
        return value == null ? 0 : ((Number) value).longValue();
    }

    boolean is(EventField field) {
        return Boolean.TRUE.equals(values[field.ordinal()]);
    }

    @Nullable
    Person actor() {
        return (Person) values[EventField.ACTOR.ordinal()];
    }

    @Nullable
    Person counterpart() {
        return (Person) values[EventField.COUNTERPART.ordinal()];
    }

    /** The same event with an id of its own, so that it can be spoiled without being a copy. */
    SimulatedEvent renamed(String eventId) {
        SimulatedEvent other = new SimulatedEvent(type, at, zone);
        System.arraycopy(values, 0, other.values, 0, FIELDS);
        System.arraycopy(present, 0, other.present, 0, present.length);
        return other.with(EventField.EVENT_ID, eventId);
    }
}
