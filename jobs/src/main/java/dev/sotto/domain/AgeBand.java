package dev.sotto.domain;

import java.util.Locale;

/** How old a person is known to be; unknown is never treated as adult. */
public enum AgeBand {
    UNDER_16,
    AGE_16_17,
    AGE_18_PLUS,
    UNKNOWN;

    /** Its name in a log and in a table: under_16, 16_17, 18_plus, unknown. */
    public String column() {
        String name = name().toLowerCase(Locale.ROOT);
        return name.startsWith("age_") ? name.substring(4) : name;
    }
}
