package dev.sotto.build;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Metric;
import dev.sotto.warehouse.InternalRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/**
 * Adds the units of all unit files up in one pass: for every scope, period and slice that the catalogue gives a metric.
 *
 * <p>What a unit is and what it counts for is said in SQL; here is no metric's meaning.
 */
final class RollUp {

    /** How many tasks a core has to read units in, so that a long one holds up no other. */
    private static final int TASKS_OF_EACH = 4;

    private RollUp() {}

    /** Sums by cell, in several rows a cell, from the rows of each unit file by its name. */
    static Dataset<Row> of(SparkSession spark, Map<String, Dataset<Row>> files, Catalogue catalogue) {
        int atOnce = spark.sparkContext().defaultParallelism();
        // Each task begins with the plans of all files: what is small is read in few.
        JavaRDD<InternalRow> units = new TreeMap<>(files)
                .entrySet().stream()
                        .map(file -> units(file.getKey(), file.getValue(), catalogue))
                        .reduce(JavaRDD::union)
                        .orElseThrow()
                        .coalesce(TASKS_OF_EACH * atOnce);
        Dataset<Row> byPerson = InternalRows.dataset(spark, units, UnitRows.ROW)
                .repartition(atOnce, functions.col("person_id"))
                .sortWithinPartitions("person_id");
        List<Metric> metrics = List.copyOf(catalogue.all());
        return InternalRows.dataset(spark, mapped(byPerson, rows -> new RolledRows(rows, metrics)), RolledRows.ROW);
    }

    private static JavaRDD<InternalRow> units(String file, Dataset<Row> rows, Catalogue catalogue) {
        UnitShape shape = UnitShape.of(file, rows.schema(), catalogue);
        return mapped(rows, read -> new UnitRows(read, shape));
    }

    private static JavaRDD<InternalRow> mapped(Dataset<Row> rows, Partition made) {
        return InternalRows.of(rows).mapPartitions(made::of);
    }

    /** What becomes of the rows of a partition. */
    @FunctionalInterface
    private interface Partition extends Serializable {
        Iterator<InternalRow> of(Iterator<InternalRow> rows);
    }
}
