package dev.sotto.ingest.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.JsonValues;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.TimeText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a foreign object says, whichever way it writes ids, times and truth. */
final class Said {
    private Said() {}

    /** A text, or the digits of a number; null where there is none. */
    static @Nullable String text(JsonNode node, String key) {
        return text(node.path(key));
    }

    static @Nullable String text(JsonNode value) {
        boolean isText = value.isTextual() || value.isIntegralNumber();
        return isText && !value.asText().isEmpty() ? value.asText() : null;
    }

    /** Whether it is said to be so, as a truth value or as a word. */
    static boolean isTrue(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isBoolean() ? value.booleanValue() : "true".equals(value.asText());
    }

    /** The elements of an array; the one object that stands where an array is expected; nothing else. */
    static List<JsonNode> all(JsonNode node, String key) {
        JsonNode value = node.path(key);
        List<JsonNode> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(all::add);
        } else if (value.isObject()) {
            all.add(value);
        }
        return all;
    }

    /** Put the first of some times that is there: seconds or milliseconds, as a number or in digits, or a text with an offset. */
    static void time(EventField field, EventRecord into, JsonNode... values) {
        for (JsonNode value : values) {
            if (!value.isMissingNode()
                    && !value.isNull()
                    && !(value.isTextual() && value.asText().isEmpty())) {
                long micros = micros(value);
                if (micros == TimeText.BAD) {
                    into.problem(Reason.BAD_TIME, field.logName());
                } else {
                    into.put(field, micros);
                }
                return;
            }
        }
    }

    /** The instant of a value; {@link TimeText#BAD} where it is none. */
    static long micros(JsonNode value) {
        String text = value.asText();
        if (value.isIntegralNumber() || value.isTextual() && text.matches("-?[0-9]{1,18}")) {
            return value.isIntegralNumber() && !value.canConvertToLong()
                    ? TimeText.BAD
                    : TimeText.epoch(Long.parseLong(text));
        }
        boolean isFraction = value.isNumber() && Double.isFinite(value.doubleValue())
                || value.isTextual() && text.matches("[0-9]{1,13}\\.[0-9]{1,9}");
        if (isFraction) {
            BigDecimal number = new BigDecimal(text);
            int digits = number.precision() - number.scale();
            return digits > 15
                    ? TimeText.BAD
                    : number.movePointRight(digits > 11 ? 3 : 6).longValue();
        }
        return value.isTextual() ? TimeText.rfc3339(text) : TimeText.BAD;
    }

    /** Keep the length of a text, where there is one. */
    static void length(EventRecord into, @Nullable String text) {
        if (text != null) {
            JsonValues.textLength(text, into);
        }
    }

    static Person contact(@Nullable String id) {
        return new Person(id, "contact", null, null, null);
    }

    static Person brand(@Nullable String id) {
        return new Person(id, "brand", null, null, null);
    }

    /** A thread between two, whichever wrote first. */
    static @Nullable String pair(@Nullable String one, @Nullable String two) {
        if (one == null || two == null) {
            return null;
        }
        String low = one.compareTo(two) <= 0 ? one : two;
        String high = low.equals(one) ? two : one;
        return low.length() + ":" + low + ":" + high;
    }

    /** Keep a word of the platform as an attribute, unless it is none. */
    static void attribute(EventRecord into, String name, @Nullable String word) {
        if (word != null && word.length() <= 100 && word.matches("[\\p{Alnum}_.:-]+")) {
            into.attribute(name, word);
        }
    }
}
