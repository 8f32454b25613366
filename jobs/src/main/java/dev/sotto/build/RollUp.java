package dev.sotto.build;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Metric;
import dev.sotto.warehouse.InternalRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Adds the units of all unit files up in one pass: for every scope, period and slice that the catalogue gives a metric.
 *
 * <p>What a unit is and what it counts for is said in SQL; here is no metric's meaning.
 */
final class RollUp {

    private RollUp() {}

    /** Sums by cell, in several rows a cell, from the rows of each unit file by its name. */
    static Dataset<Row> of(SparkSession spark, Map<String, Dataset<Row>> files, Catalogue catalogue) {
        Dataset<Row> units = new TreeMap<>(files)
                .entrySet().stream()
                        .map(file -> moved(spark, file.getKey(), file.getValue(), catalogue))
                        .reduce(Dataset::unionByName)
                        .orElseThrow()
                        .repartition(spark.sparkContext().defaultParallelism(), functions.col("person_id"))
                        .sortWithinPartitions("person_id");
        List<Metric> metrics = List.copyOf(catalogue.all());
        return mapped(spark, units, rows -> new RolledRows(rows, metrics), RolledRows.ROW);
    }

    private static Dataset<Row> moved(SparkSession spark, String file, Dataset<Row> rows, Catalogue catalogue) {
        UnitShape shape = UnitShape.of(file, rows.schema(), catalogue);
        return mapped(spark, rows, read -> new UnitRows(read, shape), UnitRows.ROW);
    }

    private static Dataset<Row> mapped(SparkSession spark, Dataset<Row> rows, Partition made, StructType schema) {
        return InternalRows.dataset(spark, InternalRows.of(rows).mapPartitions(made::of), schema);
    }

    /** What becomes of the rows of a partition. */
    @FunctionalInterface
    private interface Partition extends Serializable {
        Iterator<InternalRow> of(Iterator<InternalRow> rows);
    }
}
