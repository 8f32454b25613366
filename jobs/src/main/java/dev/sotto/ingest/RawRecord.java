package dev.sotto.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.StrictJson;
import dev.sotto.ingest.record.TimeText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The raw form of a refused record, where it can be kept. */
final class RawRecord {
    private static final long MAX_HARMLESS = 1_000_000;
    /** What is longer holds more than words of fixed lists and numbers. */
    private static final int MAX_SIZE = 1 << 16;

    private RawRecord() {}

    /** The record itself if it is a JSON object of words of fixed lists, times, truth values and small numbers; else null. */
    static @Nullable String harmless(Line line) {
        if (line.isTooLong || line.size > MAX_SIZE || StrictJson.problem(line.bytes, line.start, line.size) != null) {
            return null;
        }
        try (JsonParser parser = StrictJson.parser(line.bytes, line.start, line.size)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                EventField field = EventField.named(parser.currentName()).orElse(null);
                parser.nextToken();
                if (field == null || !isHarmless(field, parser)) {
                    return null;
                }
            }
            return line.text();
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isHarmless(EventField field, JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL, VALUE_TRUE, VALUE_FALSE -> true;
            // Longer numbers can be those of telephones or accounts.
            case VALUE_NUMBER_INT ->
                parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                        && Math.abs(parser.getLongValue()) < MAX_HARMLESS
                        && field.shape() == EventField.Shape.LONG;
            case VALUE_STRING ->
                field.words().contains(parser.getText())
                        || field == EventField.EVENT_TYPE
                                && EventType.named(parser.getText()).isPresent()
                        || field.shape() == EventField.Shape.TIMESTAMP
                                && parser.getTextLength() <= 35
                                && TimeText.rfc3339(parser.getText()) != TimeText.BAD;
            default -> false;
        };
    }
}
