package dev.sotto.report;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.Notation;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.SignDisplay;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateIntervalFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.DateInterval;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.NoUnit;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;

/** Numbers, dates and durations as a language writes them, held together by no-break spaces. */
public final class Figures {
    private static final long COMPACT_FROM = 100_000;
    private static final double SECOND = 1_000;
    private static final double MINUTE = 60 * SECOND;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    private final ULocale locale;
    private final ULocale units;

    public Figures(Locale language) {
        // English without a country is that of Europe: the day before the month, and a clock of 24 hours.
        this.locale = ULocale.forLocale(language.equals(Locale.ENGLISH) ? Locale.forLanguageTag("en-150") : language);
        // European English writes mins and hrs.
        this.units = language.getLanguage().equals("en") ? ULocale.ENGLISH : locale;
    }

    /** A count in full, such as 24,310. */
    public String count(double value) {
        return glued(NumberFormatter.withLocale(locale)
                .precision(Precision.integer())
                .format(value)
                .toString());
    }

    /** A count in few characters: in full up to five digits, else such as 1.28M. */
    public String compact(double value) {
        if (Math.abs(value) < COMPACT_FROM) {
            return count(value);
        }
        return glued(NumberFormatter.withLocale(locale)
                .notation(Notation.compactShort())
                .precision(Precision.minMaxSignificantDigits(2, 3))
                .format(value)
                .toString());
    }

    /** A number with one digit after the point where it has one, such as 7.5. */
    public String decimal(double value) {
        return glued(NumberFormatter.withLocale(locale)
                .precision(Precision.maxFraction(1))
                .format(value)
                .toString());
    }

    /**
     * An amount of money such as €4.20.
     *
     * @param minor in the currency's minor unit
     */
    public String money(double minor, String currency) {
        Currency unit = Currency.getInstance(currency);
        double amount = minor / Math.pow(10, unit.getDefaultFractionDigits());
        return glued(NumberFormatter.withLocale(locale)
                .unit(unit)
                .unitWidth(NumberFormatter.UnitWidth.NARROW)
                .format(amount)
                .toString());
    }

    /** Points of percent with their sign, for an axis, such as +5 or 0. */
    public String signedPoints(double difference) {
        return NumberFormatter.withLocale(locale)
                .precision(Precision.maxFraction(1))
                .sign(SignDisplay.EXCEPT_ZERO)
                .format(difference * 100)
                .toString();
    }

    /** A share such as 18.2%. */
    public String percent(double ratio) {
        double percent = Math.abs(ratio * 100);
        int digits = percent != 0 && percent < 1 ? 2 : 1;
        // Minus nothing is nothing.
        return glued(percentages(digits, SignDisplay.AUTO).format(ratio + 0.0).toString());
    }

    /** A share without digits after the point, such as 18%. */
    public String wholePercent(double ratio) {
        return glued(percentages(0, SignDisplay.AUTO).format(ratio).toString());
    }

    /** A share as a bare whole number of percent, such as 18. */
    public String barePercent(double ratio) {
        return count(ratio * 100);
    }

    /** How many points of percent, without a sign, such as 1.1. */
    public String points(double difference) {
        double points = Math.abs(difference * 100);
        int digits = points != 0 && points < 0.95 ? 2 : 1;
        return NumberFormatter.withLocale(locale)
                .precision(Precision.fixedFraction(digits))
                .format(points)
                .toString();
    }

    /** A multiple such as 1.9. */
    public String multiple(double factor) {
        return NumberFormatter.withLocale(locale)
                .precision(Precision.fixedFraction(1))
                .format(factor)
                .toString();
    }

    /** A duration in the unit that reads best, such as 42 min or 3.4 h. */
    public String duration(double milliseconds) {
        double length = Math.abs(milliseconds);
        if (length < MINUTE) {
            return measure(length / SECOND, MeasureUnit.SECOND, 0);
        }
        if (length < HOUR) {
            return measure(length / MINUTE, MeasureUnit.MINUTE, length < 10 * MINUTE ? 1 : 0);
        }
        return length < 3 * DAY
                ? measure(length / HOUR, MeasureUnit.HOUR, 1)
                : measure(length / DAY, MeasureUnit.DAY, 1);
    }

    /** A day in few letters, such as Mon 9. */
    public String weekdayAndDay(LocalDate day) {
        return date("Ed", day).replace(",", "");
    }

    /** The name of a weekday, such as Mon. */
    public String shortWeekday(LocalDate day) {
        return date("ccc", day);
    }

    /** The name of a weekday where there is hardly room, such as Mo. */
    public String tinyWeekday(LocalDate day) {
        return date("cccccc", day);
    }

    /** The full name of a weekday, such as Monday. */
    public String weekday(LocalDate day) {
        return date("cccc", day);
    }

    /** A day such as Monday 9 November. */
    public String longDay(LocalDate day) {
        return date("EEEEdMMMM", day).replace(",", "");
    }

    /** A day such as 9 Nov 2026. */
    public String mediumDay(LocalDate day) {
        return date("yMMMd", day);
    }

    /** A span of days such as Mon 9 – Sun 15 Nov 2026, both ends included. */
    public String days(LocalDate first, LocalDate last) {
        DateIntervalFormat format = DateIntervalFormat.getInstance("yMMMEd", locale);
        format.setTimeZone(TimeZone.GMT_ZONE);
        // The comma that some languages put after a weekday would stand twice in a span.
        return glued(
                format.format(new DateInterval(millis(first), millis(last))).replace(",", ""));
    }

    /** A moment in a zone, such as 16 Nov 2026, 07:00 GMT+1. */
    public String moment(Instant moment, ZoneId zone) {
        DateFormat format = DateFormat.getInstanceForSkeleton("yMMMdHmz", locale);
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return glued(format.format(Date.from(moment)));
    }

    /** A day and a time of a zone, such as Wed 18 March 03:00. */
    public String dayAndTime(Instant moment, ZoneId zone) {
        DateFormat format = DateFormat.getInstanceForSkeleton("EdMMMMHm", locale);
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return glued(format.format(Date.from(moment)).replace(",", ""));
    }

    private String date(String skeleton, LocalDate day) {
        DateFormat format = DateFormat.getInstanceForSkeleton(skeleton, locale);
        format.setTimeZone(TimeZone.GMT_ZONE);
        return glued(format.format(new Date(millis(day))));
    }

    private String measure(double value, MeasureUnit unit, int digits) {
        return glued(NumberFormatter.withLocale(units)
                .unit(unit)
                .unitWidth(NumberFormatter.UnitWidth.SHORT)
                .precision(Precision.maxFraction(digits))
                .format(value)
                .toString());
    }

    private LocalizedNumberFormatter percentages(int digits, SignDisplay sign) {
        return NumberFormatter.withLocale(locale)
                .unit(NoUnit.PERCENT)
                .scale(com.ibm.icu.number.Scale.powerOfTen(2))
                .precision(Precision.fixedFraction(digits))
                .sign(sign);
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .truncatedTo(ChronoUnit.DAYS)
                .toEpochMilli();
    }

    /** Spaces inside a figure do not break; the thin ones of ranges stay where a line may end. */
    private static String glued(String text) {
        return text.replace(' ', '\u00a0').replace("\u00a0–\u00a0", " – ").replace("\u2009–\u2009", " – ");
    }
}
