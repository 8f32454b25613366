package dev.sotto.ingest;

import dev.sotto.ingest.mapping.TimeRule;
import dev.sotto.ingest.record.TimeText;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a column may be, from its name and values. */
record ColumnGuess(String name, List<String> values) {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final List<String> PATTERNS = List.of(
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyy/MM/dd HH:mm:ss",
            "dd.MM.yyyy HH:mm:ss",
            "dd.MM.yyyy HH:mm",
            "dd/MM/yyyy HH:mm:ss",
            "MM/dd/yyyy HH:mm:ss",
            "dd/MM/yyyy HH:mm",
            "MM/dd/yyyy HH:mm");

    /** Seconds and milliseconds of the years 2000 to 2100. */
    private static final long FROM = 946_684_800L;

    private static final long TO = 4_102_444_800L;

    ColumnGuess {
        values = values.stream().filter(value -> !value.isBlank()).toList();
    }

    /** The words of its name in lower case, joined: fromUser and from_user are alike. */
    String plainName() {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    boolean isNamed(String... names) {
        return List.of(names).contains(plainName());
    }

    /** How it writes time, as a mapping says it; null if it does not. */
    @Nullable
    String time() {
        if (values.isEmpty()) {
            return null;
        }
        if (all(value -> isWithin(value, 1))) {
            return "epoch-seconds";
        }
        if (all(value -> isWithin(value, 1000))) {
            return "epoch-millis";
        }
        if (all(value -> TimeText.rfc3339(value) != TimeText.BAD)) {
            return "iso";
        }
        for (String pattern : PATTERNS) {
            TimeRule.Reader reader = new TimeRule(pattern, ZoneOffset.UTC).reader();
            if (all(value -> reader.micros(value) != TimeText.BAD)) {
                return pattern;
            }
        }
        return null;
    }

    private static boolean isWithin(String value, long unit) {
        return INTEGER.matcher(value).matches()
                && Long.parseLong(value) >= FROM * unit
                && Long.parseLong(value) < TO * unit;
    }

    private boolean all(Predicate<String> test) {
        return values.stream().allMatch(test);
    }

    /** Whether no value comes twice. */
    boolean isUnique() {
        return !values.isEmpty() && new HashSet<>(values).size() == values.size();
    }

    /** Its words, if it has few of them that come again and again; else empty. */
    Set<String> words() {
        Set<String> words = new TreeSet<>(values);
        return words.size() <= 12 && words.stream().allMatch(word -> word.length() <= 40) ? words : Set.of();
    }

    /** Whether it shares values with another column, as the two sides of a message do. */
    boolean overlaps(ColumnGuess other) {
        Set<String> shared = new HashSet<>(values);
        shared.retainAll(new HashSet<>(other.values));
        return shared.size() >= 2 || values.size() < 20 && !shared.isEmpty();
    }
}
