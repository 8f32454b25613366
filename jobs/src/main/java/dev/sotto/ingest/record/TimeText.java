package dev.sotto.ingest.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/** Reads times of RFC 3339 with an offset, and epoch numbers by their range, as microseconds since 1970 in UTC. */
public final class TimeText {
    /** What no time is. */
    public static final long BAD = Long.MIN_VALUE;

    private static final long MICROS = 1_000_000L;
    /** Seconds up to the year 5138; milliseconds from 1973: both far beyond what is plausible on the other side. */
    private static final long MAX_SECONDS = 100_000_000_000L;

    private static final long MAX_MILLIS = Long.MAX_VALUE / 1000;

    private TimeText() {}

    /** An instant as it is stored. */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
    }

    /** The instant of an epoch number in seconds or milliseconds, by its size; {@link #BAD} beyond any year. */
    public static long epoch(long number) {
        long size = Math.abs(number);
        if (number != Long.MIN_VALUE && size < MAX_SECONDS) {
            return number * MICROS;
        }
        return number == Long.MIN_VALUE || size > MAX_MILLIS ? BAD : number * 1000;
    }

    /** The instant of a text such as {@code 2026-04-06T09:00:00.123+02:00}; {@link #BAD} if it is anything else. */
    public static long rfc3339(CharSequence text) {
        int length = text.length();
        if (length < 20 || text.charAt(4) != '-' || text.charAt(7) != '-' || !isTimeMark(text.charAt(10))) {
            return BAD;
        }
        if (text.charAt(13) != ':' || text.charAt(16) != ':') {
            return BAD;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if ((year | month | day | hour | minute | second) < 0 || !isDate(year, month, day)) {
            return BAD;
        }
        if (hour > 23 || minute > 59 || second > 60) {
            return BAD;
        }
        int at = 19;
        long micros = 0;
        if (text.charAt(at) == '.') {
            int from = ++at;
            long unit = 100_000;
            while (at < length && isDigit(text.charAt(at))) {
                micros += (text.charAt(at) - '0') * unit;
                unit /= 10;
                at++;
            }
            if (at == from) {
                return BAD;
            }
        }
        int offset = offsetMinutes(text, at);
        if (offset == Integer.MIN_VALUE) {
            return BAD;
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
        seconds -= offset * 60L;
        // A leap second exists only as the last one of a day in UTC.
        if (second == 60 && Math.floorMod(seconds, 86_400L) != 0) {
            return BAD;
        }
        return seconds * MICROS + micros;
    }

    private static int offsetMinutes(CharSequence text, int at) {
        int left = text.length() - at;
        if (left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (left < 3 || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, at + 3);
        int minutes = 0;
        if (left == 6 && text.charAt(at + 3) == ':') {
            minutes = digits(text, at + 4, at + 6);
        } else if (left == 5) {
            minutes = digits(text, at + 3, at + 5);
        } else if (left != 3) {
            return Integer.MIN_VALUE;
        }
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return (text.charAt(at) == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 28
                || year >= 1
                        && month >= 1
                        && month <= 12
                        && day > 28
                        && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean isTimeMark(char c) {
        return c == 'T' || c == 't' || c == ' ';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int digits(CharSequence text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
