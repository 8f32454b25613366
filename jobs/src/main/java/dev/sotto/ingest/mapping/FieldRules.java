package dev.sotto.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.ingest.mapping.FieldRule.Make;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a mapping's fields and constants. */
public final class FieldRules {
    private final MappingFile file;
    private final @Nullable ZoneId zone;

    FieldRules(MappingFile file, @Nullable ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    FieldRule constant(String name, JsonNode value) {
        Target target = target(name);
        String text = value.asText();
        if (target.field() == EventField.EVENT_TYPE) {
            type(text);
        }
        words(target, text);
        return new FieldRule(target, Make.CONSTANT, List.of(), text, Map.of(), null, TimeRule.ISO);
    }

    FieldRule rule(String name, JsonNode node) {
        Target target = target(name);
        if (node.isTextual() || node.isInt()) {
            return new FieldRule(target, Make.COLUMN, List.of(node.asText()), null, Map.of(), null, time(node));
        }
        if (node.has("make")) {
            return made(target, node);
        }
        Map<String, String> values = new TreeMap<>();
        node.path("values")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        values.values().forEach(value -> meaning(target, value));
        String otherwise = node.path("otherwise").asText(null);
        if (otherwise != null) {
            meaning(target, otherwise);
        }
        List<String> columns = List.of(node.get("column").asText());
        return new FieldRule(target, Make.COLUMN, columns, null, values, otherwise, time(node));
    }

    private void meaning(Target target, String value) {
        if (target.field() == EventField.EVENT_TYPE) {
            type(value);
        }
        words(target, value);
    }

    private FieldRule made(Target target, JsonNode node) {
        Make make = switch (node.get("make").asText()) {
            case "line-number" -> Make.LINE_NUMBER;
            case "unordered-pair" -> Make.UNORDERED_PAIR;
            default -> Make.EVENT_ID;
        };
        List<String> columns = MappingFile.texts(node.path("of"));
        if ((make == Make.UNORDERED_PAIR) != (columns.size() == 2)) {
            throw file.wrong(
                    target.name() + " is made of " + columns.size() + " columns",
                    "Write {make: unordered-pair, of: [first, second]}; other makes need no columns");
        }
        boolean isIdField = target.field() == EventField.EVENT_ID || target.field() == EventField.MESSAGE_ID;
        if (make == Make.EVENT_ID && !isIdField) {
            throw file.wrong(target.name() + " cannot be a derived id", "Only event_id and message_id can");
        }
        return new FieldRule(target, make, columns, null, Map.of(), null, TimeRule.ISO);
    }

    private TimeRule time(JsonNode node) {
        String format = node.path("time").asText("iso");
        ZoneId own = node.has("zone") ? file.zone(node.get("zone").asText()) : zone;
        try {
            return new TimeRule(format, own);
        } catch (IllegalArgumentException e) {
            throw file.wrong(
                    "'" + format + "' is no time format",
                    "Write iso, epoch-seconds, epoch-millis or a pattern such as dd.MM.yyyy HH:mm:ss");
        }
    }

    private void type(String name) {
        if (EventType.named(name).isEmpty()) {
            throw file.wrong(
                    "'" + name + "' is no type of event", "The types are listed in the dictionary (sotto docs)");
        }
    }

    private void words(Target target, String value) {
        EventField field = target.field();
        if (field != null && !field.words().isEmpty() && !field.words().contains(value)) {
            throw file.wrong("'" + value + "' is no " + target.name(), "It can be " + String.join(", ", field.words()));
        }
    }

    private Target target(String name) {
        return Target.named(name)
                .orElseThrow(() -> file.wrong(
                        "there is no field '" + name + "'",
                        "Use the canonical names, such as occurred_at, actor.id or attributes.something"));
    }
}
