package dev.sotto.domain;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A brand: whose campaigns are measured, and the zone in which its days begin.
 *
 * @param calendar when it answers; null where it does not say
 */
public record Brand(
        String id,
        String name,
        ZoneId zone,
        Locale locale,
        String currency,
        @Nullable BusinessCalendar calendar) {

    /** A brand that does not say when it answers. */
    public Brand(String id, String name, ZoneId zone, Locale locale, String currency) {
        this(id, name, zone, locale, currency, null);
    }
}
