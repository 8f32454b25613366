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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Numbers, dates and durations as a language writes them, held together by no-break spaces. */
public final class Figures {
    private static final long COMPACT_FROM = 100_000;
    private static final double SECOND = 1_000;
    private static final double MINUTE = 60 * SECOND;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    private static final Map<String, LocalizedNumberFormatter> STYLES = new ConcurrentHashMap<>();
    // Those of dates keep what they are at: each thread has its own.
    private static final ThreadLocal<Map<String, DateFormat>> DATES = ThreadLocal.withInitial(HashMap::new);
    private static final ThreadLocal<Map<String, DateIntervalFormat>> SPANS = ThreadLocal.withInitial(HashMap::new);

    private final ULocale locale;
    private final ULocale units;

    public Figures(Locale language) {
        // English without a country is that of Europe: the day before the month, and a clock of 24 hours.
        this.locale = ULocale.forLocale(language.equals(Locale.ENGLISH) ? Locale.forLanguageTag("en-150") : language);
        // European English writes mins and hrs.
        this.units = language.getLanguage().equals("en") ? ULocale.ENGLISH : locale;
    }

    /** A count in full, such as 24,310; four digits are grouped as well, for they stand beside five. */
    public String count(double value) {
        return glued(style(
                        "count",
                        of -> of.precision(Precision.integer()).grouping(NumberFormatter.GroupingStrategy.ON_ALIGNED))
                .format(value)
                .toString());
    }

    /** A count in few characters: in full up to five digits, else such as 1.28M. */
    public String compact(double value) {
        if (Math.abs(value) < COMPACT_FROM) {
            return count(value);
        }
        return glued(style(
                        "compact",
                        of -> of.notation(Notation.compactShort()).precision(Precision.minMaxSignificantDigits(2, 3)))
                .format(value)
                .toString());
    }

    /** A number with one digit after the point where it has one, such as 7.5. */
    public String decimal(double value) {
        return glued(style("decimal", of -> of.precision(Precision.maxFraction(1)))
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
        return glued(style("money " + currency, of -> of.unit(unit).unitWidth(NumberFormatter.UnitWidth.NARROW))
                .format(amount)
                .toString());
    }

    /** Points of percent with their sign, for an axis, such as +5 or 0. */
    public String signedPoints(double difference) {
        return style("signed", of -> of.precision(Precision.maxFraction(1)).sign(SignDisplay.EXCEPT_ZERO))
                .format(difference * 100)
                .toString()
                .replace('-', '−');
    }

    /** A share such as 18.2%. */
    public String percent(double ratio) {
        double percent = Math.abs(ratio * 100);
        int digits = percent != 0 && percent < 1 ? 2 : 1;
        // Minus nothing is nothing.
        return glued(percentages(digits).format(ratio + 0.0).toString());
    }

    /** A share without digits after the point, such as 18%. */
    public String wholePercent(double ratio) {
        return glued(percentages(0).format(ratio).toString());
    }

    /** A share as a bare whole number of percent, such as 18. */
    public String barePercent(double ratio) {
        return count(ratio * 100);
    }

    /** How many points of percent, without a sign, such as 1.1. */
    public String points(double difference) {
        double points = Math.abs(difference * 100);
        int digits = points != 0 && points < 0.95 ? 2 : 1;
        return style("fixed " + digits, of -> of.precision(Precision.fixedFraction(digits)))
                .format(points)
                .toString();
    }

    /** A multiple such as 1.9. */
    public String multiple(double factor) {
        return style("fixed 1", of -> of.precision(Precision.fixedFraction(1)))
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
        DateIntervalFormat format = SPANS.get()
                .computeIfAbsent(locale.getName(), ignored -> DateIntervalFormat.getInstance("yMMMEd", locale));
        format.setTimeZone(TimeZone.GMT_ZONE);
        // The comma that some languages put after a weekday would stand twice in a span.
        return glued(
                format.format(new DateInterval(millis(first), millis(last))).replace(",", ""));
    }

    /** A moment in a zone, such as 16 Nov 2026, 07:00 GMT+1. */
    public String moment(Instant moment, ZoneId zone) {
        DateFormat format = dates("yMMMdHmz", TimeZone.getTimeZone(zone.getId()));
        return glued(format.format(Date.from(moment)));
    }

    /** A day and a time of a zone, such as Wed 18 March 03:00. */
    public String dayAndTime(Instant moment, ZoneId zone) {
        DateFormat format = dates("EdMMMMHm", TimeZone.getTimeZone(zone.getId()));
        return glued(format.format(Date.from(moment)).replace(",", ""));
    }

    private String date(String skeleton, LocalDate day) {
        return glued(dates(skeleton, TimeZone.GMT_ZONE).format(new Date(millis(day))));
    }

    private DateFormat dates(String skeleton, TimeZone zone) {
        DateFormat format = DATES.get()
                .computeIfAbsent(
                        locale.getName() + " " + skeleton,
                        ignored -> DateFormat.getInstanceForSkeleton(skeleton, locale));
        format.setTimeZone(zone);
        return format;
    }

    private String measure(double value, MeasureUnit unit, int digits) {
        String name = "measure " + unit.getSubtype() + " " + digits;
        return glued(style(
                        units,
                        name,
                        of -> of.unit(unit)
                                .unitWidth(NumberFormatter.UnitWidth.SHORT)
                                .precision(Precision.maxFraction(digits)))
                .format(value)
                .toString());
    }

    private LocalizedNumberFormatter percentages(int digits) {
        return style(
                "percent " + digits,
                of -> of.unit(NoUnit.PERCENT)
                        .scale(com.ibm.icu.number.Scale.powerOfTen(2))
                        .precision(Precision.fixedFraction(digits)));
    }

    private LocalizedNumberFormatter style(String name, UnaryOperator<LocalizedNumberFormatter> make) {
        return style(locale, name, make);
    }

    /** Made once: a page has thousands of numbers, and a formatter costs more than what it writes. */
    private static LocalizedNumberFormatter style(
            ULocale locale, String name, UnaryOperator<LocalizedNumberFormatter> make) {
        return STYLES.computeIfAbsent(
                locale.getName() + " " + name, ignored -> make.apply(NumberFormatter.withLocale(locale)));
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
