package dev.sotto.ingest.connect;

import dev.sotto.domain.Feed.DateOrder;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The date and time with which a message of a chat export begins, as in {@code 30/01/19, 20:49 - } or
 * {@code [2019-12-24, 12:23] }.
 *
 * @param length how many characters of the line it takes
 */
record ChatPrefix(
        int[] date,
        String separator,
        boolean isBracketed,
        int hour,
        int minute,
        @Nullable Integer second,
        int length) {
    private static final String SPACE = "[ \\u00a0\\u202f]";

    /** What stands between date and time in some languages. */
    private static final String AT = "à|um|alle|ore|a las|às|kl\\.?|at";

    private static final Pattern PATTERN = Pattern.compile("[\\u200e\\u200f\\ufeff]*(\\[)?"
            + "(\\d{1,4})([./-]) ?(\\d{1,2})\\3 ?(\\d{1,4})\\.?,?" + SPACE + "(?:(?:" + AT + ")" + SPACE + ")?"
            + "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:" + SPACE + "*([aApP])\\.?" + SPACE + "*[mM]\\.?)?"
            + "(?:\\]|" + SPACE + "[-\\u2013])" + SPACE);

    /** The beginning of a line; empty where it is none of a message. */
    static Optional<ChatPrefix> of(String line) {
        Matcher found = PATTERN.matcher(line);
        if (!found.lookingAt() || (found.group(1) != null) != (line.charAt(found.end() - 2) == ']')) {
            return Optional.empty();
        }
        int[] date = {number(found.group(2)), number(found.group(4)), number(found.group(5))};
        int hour = number(found.group(6));
        String half = found.group(9);
        if (half != null && hour <= 12) {
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        Integer second = found.group(8) == null ? null : (Integer) number(found.group(8));
        return Optional.of(new ChatPrefix(
                date, found.group(3), found.group(1) != null, hour, number(found.group(7)), second, found.end()));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** Whether it is written as Signal writes it; WhatsApp puts seconds into brackets. */
    boolean isOfSignal() {
        return isBracketed && separator.equals("-") && isYearFirst() && second == null;
    }

    boolean isYearFirst() {
        return date[0] > 31;
    }

    /** The one order that its numbers allow; empty where both would do, or neither. */
    Optional<DateOrder> order() {
        if (isYearFirst() || date[0] > 12 == date[1] > 12) {
            return Optional.empty();
        }
        return Optional.of(date[0] > 12 ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST);
    }

    /** The local time without its seconds, which not every export writes. */
    String minute(DateOrder order) {
        LocalDateTime time = time(order);
        return time == null ? "" : time.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    /** The local time; null where there is no such date or time. */
    @Nullable
    LocalDateTime time(DateOrder order) {
        boolean isDayFirst = order == DateOrder.DAY_FIRST;
        int year = isYearFirst() ? date[0] : date[2];
        int month = isYearFirst() ? date[1] : isDayFirst ? date[1] : date[0];
        int day = isYearFirst() ? date[2] : isDayFirst ? date[0] : date[1];
        try {
            return LocalDateTime.of(
                    year < 100 ? 2000 + year : year, month, day, hour, minute, second == null ? 0 : second);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
