package dev.sotto.warehouse;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Rows in Spark's own form as a dataset: no conversion of each value to and from Java's types. */
public final class InternalRows {

    private InternalRows() {}

    /** The rows of a dataset. */
    public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
        return rows.queryExecution().toRdd().toJavaRDD();
    }

    /** The rows as a dataset of that schema; the caller vouches that they fit it. */
    public static Dataset<Row> dataset(SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
        return ((org.apache.spark.sql.classic.SparkSession) spark).internalCreateDataFrame(rows.rdd(), schema, false);
    }
}
