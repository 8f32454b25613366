package dev.sotto.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sotto.domain.EventField;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the value that a parser stands on as a field wants it; another type is a problem, never a silent null. */
public final class JsonValues {
    private static final Set<EventField> NUMERIC_IDS = numericIds();
    /** Of what lies deeper than such a path nothing is kept. */
    private static final int LONGEST_PATH = 200;

    private static final String[] NAMES =
            Arrays.stream(EventField.values()).map(EventField::logName).toArray(String[]::new);

    /** The value of a field in its shape; null where it is absent or its problem was noted. */
    @Nullable
    public Object read(JsonParser parser, EventField field, EventRecord into) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        String name = NAMES[field.ordinal()];
        return switch (field.shape()) {
            case STRING -> NUMERIC_IDS.contains(field) ? id(parser, name, into) : string(parser, name, into);
            case LONG -> integer(parser, name, into);
            case BOOLEAN -> truth(parser, name, into);
            case TIMESTAMP -> time(parser, name, into);
            case STRINGS -> ids(parser, name, into);
            case PERSON -> JsonPersons.person(this, parser, name, into);
            case PERSONS -> JsonPersons.persons(this, parser, name, into);
            case MEDIA -> JsonMedia.items(this, parser, name, into);
            case ATTRIBUTES -> attributes(parser, name, into);
        };
    }

    /** Keep what no field knows, unless it may hold text, a name or a person's id. */
    void unknown(JsonParser parser, String key, EventRecord into) throws IOException {
        if (key.equals("text") && parser.currentToken() == JsonToken.VALUE_STRING) {
            textLength(parser.getText(), into);
        } else {
            kept(parser, key, key, into);
        }
    }

    /** Keep a scalar under its path, such as {@code device.os} or {@code labels.0}. */
    private void kept(JsonParser parser, String key, String path, EventRecord into) throws IOException {
        JsonToken token = parser.currentToken();
        if (SensitiveKeys.matches(key) || path.length() > LONGEST_PATH) {
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String inner = parser.currentName();
                parser.nextToken();
                kept(parser, inner, path + "." + inner, into);
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                kept(parser, key, path + "." + i, into);
            }
        } else if (token != JsonToken.VALUE_NULL && !SensitiveKeys.looksPersonal(parser.getText())) {
            into.attribute(path, parser.getText());
        }
    }

    /** The length of a text stands for it where the record gives none. */
    public static void textLength(String text, EventRecord into) {
        if (into.value(EventField.TEXT_LENGTH) == null) {
            into.put(EventField.TEXT_LENGTH, (long) text.codePointCount(0, text.length()));
        }
    }

    @Nullable
    String string(JsonParser parser, String where, EventRecord into) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            return text.isEmpty() ? null : text;
        }
        return wrongType(parser, where, into);
    }

    /** An id: a text, or the digits of a whole number. */
    @Nullable
    String id(JsonParser parser, String where, EventRecord into) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getText();
        }
        return string(parser, where, into);
    }

    @Nullable
    Long integer(JsonParser parser, String where, EventRecord into) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return wrongType(parser, where, into);
        }
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            into.problem(Reason.IMPOSSIBLE_VALUE, where);
            return null;
        }
        return parser.getLongValue();
    }

    @Nullable
    Boolean truth(JsonParser parser, String where, EventRecord into) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> wrongType(parser, where, into);
        };
    }

    private @Nullable Long time(JsonParser parser, String where, EventRecord into) throws IOException {
        long micros;
        switch (parser.currentToken()) {
            case VALUE_STRING -> {
                String text = parser.getText();
                if (text.isEmpty()) {
                    return null;
                }
                micros = TimeText.rfc3339(text);
            }
            case VALUE_NUMBER_INT ->
                micros = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? TimeText.BAD
                        : TimeText.epoch(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> micros = fraction(parser.getText());
            default -> {
                return wrongType(parser, where, into);
            }
        }
        if (micros == TimeText.BAD) {
            into.problem(Reason.BAD_TIME, where);
            return null;
        }
        return micros;
    }

    /** An epoch number with a fraction, seconds or milliseconds by its size. */
    private static long fraction(String number) {
        if (number.length() > 40) {
            return TimeText.BAD;
        }
        BigDecimal value = new BigDecimal(number);
        int integerDigits = value.precision() - value.scale();
        if (integerDigits > 15 || value.scale() > 40) {
            return TimeText.BAD;
        }
        long unit = integerDigits > 11 ? 1_000 : 1_000_000;
        return value.multiply(BigDecimal.valueOf(unit))
                .setScale(0, RoundingMode.FLOOR)
                .longValue();
    }

    private @Nullable List<String> ids(JsonParser parser, String where, EventRecord into) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return wrongType(parser, where, into);
        }
        List<String> ids = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String id = id(parser, where, into);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private @Nullable Map<String, String> attributes(JsonParser parser, String where, EventRecord into)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return wrongType(parser, where, into);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken().isStructStart()) {
                wrongType(parser, where, into);
            } else {
                unknown(parser, key, into);
            }
        }
        return into.attributes();
    }

    <T> @Nullable T wrongType(JsonParser parser, String where, EventRecord into) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            into.problem(Reason.WRONG_TYPE, where);
        }
        parser.skipChildren();
        return null;
    }

    private static Set<EventField> numericIds() {
        Set<EventField> ids = EnumSet.of(EventField.REPLY_TO, EventField.SAME_AS, EventField.CODE, EventField.STEP);
        for (EventField field : EventField.values()) {
            if (field.logName().endsWith("_id")) {
                ids.add(field);
            }
        }
        return ids;
    }
}
