package dev.sotto.ingest.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sotto.domain.EventField;
import dev.sotto.domain.Sha256;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.JsonValues;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.StrictJson;
import dev.sotto.ingest.record.TimeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the text of a cell into a record as its target wants it. */
public final class CellValues {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");

    private final JsonValues json = new JsonValues();
    private final Map<TimeRule, TimeRule.Reader> times = new HashMap<>();

    /** Put a cell, an empty one being an absent value. */
    void put(Target target, String cell, TimeRule time, EventRecord into) {
        EventField field = target.field();
        if (cell.isEmpty()) {
            return;
        }
        if (field == null) {
            JsonValues.textLength(cell, into);
            into.textHash = Sha256.digest().digest(cell.getBytes(StandardCharsets.UTF_8));
            return;
        }
        String part = target.part();
        switch (field.shape()) {
            case STRING -> into.put(field, cell);
            case LONG -> into.put(field, integer(cell, target, into));
            case BOOLEAN -> into.put(field, truth(cell, target, into));
            case TIMESTAMP -> into.put(field, time(cell, target, time, into));
            case PERSON -> {
                if (part == null) {
                    nested(field, cell, into);
                } else {
                    into.put(field, person(into.person(field), part, cell));
                }
            }
            case ATTRIBUTES -> {
                if (part == null) {
                    nested(field, cell, into);
                } else {
                    into.attribute(part, cell);
                }
            }
            case STRINGS, PERSONS, MEDIA -> nested(field, cell, into);
        }
    }

    private static @Nullable Long integer(String cell, Target target, EventRecord into) {
        if (!INTEGER.matcher(cell).matches()) {
            into.problem(Reason.WRONG_TYPE, target.name());
            return null;
        }
        try {
            return Long.valueOf(cell);
        } catch (NumberFormatException e) {
            into.problem(Reason.IMPOSSIBLE_VALUE, target.name());
            return null;
        }
    }

    private static @Nullable Boolean truth(String cell, Target target, EventRecord into) {
        if (cell.equalsIgnoreCase("true")) {
            return true;
        }
        if (cell.equalsIgnoreCase("false")) {
            return false;
        }
        into.problem(Reason.WRONG_TYPE, target.name());
        return null;
    }

    private @Nullable Long time(String cell, Target target, TimeRule rule, EventRecord into) {
        long micros = times.computeIfAbsent(rule, TimeRule::reader).micros(cell);
        if (micros == TimeText.BAD) {
            into.problem(Reason.BAD_TIME, target.name());
            return null;
        }
        return micros;
    }

    private static Person person(@Nullable Person known, String part, String cell) {
        Person person = known == null ? Person.UNKNOWN : known;
        return switch (part) {
            case "id" -> person.withId(cell);
            case "role" -> new Person(person.id(), cell, person.ageBand(), person.ageBasis(), person.tier());
            case "age_band" -> new Person(person.id(), person.role(), cell, person.ageBasis(), person.tier());
            case "age_basis" -> new Person(person.id(), person.role(), person.ageBand(), cell, person.tier());
            default -> new Person(person.id(), person.role(), person.ageBand(), person.ageBasis(), cell);
        };
    }

    /** A cell that holds JSON: the only way in which a table can have lists. */
    private void nested(EventField field, String cell, EventRecord into) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        if (StrictJson.problem(bytes, 0, bytes.length) != null) {
            into.problem(Reason.WRONG_TYPE, field.logName());
            return;
        }
        try (JsonParser parser = StrictJson.parser(bytes, 0, bytes.length)) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                Object value = json.read(parser, field, into);
                if (value != null) {
                    into.put(field, value);
                }
            }
        } catch (JsonProcessingException e) {
            into.problem(Reason.WRONG_TYPE, field.logName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
