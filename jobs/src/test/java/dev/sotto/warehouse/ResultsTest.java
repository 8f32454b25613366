package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final String COLUMNS = """
            metric STRING, scope STRING, platform STRING, brand_id STRING, campaign_id STRING, period STRING,
            period_start_on DATE, slice STRING, slice_value STRING, value DOUBLE, numerator DOUBLE, denominator DOUBLE,
            persons BIGINT, pending BIGINT, ci_low DOUBLE, ci_high DOUBLE, status STRING, flags STRING, unit STRING,
            definition_version INT, snapshot_id STRING, restated_at TIMESTAMP""";
    private static final LocalDate MONDAY = LocalDate.of(2026, 4, 6);

    private static TestWarehouse test;

    @BeforeAll
    static void fill() {
        test = TestWarehouse.create();
        List<Column> columns = java.util.Arrays.stream(
                        StructType.fromDDL(COLUMNS).fields())
                .map(field -> new Column(field.name(), field.dataType().sql(), field.name()))
                .toList();
        test.warehouse().create(new Table(Results.TABLE, "Results.", columns, Table.Layout.sortedBy("metric")));
        String rows = """
                VALUES
                ('reply_rate', 'campaign', 'p', 'b', 'c', 'week', DATE'2026-04-06', 'band', 'x', 0.5D, 1D, 2D,
                 2L, 0L, 0.1D, 0.9D, 'ok', 'late,revised', 'ratio', 3, '77', TIMESTAMP'2026-04-13 00:00:00'),
                ('reply_rate', 'brand', null, 'b', null, 'week', DATE'2026-04-06', null, null, null, null, null,
                 0L, 4L, null, null, 'not_observable', null, 'ratio', 3, '77', null),
                ('reply_rate', 'brand', null, 'b', null, 'week', DATE'2026-04-13', null, null, 1D, 1D, 1D,
                 1L, 0L, null, null, 'ok', null, 'ratio', 3, '77', null),
                ('reply_rate', 'brand', null, 'b', null, 'day', DATE'2026-04-06', null, null, 1D, 1D, 1D,
                 1L, 0L, null, null, 'ok', null, 'ratio', 3, '77', null),
                ('reply_rate', 'brand', null, 'other', null, 'week', DATE'2026-04-06', null, null, 1D, 1D, 1D,
                 1L, 0L, null, null, 'ok', null, 'ratio', 3, '77', null),
                ('reply_rate', 'platform', 'p', null, null, 'week', DATE'2026-04-06', null, null, 1D, 1D, 1D,
                 1L, 0L, null, null, 'ok', null, 'ratio', 3, '77', null),
                ('reply_rate', 'all', null, null, null, 'week', DATE'2026-04-06', null, null, 1D, 1D, 1D,
                 1L, 0L, null, null, 'ok', null, 'ratio', 3, '77', null)
                """;
        String[] names = StructType.fromDDL(COLUMNS).fieldNames();
        test.warehouse().overwrite(Results.TABLE, test.spark().sql(rows).toDF(names), "true");
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @Test
    void readsSeveralBrandsForTheirReportsAtOnce() {
        assertThat(new Results(test.warehouse()).ofReports(List.of("b", "other", "none"), MONDAY, MONDAY.plusWeeks(1)))
                .containsOnlyKeys("b", "other")
                .hasEntrySatisfying(
                        "b",
                        rows -> assertThat(rows)
                                .extracting(row -> row.scope() + " " + row.period())
                                .containsExactly("brand day", "brand week", "campaign week"))
                .hasEntrySatisfying("other", rows -> assertThat(rows).hasSize(1));
    }

    @Test
    void readsABrandAndItsCampaignsInOrder() {
        assertThat(new Results(test.warehouse()).ofBrand("b", Period.Unit.WEEK, MONDAY, MONDAY.plusWeeks(1)))
                .containsExactly(
                        new Result(
                                "reply_rate",
                                "brand",
                                null,
                                "b",
                                null,
                                "week",
                                MONDAY,
                                null,
                                null,
                                null,
                                null,
                                null,
                                0,
                                4,
                                null,
                                null,
                                Status.NOT_OBSERVABLE,
                                Set.of(),
                                "ratio",
                                3,
                                "77"),
                        new Result(
                                "reply_rate",
                                "campaign",
                                "p",
                                "b",
                                "c",
                                "week",
                                MONDAY,
                                "band",
                                "x",
                                0.5,
                                1.0,
                                2.0,
                                2,
                                0,
                                0.1,
                                0.9,
                                Status.OK,
                                Set.of("late", "revised"),
                                "ratio",
                                3,
                                "77"));
    }

    @Test
    void readsPeriodsThatStartInTheRange() {
        Results results = new Results(test.warehouse());

        assertThat(results.ofBrand("b", Period.Unit.WEEK, MONDAY, MONDAY.plusWeeks(2)))
                .hasSize(3);
        assertThat(results.ofBrand("b", Period.Unit.DAY, MONDAY, MONDAY.plusDays(1)))
                .hasSize(1);
        assertThat(results.ofBrand("nobody", Period.Unit.WEEK, MONDAY, MONDAY.plusWeeks(1)))
                .isEmpty();
    }

    @Test
    void readsEveryBrandAsAWhole() {
        assertThat(new Results(test.warehouse()).ofBrands(Period.Unit.WEEK, MONDAY, MONDAY.plusWeeks(2)))
                .isNotEmpty()
                .allMatch(result -> result.scope().equals("brand") && result.slice() == null);
    }

    @Test
    void readsWhatBelongsToNoBrand() {
        assertThat(new Results(test.warehouse()).ofHouse(Period.Unit.WEEK, MONDAY, MONDAY.plusWeeks(1)))
                .extracting(Result::scope)
                .containsExactly("all", "platform");
    }
}
