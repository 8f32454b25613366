package dev.sotto.warehouse;

import dev.sotto.sql.SqlFiles;
import dev.sotto.stats.Interval;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The functions that SQL may use beyond Spark's own: intervals from {@code dev.sotto.stats}, and the shipped SQL functions. */
public final class SqlFunctions {

    private static final StructType INTERVAL = StructType.fromDDL("low DOUBLE, high DOUBLE");
    private static final StructType RANKS = StructType.fromDDL("low BIGINT, nearest BIGINT, high BIGINT");

    private SqlFunctions() {}

    /** Make them known to a session. */
    public static void register(SparkSession spark) {
        spark.udf().register("wilson", (UDF2<Double, Double, @Nullable Row>) SqlFunctions::wilson, INTERVAL);
        spark.udf()
                .register(
                        "clustered_ratio",
                        (UDF6<Long, Double, Double, Double, Double, Double, @Nullable Row>)
                                (persons, r, n, rr, rn, nn) ->
                                        clustered(Interval::clusteredRatio, persons, r, n, rr, rn, nn),
                        INTERVAL);
        spark.udf()
                .register(
                        "clustered_mean",
                        (UDF6<Long, Double, Double, Double, Double, Double, @Nullable Row>)
                                (persons, r, n, rr, rn, nn) ->
                                        clustered(Interval::clusteredMean, persons, r, n, rr, rn, nn),
                        INTERVAL);
        spark.udf()
                .register(
                        "percentile_ranks", (UDF2<Integer, Long, @Nullable Row>) SqlFunctions::percentileRanks, RANKS);
        StatFunctions.register(spark);
        SqlFiles.functions().forEach(spark::sql);
    }

    private static @Nullable Row wilson(@Nullable Double successes, @Nullable Double trials) {
        if (successes == null || trials == null || trials <= 0) {
            return null;
        }
        return row(Interval.wilson(successes, trials));
    }

    /** An interval of sums by person, as of all persons together. */
    @FunctionalInterface
    private interface Clustered {
        @Nullable
        Interval of(long persons, double r, double n, double rr, double rn, double nn);
    }

    private static @Nullable Row clustered(
            Clustered intervals,
            @Nullable Long persons,
            @Nullable Double r,
            @Nullable Double n,
            @Nullable Double rr,
            @Nullable Double rn,
            @Nullable Double nn) {
        if (persons == null || r == null || n == null || rr == null || rn == null || nn == null || n <= 0) {
            return null;
        }
        Interval interval = intervals.of(persons, r, n, rr, rn, nn);
        return interval == null ? null : row(interval);
    }

    private static @Nullable Row percentileRanks(@Nullable Integer percent, @Nullable Long count) {
        if (percent == null || count == null || count == 0) {
            return null;
        }
        long[] bounds = Interval.percentileRanks(percent, count);
        return RowFactory.create(bounds[0], Interval.nearestRank(percent, count), bounds[1]);
    }

    private static Row row(Interval interval) {
        return RowFactory.create(interval.low(), interval.high());
    }
}
