package dev.sotto.config;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A form that a text of the YAML files must have: checked as a {@code format} of the JSON Schemas. */
enum ValueFormat implements Format {
    DATE("date", "a date", "Write it like 2026-04-06", LocalDate::parse),
    DURATION("sotto-duration", "a duration", "Write it like 90m, 24h, 7d or PT24H", HumanDuration::parse),
    MOMENT("sotto-moment", "a date or an instant", "Write it like 2026-04-06 or 2026-04-06T07:00:00Z", Moment::parse),
    TIME("sotto-time", "a time of day", "Write it like \"07:00\", in quotes", LocalTime::parse),
    HOURS(
            "sotto-hours",
            "a span of hours",
            "Write it like \"09:00-18:00\" or \"09:00-12:30, 13:30-18:00\"",
            ValueFormat::checkHours),
    ZONE("sotto-zone", "a time zone", "Write its IANA name, like Europe/Paris or UTC", ZoneId::of),
    LOCALE("sotto-locale", "a language tag", "Write it like en or fr-FR", ValueFormat::checkLocale),
    CURRENCY("sotto-currency", "an ISO 4217 currency", "Write its three letters, like EUR", Currency::getInstance),
    RATE("sotto-rate", "a positive number", "Write it like 1.0832", ValueFormat::checkRate),
    ID(
            "sotto-id",
            "an id",
            "Write letters, digits, dots, dashes and underscores, at most 100, beginning with a letter or digit",
            matching("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")),
    PATH("sotto-path", "a path", "Write it from the folder of sotto.yaml, like data/log", ValueFormat::checkPath),
    METRIC("sotto-metric", "the name of a metric", "Write it like reply_rate", matching("[a-z][a-z0-9_]*"));

    private final String format;
    private final String phrase;
    private final String remedy;
    private final Consumer<String> check;

    ValueFormat(String format, String phrase, String remedy, Consumer<String> check) {
        this.format = format;
        this.phrase = phrase;
        this.remedy = remedy;
        this.check = check;
    }

    /** The form of that name in a schema. */
    static Optional<ValueFormat> named(String format) {
        return Arrays.stream(values()).filter(f -> f.format.equals(format)).findFirst();
    }

    /** What such a value is, with its article. */
    String phrase() {
        return phrase;
    }

    /** How to write such a value. */
    String remedy() {
        return remedy;
    }

    /** The values to look for a near miss in; none where they cannot be listed. */
    Collection<String> known() {
        return this == ZONE ? ZoneId.getAvailableZoneIds() : List.of();
    }

    @Override
    public String getName() {
        return format;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return admits(value);
    }

    /** Whether a text has this form. */
    boolean admits(String value) {
        try {
            check.accept(value);
            return true;
        } catch (DateTimeException | IllegalArgumentException | IllformedLocaleException e) {
            return false;
        }
    }

    private static Consumer<String> matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return value -> require(pattern.matcher(value).matches());
    }

    private static void checkLocale(String tag) {
        Locale locale = new Locale.Builder().setLanguageTag(tag).build();
        require(List.of(Locale.getISOLanguages()).contains(locale.getLanguage()));
        require(locale.getCountry().isEmpty()
                || List.of(Locale.getISOCountries()).contains(locale.getCountry()));
    }

    private static void checkPath(String value) {
        require(!Path.of(value).toString().isBlank());
    }

    private static void checkRate(String value) {
        require(new BigDecimal(value).signum() > 0);
    }

    private static void checkHours(String value) {
        String previousEnd = "";
        for (String span : value.split(",", -1)) {
            String[] ends = span.strip().split("-", -1);
            require(ends.length == 2 && ends[0].length() == 5 && ends[1].length() == 5);
            LocalTime.parse(ends[0]);
            if (!ends[1].equals("24:00")) {
                LocalTime.parse(ends[1]);
            }
            // Times of one width sort as text.
            require(ends[0].compareTo(previousEnd) > 0 && ends[1].compareTo(ends[0]) > 0);
            previousEnd = ends[1];
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("not of this form");
        }
    }
}
