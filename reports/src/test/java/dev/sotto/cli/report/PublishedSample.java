package dev.sotto.cli.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.sotto.domain.Result;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.report.SampleHouse;
import dev.sotto.report.SampleReport;
import dev.sotto.warehouse.Ledger.Run;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.TestWarehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A warehouse that holds the results of the ordinary samples, published by a finished run. */
final class PublishedSample {
    private static final StructType COLUMNS = StructType.fromDDL("""
            metric STRING, scope STRING, platform STRING, brand_id STRING, campaign_id STRING, period STRING,
            period_start_on DATE, slice STRING, slice_value STRING, value DOUBLE, numerator DOUBLE, denominator DOUBLE,
            persons BIGINT, pending BIGINT, ci_low DOUBLE, ci_high DOUBLE, status STRING, flags STRING, unit STRING,
            definition_version INT, snapshot_id STRING, restated_at TIMESTAMP""");

    private PublishedSample() {}

    static TestWarehouse warehouse() {
        TestWarehouse test = TestWarehouse.create();
        List<Column> columns = Arrays.stream(COLUMNS.fields())
                .map(field -> new Column(field.name(), field.dataType().sql(), field.name()))
                .toList();
        test.warehouse().create(new Table(Results.TABLE, "Results.", columns, Table.Layout.sortedBy("metric")));
        Stream<Result> ofAll =
                SampleHouse.ordinary().report().results().stream().filter(result -> result.brandId() == null);
        List<Row> rows = Stream.concat(SampleReport.ordinary().report().results().stream(), ofAll)
                .map(result -> row(result, null))
                .toList();
        publish(test, test.spark().createDataFrame(rows, COLUMNS), "run-0", Instant.parse("2026-11-16T06:00:00Z"));
        return test;
    }

    /** Publish a run in which a number of a brand's week is so many times what it was. */
    static void restate(TestWarehouse test, String metric, String monday, double factor, String runId, Instant at) {
        org.apache.spark.sql.Column isIt =
                expr("metric = '%s' AND period = 'week' AND slice IS NULL AND brand_id IS NOT NULL".formatted(metric)
                        + " AND period_start_on = DATE'" + monday + "'");
        Dataset<Row> rows = test.warehouse()
                .read(Results.TABLE)
                .withColumn("restated_at", when(isIt, lit(Timestamp.from(at))).otherwise(col("restated_at")))
                .withColumn(
                        "value",
                        when(isIt, expr("round(value * " + factor + ")")).otherwise(col("value")));
        publish(test, test.spark().createDataFrame(rows.collectAsList(), COLUMNS), runId, at);
    }

    private static void publish(TestWarehouse test, Dataset<Row> results, String runId, Instant at) {
        test.warehouse().overwrite(Results.TABLE, results, "true");
        test.warehouse().ledger().begin(new Run(runId, runId, at, at, null, Map.of()));
        test.warehouse().ledger().finish(runId, at, test.warehouse().snapshots());
    }

    private static Row row(Result result, @Nullable Timestamp restatedAt) {
        return RowFactory.create(
                result.metric(),
                result.scope(),
                result.platform(),
                result.brandId(),
                result.campaignId(),
                result.period(),
                Date.valueOf(result.periodStartOn()),
                result.slice(),
                result.sliceValue(),
                result.value(),
                result.numerator(),
                result.denominator(),
                result.persons(),
                result.pending(),
                result.ciLow(),
                result.ciHigh(),
                result.status().name().toLowerCase(Locale.ROOT),
                null,
                result.unit(),
                result.definitionVersion(),
                result.snapshotId(),
                restatedAt);
    }
}
