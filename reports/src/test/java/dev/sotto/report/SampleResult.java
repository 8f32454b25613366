package dev.sotto.report;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A result in the making. */
final class SampleResult {
    private final String metric;
    private final String period;
    private final LocalDate startOn;
    private String scope = "brand";
    private @Nullable String platform;
    private @Nullable String brandId = "verlaine";
    private @Nullable String campaignId;
    private @Nullable String slice;
    private @Nullable String sliceValue;
    private @Nullable Double value;
    private @Nullable Double numerator;
    private @Nullable Double denominator;
    private @Nullable Double low;
    private @Nullable Double high;
    private long persons;
    private long pending;
    private Status status = Status.OK;

    SampleResult(String metric, Period period) {
        this.metric = metric;
        this.period = period.unit().column();
        this.startOn = period.startOn();
    }

    SampleResult(Result result) {
        metric = result.metric();
        period = result.period();
        startOn = result.periodStartOn();
        scope = result.scope();
        platform = result.platform();
        brandId = result.brandId();
        campaignId = result.campaignId();
        slice = result.slice();
        sliceValue = result.sliceValue();
        value = result.value();
        numerator = result.numerator();
        denominator = result.denominator();
        low = result.ciLow();
        high = result.ciHigh();
        persons = result.persons();
        pending = result.pending();
        status = result.status();
    }

    SampleResult value(double number) {
        value = number;
        return this;
    }

    SampleResult ratio(double part, double whole) {
        numerator = Math.rint(part);
        denominator = Math.rint(whole);
        double p = numerator / denominator;
        double z = 1.959963984540054;
        double centre = p + z * z / (2 * denominator);
        double half = z * Math.sqrt(p * (1 - p) / denominator + z * z / (4 * denominator * denominator));
        double scale = 1 + z * z / denominator;
        persons = (long) Math.rint(whole);
        return value(p).interval((centre - half) / scale, (centre + half) / scale);
    }

    /** The same with so many times as much behind it; a ratio stays what it is. */
    SampleResult scaled(double by) {
        persons = (long) Math.rint(persons * by);
        pending = (long) Math.rint(pending * by);
        if (numerator != null && denominator != null) {
            return Math.rint(denominator * by) == 0 ? status(Status.NO_DATA) : ratio(numerator * by, denominator * by);
        }
        boolean isCount = SampleReport.catalogue().metric(metric).unit().matches("count|persons");
        return value == null || !isCount ? this : value(Math.rint(value * by));
    }

    SampleResult interval(double from, double to) {
        low = from;
        high = to;
        return this;
    }

    SampleResult persons(double count) {
        persons = (long) Math.rint(count);
        return this;
    }

    SampleResult pending(double count) {
        pending = (long) Math.rint(count);
        return this;
    }

    SampleResult campaign(String id) {
        scope = "campaign";
        campaignId = id;
        return this;
    }

    SampleResult brand(String id) {
        scope = "brand";
        brandId = id;
        return this;
    }

    SampleResult platform(String id) {
        scope = "platform";
        platform = id;
        brandId = null;
        return this;
    }

    SampleResult all() {
        scope = "all";
        brandId = null;
        return this;
    }

    SampleResult slice(String name, String of) {
        slice = name;
        sliceValue = of;
        return this;
    }

    SampleResult status(Status as) {
        status = as;
        if (as != Status.OK) {
            value = null;
        }
        return this;
    }

    Result build() {
        return new Result(
                metric,
                scope,
                platform,
                brandId,
                campaignId,
                period,
                startOn,
                slice,
                sliceValue,
                value,
                numerator,
                denominator,
                persons,
                pending,
                low,
                high,
                status,
                Set.of(),
                "",
                1,
                "8417203345");
    }
}
