package dev.sotto.domain;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A campaign of a brand.
 *
 * @param startOn first day in the brand's zone
 * @param endOn last day in the brand's zone; null while it runs on
 * @param conversionEvent the type of event that counts as a conversion
 * @param conversionWindow how long after the first delivery a conversion still counts, inclusive
 */
public record Campaign(
        String id,
        String brandId,
        String name,
        String scenario,
        String type,
        LocalDate startOn,
        @Nullable LocalDate endOn,
        EventType conversionEvent,
        Duration conversionWindow) {

    /** The event that counts as a conversion where a campaign does not say. */
    public static final EventType DEFAULT_CONVERSION_EVENT = EventType.ORDER_PURCHASED;

    /** How long a conversion counts where a campaign does not say. */
    public static final Duration DEFAULT_CONVERSION_WINDOW = Duration.ofDays(7);

    public Campaign {
        if (endOn != null && endOn.isBefore(startOn)) {
            throw new IllegalArgumentException("the campaign ends before it starts");
        }
        if (conversionWindow.isNegative() || conversionWindow.isZero()) {
            throw new IllegalArgumentException("the conversion window is not positive");
        }
    }
}
