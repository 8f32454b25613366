package dev.sotto.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.SottoException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A group of keys in a file whose schema holds: its values by key, and what is wrong with one of them.
 *
 * <p>The schema has checked types and forms, so that reading a value cannot fail here.
 */
final class Entry {
    private final YamlFile file;
    private final JsonPointer at;
    private final JsonNode node;

    private Entry(YamlFile file, JsonPointer at) {
        this.file = file;
        this.at = at;
        this.node = file.root().at(at);
    }

    /** The whole of a file. */
    static Entry of(YamlFile file) {
        return new Entry(file, JsonPointer.empty());
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** A required text. */
    String text(String key) {
        return node.path(key).asText();
    }

    /** A required value of some form. */
    <T> T value(String key, Function<String, T> parse) {
        return parse.apply(text(key));
    }

    Optional<String> optional(String key) {
        return optional(key, text -> text);
    }

    <T> Optional<T> optional(String key, Function<String, T> parse) {
        return has(key) ? Optional.of(value(key, parse)) : Optional.empty();
    }

    int number(String key, int otherwise) {
        return node.path(key).asInt(otherwise);
    }

    long number(String key, long otherwise) {
        return node.path(key).asLong(otherwise);
    }

    double number(String key, double otherwise) {
        return node.path(key).asDouble(otherwise);
    }

    /** Whether it is set to true. */
    boolean isSet(String key) {
        return node.path(key).asBoolean(false);
    }

    /** The texts of a list; none where the key is missing. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        node.path(key).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** The keys that are there. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** A group below a key; an empty one where the key is missing. */
    Entry group(String key) {
        return new Entry(file, at.appendProperty(key));
    }

    /** The groups of a list; none where the key is missing. */
    List<Entry> groups(String key) {
        List<Entry> groups = new ArrayList<>();
        JsonPointer list = at.appendProperty(key);
        for (int i = 0; i < node.path(key).size(); i++) {
            groups.add(new Entry(file, list.appendIndex(i)));
        }
        return groups;
    }

    /** The text that this is, where a list holds texts beside groups. */
    Optional<String> itself() {
        return Optional.ofNullable(node.textValue());
    }

    /** The groups of a list, after refusing two of them that bear the same value of a key. */
    List<Entry> groupsUniqueBy(String idKey, String key) {
        Map<String, Entry> seen = new HashMap<>();
        for (Entry group : groups(key)) {
            Entry before = seen.putIfAbsent(group.text(idKey), group);
            if (before != null) {
                throw group.refusal(
                        idKey,
                        "is '" + Shown.text(group.text(idKey)) + "', as of " + before.path() + " already",
                        "Give each its own.");
            }
        }
        return groups(key);
    }

    /** A required text that must be one of the declared; {@code kind} says what these are, in the plural. */
    String reference(String key, Collection<String> declared, String kind) {
        String text = text(key);
        if (declared.contains(text)) {
            return text;
        }
        String why = declared.isEmpty()
                ? "but no " + kind + " are declared"
                : "none of the " + kind + " " + String.join(", ", declared);
        throw refusal(
                key,
                "is '" + Shown.text(text) + "', " + why,
                NearMiss.of(text, declared)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("Declare it, or name one that is declared."));
    }

    /** What is wrong with the value of a key; {@code why} goes on after the key's path and its value. */
    SottoException refusal(String key, String why, String remedy) {
        JsonPointer place = at.appendProperty(key);
        return file.refusal(place, YamlFile.keyPath(place) + " " + why, remedy);
    }

    private String path() {
        return YamlFile.keyPath(at);
    }
}
