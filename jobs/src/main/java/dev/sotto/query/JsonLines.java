package dev.sotto.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one JSON object a line: numbers as numbers with every digit, times as ISO 8601 in UTC, nulls written out.
 *
 * <p>What JSON has no number for (NaN, Infinity) is a string, bytes are hexadecimal, and a second column of the same name
 * gets {@code _2}.
 */
final class JsonLines {
    private static final JsonFactory JSON = new JsonFactory();

    private final Answer answer;
    private long rows;

    JsonLines(Answer answer) {
        this.answer = answer;
    }

    long write(PrintStream out) {
        List<String> names = distinct(answer.columns());
        answer.forEach(row -> {
            out.print(object(names, row));
            out.print('\n');
            rows++;
        });
        return rows;
    }

    /** A nested value by itself. */
    static String text(Object value) {
        return written(json -> write(json, value));
    }

    private static String object(List<String> names, List<@Nullable Object> row) {
        return written(json -> {
            json.writeStartObject();
            for (int i = 0; i < names.size(); i++) {
                json.writeFieldName(names.get(i));
                write(json, row.get(i));
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            write(json, number);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(ValueText.of(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            json.writeString(ValueText.of(value));
        }
    }

    private static void write(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Double || number instanceof Float) {
            if (Double.isFinite(number.doubleValue())) {
                json.writeNumber(number.toString());
            } else {
                json.writeString(number.toString());
            }
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal.toPlainString());
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static List<String> distinct(List<Answer.Column> columns) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (Answer.Column column : columns) {
            String name = column.name();
            for (int n = 2; !taken.add(name); n++) {
                name = column.name() + "_" + n;
            }
            names.add(name);
        }
        return names;
    }

    private static String written(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }
}
