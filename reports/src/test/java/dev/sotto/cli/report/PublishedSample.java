package dev.sotto.cli.report;

import dev.sotto.domain.Result;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.report.SampleHouse;
import dev.sotto.report.SampleReport;
import dev.sotto.warehouse.Ledger.Run;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.TestWarehouse;
import java.sql.Date;
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

/** A warehouse that holds the results of the ordinary samples, published by a finished run. */
final class PublishedSample {
    private static final StructType COLUMNS = StructType.fromDDL("""
            metric STRING, scope STRING, platform STRING, brand_id STRING, campaign_id STRING, period STRING,
            period_start_on DATE, slice STRING, slice_value STRING, value DOUBLE, numerator DOUBLE, denominator DOUBLE,
            persons BIGINT, pending BIGINT, ci_low DOUBLE, ci_high DOUBLE, status STRING, flags STRING, unit STRING,
            definition_version INT, snapshot_id STRING""");

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
                .map(PublishedSample::row)
                .toList();
        Dataset<Row> results = test.spark().createDataFrame(rows, COLUMNS);
        test.warehouse().overwrite(Results.TABLE, results, "true");
        Instant now = Instant.parse("2026-11-16T06:00:00Z");
        test.warehouse().ledger().begin(new Run("run-0", "fingerprint", now, now, null, Map.of()));
        test.warehouse().ledger().finish("run-0", now, test.warehouse().snapshots());
        return test;
    }

    private static Row row(Result result) {
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
                result.snapshotId());
    }
}
