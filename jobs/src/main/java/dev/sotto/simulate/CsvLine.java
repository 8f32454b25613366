package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Writes events as rows of a table: persons in a column a part, lists as JSON within their cell, times in UTC. */
final class CsvLine implements LineFormat {

    /** A column by its canonical name, and what an event has for it. */
    private record Column(String name, BiFunction<SimulatedEvent, Long, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = columns();

    private final JsonLine json = new JsonLine();
    private byte[] buffer = {};

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (EventField field : EventField.values()) {
            String name = field.logName();
            switch (field) {
                case EVENT_TYPE -> columns.add(new Column(name, (event, received) -> event.type.dotted()));
                case OCCURRED_AT -> columns.add(new Column(name, (event, received) -> Instant.ofEpochMilli(event.at)));
                case RECEIVED_AT -> columns.add(new Column(name, (event, received) -> Instant.ofEpochMilli(received)));
                case ACTOR, COUNTERPART -> person(columns, field);
                case ATTRIBUTES -> {}
                default -> columns.add(new Column(name, (event, received) -> plain(field, event.value(field))));
            }
        }
        return columns;
    }

    private static void person(List<Column> columns, EventField field) {
        for (Person.Part part : Person.Part.values()) {
            columns.add(new Column(field.logName() + "." + part.logName(), (event, received) -> {
                Person person = (Person) event.value(field);
                return person == null ? null : part.of(person);
            }));
        }
    }

    private static @Nullable Object plain(EventField field, @Nullable Object value) {
        return field.shape() == EventField.Shape.TIMESTAMP && value instanceof Long time
                ? Instant.ofEpochMilli(time)
                : value;
    }

    @Override
    public String header() {
        List<String> names = new ArrayList<>();
        COLUMNS.forEach(column -> names.add(column.name()));
        return String.join(",", names);
    }

    @Override
    public int encode(SimulatedEvent event, long receivedAt) {
        StringBuilder row = new StringBuilder(400);
        for (Column column : COLUMNS) {
            Object value = column.value().apply(event, receivedAt);
            if (value instanceof List<?> list) {
                row.append(quoted(json.list(list)));
            } else if (value != null) {
                String text = value.toString();
                row.append(mustQuote(text) ? quoted(text) : text);
            }
            row.append(',');
        }
        row.setLength(row.length() - 1);
        buffer = row.toString().getBytes(StandardCharsets.UTF_8);
        return buffer.length;
    }

    private static boolean mustQuote(String text) {
        return text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }
}
