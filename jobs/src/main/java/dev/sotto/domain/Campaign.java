package dev.sotto.domain;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign of a brand.
 *
 * @param startOn first day in the brand's zone
 * @param endOn last day in the brand's zone; null while it runs on
 * @param conversionEvent the type of event that counts as a conversion
 * @param conversionWindow how long after the first delivery a conversion still counts, inclusive
 * @param isForYouth it addresses persons of 16 and 17 too
 * @param youthGuideline the guideline for young people that it follows; null if none
 * @param onboardingSteps the steps that an ambassador must finish; empty where it does not say
 * @param goals values to reach, by metric
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
        Duration conversionWindow,
        boolean isForYouth,
        @Nullable String youthGuideline,
        List<String> onboardingSteps,
        Map<String, Double> goals) {

    /** The event that counts as a conversion where a campaign does not say. */
    public static final EventType DEFAULT_CONVERSION_EVENT = EventType.ORDER_PURCHASED;

    /** How long a conversion counts where a campaign does not say. */
    public static final Duration DEFAULT_CONVERSION_WINDOW = Duration.ofDays(7);

    public Campaign {
        onboardingSteps = List.copyOf(onboardingSteps);
        goals = Map.copyOf(goals);
        if (endOn != null && endOn.isBefore(startOn)) {
            throw new IllegalArgumentException("the campaign ends before it starts");
        }
        if (conversionWindow.isNegative() || conversionWindow.isZero()) {
            throw new IllegalArgumentException("the conversion window is not positive");
        }
    }

    /** Whether it runs on some day from one day until before another. */
    public boolean runsIn(LocalDate from, LocalDate until) {
        return startOn.isBefore(until) && (endOn == null || !endOn.isBefore(from));
    }
}
