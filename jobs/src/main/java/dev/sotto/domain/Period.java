package dev.sotto.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * A span of local days that a number is for: {@code 2026-04-06}, {@code 2026-W15}, {@code 2026-04} or {@code lifetime}.
 *
 * @param startOn first day; the epoch for a lifetime
 */
public record Period(Unit unit, LocalDate startOn) {

    /** The length of a period. */
    public enum Unit {
        DAY,
        WEEK,
        MONTH,
        LIFETIME;

        private final String column = name().toLowerCase(Locale.ROOT);

        /** Its name in {@code metrics.results}. */
        public String column() {
            return column;
        }
    }

    private static final LocalDate EPOCH = LocalDate.of(1970, 1, 1);
    private static final DateTimeFormatter WEEK = new DateTimeFormatterBuilder()
            .appendValue(IsoFields.WEEK_BASED_YEAR, 4)
            .appendLiteral("-W")
            .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)
            .parseDefaulting(java.time.temporal.ChronoField.DAY_OF_WEEK, 1)
            .toFormatter(Locale.ROOT);

    public Period {
        startOn = switch (unit) {
            case DAY -> startOn;
            case WEEK -> startOn.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> startOn.withDayOfMonth(1);
            case LIFETIME -> EPOCH;
        };
    }

    /** The ISO week that holds a day. */
    public static Period weekOf(LocalDate day) {
        return new Period(Unit.WEEK, day);
    }

    /** Parse what a person writes, such as 2026-W15. */
    public static Period parse(String text) {
        try {
            if (text.equals("lifetime")) {
                return new Period(Unit.LIFETIME, EPOCH);
            }
            if (text.contains("W")) {
                return new Period(Unit.WEEK, LocalDate.parse(text, WEEK));
            }
            if (text.length() == 7) {
                return new Period(Unit.MONTH, YearMonth.parse(text).atDay(1));
            }
            return new Period(Unit.DAY, LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the period '" + text
                            + "': it is neither a day, a week, a month nor lifetime."
                            + " Write it like 2026-04-06, 2026-W15, 2026-04 or lifetime.",
                    e);
        }
    }

    /** The first day after it; half-open, as every bucket. */
    public LocalDate endOn() {
        return switch (unit) {
            case DAY -> startOn.plusDays(1);
            case WEEK -> startOn.plusWeeks(1);
            case MONTH -> startOn.plusMonths(1);
            case LIFETIME -> LocalDate.MAX;
        };
    }

    /** The period of the same length before it. */
    public Period previous() {
        return switch (unit) {
            case DAY -> new Period(unit, startOn.minusDays(1));
            case WEEK -> new Period(unit, startOn.minusWeeks(1));
            case MONTH -> new Period(unit, startOn.minusMonths(1));
            case LIFETIME -> this;
        };
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (unit) {
            case DAY -> startOn.toString();
            case WEEK -> WEEK.format(startOn);
            case MONTH -> YearMonth.from(startOn).toString();
            case LIFETIME -> "lifetime";
        };
    }
}
