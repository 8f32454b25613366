package dev.sotto.export;

import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import java.time.LocalDate;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One row of a partner's file: a result without anything that points back into the house, its numbers blank where they are withheld. */
record PartnerRow(
        String brandId,
        String scope,
        @Nullable String campaignId,
        @Nullable String platform,
        String metric,
        String period,
        LocalDate periodStartOn,
        @Nullable String slice,
        @Nullable String sliceValue,
        @Nullable Double value,
        @Nullable Double numerator,
        @Nullable Double denominator,
        @Nullable Long persons,
        @Nullable Long pending,
        @Nullable Double ciLow,
        @Nullable Double ciHigh,
        Status status,
        String flags,
        String unit,
        int definitionVersion) {

    /** The flag of a row whose pending units alone are too few to be told. */
    static final String PENDING_SUPPRESSED = "pending_suppressed";

    /** All that a result of this brand says, nothing withheld yet. */
    static PartnerRow of(String brandId, Result result) {
        return new PartnerRow(
                brandId,
                result.scope(),
                result.campaignId(),
                result.platform(),
                result.metric(),
                result.period(),
                result.periodStartOn(),
                result.slice(),
                result.sliceValue(),
                finite(result.value()),
                finite(result.numerator()),
                finite(result.denominator()),
                result.persons(),
                result.pending(),
                finite(result.ciLow()),
                finite(result.ciHigh()),
                result.status(),
                String.join(",", new TreeSet<>(result.flags())),
                result.unit(),
                result.definitionVersion());
    }

    /** The row with every number and flag blank, and a status that says why. */
    PartnerRow blank(Status why) {
        return with(null, null, null, null, null, null, null, why, "");
    }

    /** The row without its pending units, marked. */
    PartnerRow withoutPending() {
        String marked = flags.isEmpty() ? PENDING_SUPPRESSED : flags + "," + PENDING_SUPPRESSED;
        return with(value, numerator, denominator, persons, null, ciLow, ciHigh, status, marked);
    }

    /** The row with nothing but its pending units. */
    PartnerRow pendingOnly() {
        return with(null, null, null, null, pending, null, null, status, flags);
    }

    private PartnerRow with(
            @Nullable Double newValue,
            @Nullable Double newNumerator,
            @Nullable Double newDenominator,
            @Nullable Long newPersons,
            @Nullable Long newPending,
            @Nullable Double newLow,
            @Nullable Double newHigh,
            Status newStatus,
            String newFlags) {
        return new PartnerRow(
                brandId,
                scope,
                campaignId,
                platform,
                metric,
                period,
                periodStartOn,
                slice,
                sliceValue,
                newValue,
                newNumerator,
                newDenominator,
                newPersons,
                newPending,
                newLow,
                newHigh,
                newStatus,
                newFlags,
                unit,
                definitionVersion);
    }

    private static @Nullable Double finite(@Nullable Double number) {
        return number == null || !Double.isFinite(number) ? null : number;
    }
}
