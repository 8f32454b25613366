package dev.sotto.ingest.mapping;

import dev.sotto.domain.EventField;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a column's value goes: a field, a part of a person such as {@code actor.id}, an attribute, or the text of a
 * message, of which only length and hash are taken.
 *
 * @param field null for the text
 * @param part the part of a person or the name of an attribute
 */
public record Target(@Nullable EventField field, @Nullable String part) implements Serializable {
    static final Target TEXT = new Target(null, null);

    private static final Set<String> PERSON_PARTS = Set.of("id", "role", "age_band", "age_basis", "tier");

    /** The target of a canonical name, nested with a dot; empty where there is no such field. */
    public static Optional<Target> named(String name) {
        if (name.equals("text")) {
            return Optional.of(TEXT);
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            return EventField.named(name).map(field -> new Target(field, null));
        }
        String part = name.substring(dot + 1);
        return EventField.named(name.substring(0, dot))
                .filter(field -> field.shape() == EventField.Shape.PERSON && PERSON_PARTS.contains(part)
                        || field == EventField.ATTRIBUTES && !part.isEmpty())
                .map(field -> new Target(field, part));
    }

    /** Its name in messages. */
    String name() {
        if (field == null) {
            return "text";
        }
        return part == null ? field.logName() : field.logName() + "." + part;
    }
}
