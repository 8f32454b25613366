package dev.sotto.domain;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of {@code metrics.results}: a metric for a scope, a period and a slice. */
public record Result(
        String metric,
        String scope,
        @Nullable String platform,
        @Nullable String brandId,
        @Nullable String campaignId,
        String period,
        LocalDate periodStartOn,
        @Nullable String slice,
        @Nullable String sliceValue,
        @Nullable Double value,
        @Nullable Double numerator,
        @Nullable Double denominator,
        long persons,
        long pending,
        @Nullable Double ciLow,
        @Nullable Double ciHigh,
        Status status,
        Set<String> flags,
        String unit,
        int definitionVersion,
        String snapshotId) {

    /** Fewer persons than these behind a band of minors, and it is withheld. */
    public static final int FEWEST_MINORS = 50;

    /** Whether the value can be shown, and if not, why. */
    public enum Status {
        OK,
        SUPPRESSED,
        NOT_OBSERVABLE,
        IMMATURE,
        NO_DATA,
        INVALID
    }

    public Result {
        flags = Set.copyOf(flags);
    }
}
