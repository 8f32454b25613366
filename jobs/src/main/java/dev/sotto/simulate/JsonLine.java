package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes events as lines of the canonical log, one buffer for all. */
final class JsonLine implements LineFormat {
    private static final EventField[] FIELDS = EventField.values();
    private static final byte[][] KEYS = new byte[FIELDS.length][];

    static {
        for (EventField field : FIELDS) {
            KEYS[field.ordinal()] = ascii(",\"" + field.logName() + "\":");
        }
    }

    private byte[] buffer = new byte[4096];
    private int size;

    /** The line of an event as bytes of its own; {@code receivedAt} 0 leaves that field out. */
    byte[] line(SimulatedEvent event, long receivedAt) {
        return Arrays.copyOf(buffer, encode(event, receivedAt));
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public int encode(SimulatedEvent event, long receivedAt) {
        size = 0;
        for (EventField field : FIELDS) {
            switch (field) {
                case EVENT_TYPE -> {
                    key(field);
                    quoted(event.type.dotted());
                }
                case OCCURRED_AT -> {
                    key(field);
                    time(event, event.at);
                }
                case RECEIVED_AT -> {
                    if (receivedAt != 0) {
                        key(field);
                        time(event, receivedAt);
                    }
                }
                default -> {
                    Object value = event.value(field);
                    if (value != null) {
                        key(field);
                        value(event, field, value);
                    }
                }
            }
        }
        buffer[0] = '{';
        raw('}');
        return size;
    }

    private void value(SimulatedEvent event, EventField field, Object value) {
        switch (field.shape()) {
            case STRING -> quoted((String) value);
            case LONG -> number((Long) value);
            case BOOLEAN -> truth((Boolean) value);
            case TIMESTAMP -> time(event, (Long) value);
            case PERSON -> person((Person) value);
            default -> array((List<?>) value);
        }
    }

    /** A list of persons, media items or strings as JSON. */
    String list(List<?> items) {
        size = 0;
        array(items);
        return new String(buffer, 0, size, StandardCharsets.US_ASCII);
    }

    private void array(List<?> items) {
        raw('[');
        for (Object item : items) {
            if (item instanceof Person person) {
                person(person);
            } else if (item instanceof MediaItem media) {
                media(media);
            } else {
                quoted((String) item);
            }
            raw(',');
        }
        closed(']');
    }

    private void person(Person person) {
        raw('{');
        field("id", person.id());
        field("role", person.role());
        field("age_band", person.ageBand());
        field("age_basis", person.ageBasis());
        field("tier", person.tier());
        closed('}');
    }

    private void media(MediaItem item) {
        raw('{');
        name("position");
        number(item.position());
        raw(',');
        field("kind", item.kind());
        field("origin", item.origin());
        name("edited");
        truth(item.isEdited());
        raw(',');
        name("captioned");
        truth(item.isCaptioned());
        raw('}');
    }

    private void field(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            quoted(value);
            raw(',');
        }
    }

    /** End an object or array, over the comma that its last part left. */
    private void closed(char end) {
        if (buffer[size - 1] == ',') {
            size--;
        }
        raw(end);
    }

    private void key(EventField field) {
        byte[] key = KEYS[field.ordinal()];
        room(key.length);
        System.arraycopy(key, 0, buffer, size, key.length);
        size += key.length;
    }

    private void name(String name) {
        quoted(name);
        raw(':');
    }

    /** Times as the feed writes them: the brand's clock, UTC in the shop, epoch milliseconds on WhatsApp. */
    private void time(SimulatedEvent event, long at) {
        if ("whatsapp_cloud".equals(event.text(EventField.SOURCE))) {
            number(at);
            return;
        }
        int offset = offset(event.zone, at);
        long local = at + offset * 1000L;
        room(40);
        raw('"');
        date(Math.floorDiv(local, Calendar.DAY));
        raw('T');
        int millis = (int) Math.floorMod(local, Calendar.DAY);
        two(millis / 3_600_000);
        raw(':');
        two(millis / 60_000 % 60);
        raw(':');
        two(millis / 1000 % 60);
        raw('.');
        raw((char) ('0' + millis / 100 % 10));
        two(millis % 100);
        if (offset == 0) {
            raw('Z');
        } else {
            raw(offset < 0 ? '-' : '+');
            two(Math.abs(offset) / 3600);
            raw(':');
            two(Math.abs(offset) / 60 % 60);
        }
        raw('"');
    }

    private static int offset(ZoneId zone, long at) {
        return zone.getRules().getOffset(Instant.ofEpochMilli(at)).getTotalSeconds();
    }

    /** The civil date of an epoch day, by H. Hinnant's {@code civil_from_days}. */
    private void date(long epochDay) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        long dayOfEra = shifted - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = (int) (dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
        int month = (int) (monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        number(yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
        raw('-');
        two(month);
        raw('-');
        two(day);
    }

    private void two(int value) {
        raw((char) ('0' + value / 10));
        raw((char) ('0' + value % 10));
    }

    private void number(long value) {
        byte[] digits = ascii(Long.toString(value));
        room(digits.length);
        System.arraycopy(digits, 0, buffer, size, digits.length);
        size += digits.length;
    }

    private void truth(boolean value) {
        for (byte letter : value ? TRUE : FALSE) {
            raw((char) letter);
        }
    }

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    /** Every string of the world but those of a user's world file is plain ASCII; escape for these. */
    private void quoted(String text) {
        raw('"');
        room(6 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                raw('\\');
                raw(c);
            } else if (c >= ' ' && c < 127) {
                buffer[size++] = (byte) c;
            } else {
                for (byte part : ascii(String.format(Locale.ROOT, "\\u%04x", (int) c))) {
                    raw((char) part);
                }
            }
        }
        raw('"');
    }

    private void raw(char c) {
        room(1);
        buffer[size++] = (byte) c;
    }

    private void room(int bytes) {
        if (size + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + bytes));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
