package dev.sotto.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads persons; what a person has beyond id, role, age and tier, such as a name, is dropped. */
public final class JsonPersons {
    private JsonPersons() {}

    static @Nullable Person person(JsonValues values, JsonParser parser, String where, EventRecord into)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return values.wrongType(parser, where, into);
        }
        String id = null;
        String role = null;
        String ageBand = null;
        String ageBasis = null;
        String tier = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "id" -> id = values.id(parser, where + ".id", into);
                case "role" -> role = values.string(parser, where + ".role", into);
                case "age_band" -> ageBand = values.string(parser, where + ".age_band", into);
                case "age_basis" -> ageBasis = values.string(parser, where + ".age_basis", into);
                case "tier" -> tier = values.string(parser, where + ".tier", into);
                default -> parser.skipChildren();
            }
        }
        return new Person(id, role, ageBand, ageBasis, tier);
    }

    static @Nullable List<Person> persons(JsonValues values, JsonParser parser, String where, EventRecord into)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return values.wrongType(parser, where, into);
        }
        List<Person> persons = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Person person = person(values, parser, where, into);
            if (person != null) {
                persons.add(person);
            } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
                into.problem(Reason.WRONG_TYPE, where);
            }
        }
        return persons;
    }
}
