package dev.sotto.config;

import dev.sotto.domain.EventCondition;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads which events are meant: of a type, with values of fields of the log. */
final class EventConditions {
    private static final List<String> DERIVED = List.of("direction", "actor_role", "counterpart_role");
    private static final List<EventField.Shape> SHAPES =
            List.of(EventField.Shape.STRING, EventField.Shape.LONG, EventField.Shape.BOOLEAN);

    private EventConditions() {}

    /** The condition of a group with the keys event, where and, if it has one, name. */
    static EventCondition read(Entry entry) {
        Entry where = entry.group("where");
        Map<String, List<String>> values = new TreeMap<>();
        for (String key : where.keys()) {
            checkColumn(where, key, key);
            List<String> words = where.texts(key).isEmpty() ? List.of(where.text(key)) : where.texts(key);
            checkWords(where, key, words);
            values.put(key, words);
        }
        EventType type = entry.value("event", name -> EventType.named(name).orElseThrow());
        return new EventCondition(entry.optional("name").orElse(type.dotted()), type, values);
    }

    /** Refuse a column that is none of {@code log.events} that a condition may ask for. */
    static void checkColumn(Entry entry, String key, String column) {
        List<String> known = new ArrayList<>(DERIVED);
        for (EventField field : EventField.values()) {
            if (SHAPES.contains(field.shape())) {
                known.add(field.column());
            }
        }
        if (!known.contains(column)) {
            throw entry.refusal(
                    key,
                    "asks for '" + Shown.text(column) + "', which is no field of an event",
                    NearMiss.of(column, known)
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("Name one of the log, such as kind, direction or platform."));
        }
    }

    private static void checkWords(Entry where, String column, List<String> words) {
        for (EventField field : EventField.values()) {
            if (field.column().equals(column) && !field.words().isEmpty()) {
                for (String word : words) {
                    if (!field.words().contains(word)) {
                        throw where.refusal(
                                column,
                                "is '" + Shown.text(word) + "', none of " + String.join(", ", field.words()),
                                "Correct it.");
                    }
                }
            }
        }
    }
}
