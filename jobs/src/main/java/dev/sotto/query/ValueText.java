package dev.sotto.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A plain value as text: timestamps in UTC as ISO 8601, numbers without exponents, nested values as JSON. */
public final class ValueText {
    private ValueText() {}

    /** The value, never null, as people read it. */
    public static String of(Object value) {
        if (value instanceof Instant instant) {
            return DateTimeFormatter.ISO_INSTANT.format(instant);
        }
        if (value instanceof Double || value instanceof Float) {
            return decimal(((Number) value).doubleValue(), value.toString());
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof List || value instanceof Map ? JsonLines.text(value) : value.toString();
    }

    private static String decimal(double value, String shortest) {
        return Double.isFinite(value) ? new BigDecimal(shortest).toPlainString() : shortest;
    }
}
