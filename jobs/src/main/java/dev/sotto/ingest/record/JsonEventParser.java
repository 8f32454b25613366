package dev.sotto.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sotto.domain.EventField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a line of the canonical log in JSON, straight from its bytes into the fields. */
public final class JsonEventParser extends LineParser {
    private static final Map<String, EventField> FIELDS = new HashMap<>();

    static {
        for (EventField field : EventField.values()) {
            FIELDS.put(field.logName(), field);
        }
    }

    private final JsonValues values = new JsonValues();

    @Override
    protected @Nullable Reject parse(Line line, EventRecord into) {
        Reason encoding = StrictJson.encodingProblem(line.bytes, line.start, line.size);
        if (encoding != null) {
            return Reject.of(encoding);
        }
        try (JsonParser parser = StrictJson.parser(line.bytes, line.start, line.size)) {
            return document(parser, into);
        } catch (JsonProcessingException e) {
            return Reject.of(StrictJson.reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Reject document(JsonParser parser, EventRecord into) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return Reject.of(Reason.NOT_JSON);
        }
        if (first != JsonToken.START_OBJECT) {
            parser.skipChildren();
            parser.finishToken();
            return Reject.of(parser.nextToken() == null ? Reason.NOT_AN_OBJECT : Reason.NOT_JSON);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            EventField field = FIELDS.get(key);
            if (field == null) {
                values.unknown(parser, key, into);
            } else {
                Object value = values.read(parser, field, into);
                if (value != null) {
                    into.put(field, value);
                }
            }
        }
        return parser.nextToken() == null ? null : Reject.of(Reason.NOT_JSON);
    }
}
