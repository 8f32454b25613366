package dev.sotto.ingest.mapping;

import dev.sotto.ingest.record.TimeText;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a column writes time.
 *
 * @param format {@code iso}, {@code epoch-seconds}, {@code epoch-millis}, or a pattern such as {@code dd.MM.yyyy HH:mm}
 * @param zone of times that name none; null where each must name its own
 */
public record TimeRule(String format, @Nullable ZoneId zone) implements Serializable {
    static final TimeRule ISO = new TimeRule("iso", null);

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

    public TimeRule {
        if (isPattern(format)) {
            formatter(format);
        }
    }

    private static boolean isPattern(String format) {
        return !format.equals("iso") && !format.equals("epoch-seconds") && !format.equals("epoch-millis");
    }

    /** A reader of one column's times; it holds what is costly to make. */
    public Reader reader() {
        return new Reader(this);
    }

    /** Strict, because a lenient one turns 30 February into another day without a word. */
    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(yearOfEraAsYear(pattern), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static String yearOfEraAsYear(String pattern) {
        StringBuilder out = new StringBuilder();
        boolean isQuoted = false;
        for (char c : pattern.toCharArray()) {
            isQuoted ^= c == '\'';
            out.append(c == 'y' && !isQuoted ? 'u' : c);
        }
        return out.toString();
    }

    /** Reads the times of one column as microseconds since 1970. */
    public static final class Reader {
        private final TimeRule rule;
        private final @Nullable DateTimeFormatter formatter;

        private Reader(TimeRule rule) {
            this.rule = rule;
            this.formatter = isPattern(rule.format) ? formatter(rule.format) : null;
        }

        /** The instant; {@link TimeText#BAD} where the text is no such time. */
        public long micros(String text) {
            return switch (rule.format) {
                case "epoch-seconds" -> epoch(text, 6);
                case "epoch-millis" -> epoch(text, 3);
                case "iso" -> iso(text);
                default -> pattern(text);
            };
        }

        private static long epoch(String text, int digits) {
            if (!NUMBER.matcher(text).matches()) {
                return TimeText.BAD;
            }
            BigDecimal micros = new BigDecimal(text).movePointRight(digits).setScale(0, RoundingMode.FLOOR);
            return micros.precision() > 18 ? TimeText.BAD : micros.longValue();
        }

        private long iso(String text) {
            long micros = TimeText.rfc3339(text);
            if (micros != TimeText.BAD || rule.zone == null) {
                return micros;
            }
            try {
                return micros(LocalDateTime.parse(text.replace(' ', 'T')).atZone(rule.zone));
            } catch (DateTimeException e) {
                return TimeText.BAD;
            }
        }

        private long pattern(String text) {
            if (formatter == null) {
                return TimeText.BAD;
            }
            try {
                TemporalAccessor parsed = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
                if (parsed instanceof ZonedDateTime zoned) {
                    return micros(zoned);
                }
                return rule.zone == null
                        ? TimeText.BAD
                        : micros(LocalDateTime.from(parsed).atZone(rule.zone));
            } catch (DateTimeException e) {
                return TimeText.BAD;
            }
        }

        private static long micros(ZonedDateTime time) {
            return TimeText.micros(time.toInstant());
        }
    }
}
