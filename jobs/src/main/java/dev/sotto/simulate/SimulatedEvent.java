package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event as it happened in a simulated world, before it becomes a line of a log.
 *
 * <p>Of some seventy fields an event has about fifteen: a bit says which, and how many bits stand before it says where.
 */
final class SimulatedEvent {
    /** Words of 64 bits, one a field. */
    static final int WORDS = 2;

    private static final int ROOM = 18;
    private static final int KNOWN = 1;
    private static final int MESSAGE = 2;
    private static final int BY_CONTACT = 4;
    private static final int OUTBOUND = 8;
    private static final int ONE_TO_ONE = 16;
    private static final int ACTIVITY = 32;

    final EventType type;
    final long at;
    final ZoneId zone;
    private @Nullable Object[] values = new Object[ROOM];
    private long low;
    private long high;

    /** Its two sides once more, because everybody asks for them. */
    private @Nullable Person actor;

    private @Nullable Person counterpart;

    /** What is asked of an event again and again, worked out once it is as it is; 0 before that. */
    private int traits;

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
        int ordinal = field.ordinal();
        traits = 0;
        if (field == EventField.ACTOR) {
            actor = (Person) value;
        } else if (field == EventField.COUNTERPART) {
            counterpart = (Person) value;
        }
        if (has(ordinal)) {
            values[place(ordinal)] = value;
        } else if (value != null) {
            insert(ordinal, value);
        }
        return this;
    }

    private void insert(int ordinal, Object value) {
        int size = Long.bitCount(low) + Long.bitCount(high);
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        int place = place(ordinal);
        System.arraycopy(values, place, values, place + 1, size - place);
        values[place] = value;
        if (ordinal < Long.SIZE) {
            low |= 1L << ordinal;
        } else {
            high |= 1L << ordinal;
        }
    }

    private boolean has(int ordinal) {
        return ((ordinal < Long.SIZE ? low : high) & 1L << ordinal) != 0;
    }

    /** How many fields stand before one. */
    private int place(int ordinal) {
        long before = (1L << ordinal) - 1;
        return ordinal < Long.SIZE ? Long.bitCount(low & before) : Long.bitCount(low) + Long.bitCount(high & before);
    }

    /** Which fields of a word of 64 were given a value, by their bits. */
    long present(int word) {
        return word == 0 ? low : high;
    }

    /** The value of the field that so many others stand before; it is null where it was taken away again. */
    @Nullable
    Object valueAt(int place) {
        return values[place];
    }

    @Nullable
    Object value(EventField field) {
        int ordinal = field.ordinal();
        return has(ordinal) ? values[place(ordinal)] : null;
    }

    @Nullable
    String text(EventField field) {
        return (String) value(field);
    }

    long number(EventField field) {
        Object value = value(field);
        return value == null ? 0 : ((Number) value).longValue();
    }

    boolean is(EventField field) {
        return Boolean.TRUE.equals(value(field));
    }

    @Nullable
    Person actor() {
        return actor;
    }

    @Nullable
    Person counterpart() {
        return counterpart;
    }

    /** A message that counts: not a notice of the platform. */
    boolean isMessage() {
        return is(MESSAGE);
    }

    boolean isByContact() {
        return is(BY_CONTACT);
    }

    /** A message of somebody of the brand, no machine, to a contact. */
    boolean isOutbound() {
        return is(OUTBOUND);
    }

    boolean isOneToOne() {
        return is(ONE_TO_ONE);
    }

    /** What makes a contact active. */
    boolean isActivity() {
        return is(ACTIVITY);
    }

    private boolean is(int trait) {
        if (traits == 0) {
            traits = traits();
        }
        return (traits & trait) != 0;
    }

    private int traits() {
        boolean isMessage = type == EventType.MESSAGE_SENT && !"system".equals(text(EventField.KIND));
        boolean isByContact = actor != null && actor.isContact();
        boolean isToContact = counterpart != null && counterpart.isContact();
        boolean isOutbound = isMessage && isToContact && actor != null && actor.isBrandHuman();
        boolean isActivity = isByContact
                && switch (type) {
                    case MESSAGE_SENT -> isMessage;
                    case MESSAGE_REACTED -> !is(EventField.REMOVED);
                    case LINK_CLICKED, MESSAGE_PLAYED -> true;
                    default -> false;
                };
        return KNOWN
                | (isMessage ? MESSAGE : 0)
                | (isByContact ? BY_CONTACT : 0)
                | (isOutbound ? OUTBOUND : 0)
                | (isActivity ? ACTIVITY : 0)
                | ("one_to_one".equals(text(EventField.CONVERSATION_KIND)) ? ONE_TO_ONE : 0);
    }

    /** The same event with an id of its own, so that it can be spoiled without being a copy. */
    SimulatedEvent renamed(String eventId) {
        SimulatedEvent other = new SimulatedEvent(type, at, zone);
        other.values = values.clone();
        other.low = low;
        other.high = high;
        other.actor = actor;
        other.counterpart = counterpart;
        return other.with(EventField.EVENT_ID, eventId);
    }
}
