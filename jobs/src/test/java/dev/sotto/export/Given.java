package dev.sotto.export;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Results to export, said in few words. */
record Given(
        String metric,
        String brand,
        @Nullable String campaign,
        @Nullable LocalDate day,
        @Nullable String slice,
        @Nullable String sliceValue,
        @Nullable Double value,
        @Nullable Double numerator,
        @Nullable Double denominator,
        long persons,
        long pending,
        Status status) {

    static final LocalDate MONDAY = LocalDate.of(2026, 4, 6);
    static final Map<String, Metric> CATALOGUE = Catalogue.shipped().byId();

    /** A brand's weekly count of messages, by so many persons. */
    static Given messages(double count, long persons) {
        return new Given("messages_sent", "acme", null, null, null, null, count, count, null, persons, 0, Status.OK);
    }

    /** A brand's weekly rate, each person a unit. */
    static Given rate(String metric, double numerator, double denominator) {
        return new Given(
                metric,
                "acme",
                null,
                null,
                null,
                null,
                numerator / denominator,
                numerator,
                denominator,
                (long) denominator,
                0,
                Status.OK);
    }

    Given of(String otherBrand) {
        return new Given(
                metric,
                otherBrand,
                campaign,
                day,
                slice,
                sliceValue,
                value,
                numerator,
                denominator,
                persons,
                pending,
                status);
    }

    Given in(@Nullable String otherCampaign) {
        return new Given(
                metric,
                brand,
                otherCampaign,
                day,
                slice,
                sliceValue,
                value,
                numerator,
                denominator,
                persons,
                pending,
                status);
    }

    Given on(@Nullable LocalDate otherDay) {
        return new Given(
                metric,
                brand,
                campaign,
                otherDay,
                slice,
                sliceValue,
                value,
                numerator,
                denominator,
                persons,
                pending,
                status);
    }

    Given by(@Nullable String otherSlice, @Nullable String otherValue) {
        return new Given(
                metric,
                brand,
                campaign,
                day,
                otherSlice,
                otherValue,
                value,
                numerator,
                denominator,
                persons,
                pending,
                status);
    }

    Given from(long otherPersons) {
        return new Given(
                metric,
                brand,
                campaign,
                day,
                slice,
                sliceValue,
                value,
                numerator,
                denominator,
                otherPersons,
                pending,
                status);
    }

    Given waiting(long otherPending) {
        return new Given(
                metric,
                brand,
                campaign,
                day,
                slice,
                sliceValue,
                value,
                numerator,
                denominator,
                persons,
                otherPending,
                status);
    }

    Given being(Status other) {
        return new Given(
                metric, brand, campaign, day, slice, sliceValue, null, numerator, denominator, persons, pending, other);
    }

    Result result() {
        return new Result(
                metric,
                campaign == null ? "brand" : "campaign",
                null,
                brand,
                campaign,
                day == null ? "week" : "day",
                day == null ? MONDAY : day,
                slice,
                sliceValue,
                value,
                numerator,
                denominator,
                persons,
                pending,
                null,
                null,
                status,
                Set.of(),
                CATALOGUE.containsKey(metric) ? CATALOGUE.get(metric).unit() : "count",
                1,
                "7");
    }
}
