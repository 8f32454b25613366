package dev.sotto.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign cost over a span of days, in minor units of its brand's currency; each of the days cost the same.
 *
 * @param fromOn first day in the brand's zone
 * @param toOn last day in the brand's zone; null where nobody knows, so that it is spent on no day but on the campaign
 */
public record Spending(
        String brandId,
        String campaignId,
        LocalDate fromOn,
        @Nullable LocalDate toOn,
        long amountMinor) {

    public Spending {
        if (amountMinor < 0 || (toOn != null && toOn.isBefore(fromOn))) {
            throw new IllegalArgumentException(
                    "no spending of " + amountMinor + " from " + fromOn + " through " + toOn);
        }
    }
}
