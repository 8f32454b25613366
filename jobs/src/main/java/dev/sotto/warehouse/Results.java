package dev.sotto.warehouse;

import static org.apache.spark.sql.functions.col;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The rows of {@code metrics.results} as records: what reports and exports read. */
public final class Results {
    /** The table that they are read from. */
    public static final String TABLE = "metrics.results";

    /**
     * A number that was settled when somebody saw it, and is another one now.
     *
     * @param at what was taken for now when it changed last
     */
    public record Restated(Result before, Result now, Instant at) {}

    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Result> ORDER = Comparator.comparing(Result::periodStartOn)
            .thenComparing(Result::metric)
            .thenComparing(Result::scope)
            .thenComparing(Result::platform, TEXT)
            .thenComparing(Result::brandId, TEXT)
            .thenComparing(Result::campaignId, TEXT)
            .thenComparing(Result::slice, TEXT)
            .thenComparing(Result::sliceValue, TEXT)
            .thenComparing(Result::period);

    private final Warehouse warehouse;

    public Results(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** A brand's results, itself and its campaigns, for periods of a length that start from one day until before another. */
    public List<Result> ofBrand(String brandId, Period.Unit unit, LocalDate from, LocalDate until) {
        return read(col("brand_id").equalTo(brandId), unit, from, until);
    }

    /**
     * What reports of several brands are made of, by brand: of each brand as a whole and of its campaigns all weeks and what
     * has no end, and of the brand as a whole all days, of periods that start from one day until before another.
     */
    public Map<String, List<Result>> ofReports(Collection<String> brandIds, LocalDate from, LocalDate until) {
        Column isWithin =
                col("period_start_on").geq(from).and(col("period_start_on").lt(until));
        Column isWeek = col("period").equalTo(Period.Unit.WEEK.column()).and(isWithin);
        Column isDay = col("period")
                .equalTo(Period.Unit.DAY.column())
                .and(col("scope").equalTo("brand"))
                .and(isWithin);
        Column isLifetime = col("period").equalTo(Period.Unit.LIFETIME.column());
        Dataset<Row> rows = warehouse
                .read(TABLE)
                .where(col("brand_id").isin(brandIds.toArray()))
                .where(col("scope").isin("brand", "campaign"))
                .where(isWeek.or(isDay).or(isLifetime));
        Map<String, List<Result>> byBrand = rows.collectAsList().stream()
                .map(Results::result)
                .collect(Collectors.groupingBy(result -> String.valueOf(result.brandId())));
        byBrand.replaceAll((brandId, results) -> results.stream().sorted(ORDER).toList());
        return byBrand;
    }

    /** The results that belong to no brand, of all and of each platform, for periods that start from one day until before another. */
    public List<Result> ofHouse(Period.Unit unit, LocalDate from, LocalDate until) {
        return read(col("brand_id").isNull(), unit, from, until);
    }

    /** The results of each brand as a whole, without slices, for periods that start from one day until before another. */
    public List<Result> ofBrands(Period.Unit unit, LocalDate from, LocalDate until) {
        return read(col("scope").equalTo("brand").and(col("slice").isNull()), unit, from, until);
    }

    /**
     * Which numbers of brands as wholes, of weeks that start from a day on, are others than in an older snapshot. What was still
     * open then has only ripened; and nothing can be said of a snapshot that is forgotten.
     */
    public List<Restated> restatedSince(long snapshot, LocalDate from) {
        if (!warehouse.remembers(TABLE, snapshot)) {
            return List.of();
        }
        Column isTold = col("scope")
                .equalTo("brand")
                .and(col("period").equalTo(Period.Unit.WEEK.column()))
                .and(col("slice").isNull())
                .and(col("period_start_on").geq(from));
        List<Row> now = warehouse
                .read(TABLE)
                .where(isTold.and(col("restated_at").isNotNull()))
                .collectAsList();
        if (now.isEmpty()) {
            return List.of();
        }
        Map<List<Object>, Result> before = warehouse
                .at(TABLE, snapshot)
                .where(isTold.and(col("status").equalTo("ok"))
                        .and(col("pending").equalTo(0)))
                .collectAsList()
                .stream()
                .map(Results::result)
                .collect(Collectors.toMap(Results::cell, result -> result));
        List<Restated> restated = new ArrayList<>();
        for (Row row : now) {
            Result result = result(row);
            Result told = before.get(cell(result));
            if (told != null && !Objects.equals(told.value(), result.value())) {
                restated.add(new Restated(
                        told, result, row.<Timestamp>getAs("restated_at").toInstant()));
            }
        }
        restated.sort(Comparator.comparing(Restated::now, ORDER));
        return List.copyOf(restated);
    }

    private static List<Object> cell(Result result) {
        return List.of(result.metric(), String.valueOf(result.brandId()), result.periodStartOn());
    }

    /** All results of some metrics, in no order. */
    public List<Result> ofMetrics(Collection<String> metrics) {
        return warehouse.read(TABLE).where(col("metric").isin(metrics.toArray())).collectAsList().stream()
                .map(Results::result)
                .toList();
    }

    private List<Result> read(Column scope, Period.Unit unit, LocalDate from, LocalDate until) {
        Dataset<Row> rows = warehouse
                .read(TABLE)
                .where(scope)
                .where(col("period").equalTo(unit.column()))
                .where(col("period_start_on").geq(from))
                .where(col("period_start_on").lt(until));
        return rows.collectAsList().stream().map(Results::result).sorted(ORDER).toList();
    }

    private static Result result(Row row) {
        return new Result(
                row.getAs("metric"),
                row.getAs("scope"),
                row.getAs("platform"),
                row.getAs("brand_id"),
                row.getAs("campaign_id"),
                row.getAs("period"),
                row.<java.sql.Date>getAs("period_start_on").toLocalDate(),
                row.getAs("slice"),
                row.getAs("slice_value"),
                number(row, "value"),
                number(row, "numerator"),
                number(row, "denominator"),
                count(row, "persons"),
                count(row, "pending"),
                number(row, "ci_low"),
                number(row, "ci_high"),
                Result.Status.valueOf(row.<String>getAs("status").toUpperCase(Locale.ROOT)),
                flags(row.getAs("flags")),
                row.getAs("unit"),
                Math.toIntExact(count(row, "definition_version")),
                row.getAs("snapshot_id"));
    }

    private static @Nullable Double number(Row row, String column) {
        Number number = row.getAs(column);
        return number == null ? null : number.doubleValue();
    }

    private static long count(Row row, String column) {
        Number number = row.getAs(column);
        return number == null ? 0 : number.longValue();
    }

    private static Set<String> flags(@Nullable String joined) {
        return joined == null || joined.isBlank() ? Set.of() : new TreeSet<>(List.of(joined.split(",")));
    }
}
