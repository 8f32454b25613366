package dev.sotto.warehouse;

import dev.sotto.stats.ConfidenceSequence;
import dev.sotto.stats.Cuped;
import dev.sotto.stats.Difference;
import dev.sotto.stats.Difference.Scale;
import dev.sotto.stats.Interval;
import dev.sotto.stats.MarkovCredit;
import dev.sotto.stats.Power;
import dev.sotto.stats.Proportions;
import dev.sotto.stats.Sample;
import dev.sotto.stats.SampleRatio;
import dev.sotto.stats.StratifiedDifference;
import dev.sotto.stats.StratifiedDifference.Stratum;
import dev.sotto.stats.SurvivalCurve;
import dev.sotto.stats.SurvivalCurve.Bounds;
import dev.sotto.stats.TouchPath;
import dev.sotto.stats.Welch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The functions for SQL that compare arms, follow chains of touches and wait for what has not happened yet. */
final class StatFunctions {

    private static final StructType LIFT =
            StructType.fromDDL("absolute DOUBLE, absolute_low DOUBLE, absolute_high DOUBLE, relative DOUBLE,"
                    + " relative_low DOUBLE, relative_high DOUBLE, always_low DOUBLE, always_high DOUBLE,"
                    + " detectable DOUBLE");
    private static final StructType MEANS =
            StructType.fromDDL("difference DOUBLE, difference_low DOUBLE, difference_high DOUBLE, adjusted DOUBLE,"
                    + " adjusted_low DOUBLE, adjusted_high DOUBLE");
    private static final StructType DIFFERENCE = StructType.fromDDL("difference DOUBLE, low DOUBLE, high DOUBLE");
    private static final StructType RATIO = StructType.fromDDL("chi_square DOUBLE, p DOUBLE, is_mismatch BOOLEAN");
    private static final StructType MEDIAN = StructType.fromDDL("median DOUBLE, low DOUBLE, high DOUBLE");

    private static final double ALPHA = 0.05;

    // Narrowest at about the size of a campaign's experiment, as other systems have it.
    private static final ConfidenceSequence SEQUENCE = new ConfidenceSequence(ALPHA, 5000);

    private StatFunctions() {}

    static void register(SparkSession spark) {
        spark.udf().register("lift", (UDF4<Long, Long, Long, Long, @Nullable Row>) StatFunctions::lift, LIFT);
        spark.udf().register("mean_lift", (UDF2<Row, Row, @Nullable Row>) StatFunctions::meanLift, MEANS);
        spark.udf().register("stratified_lift", (UDF1<Seq<Row>, @Nullable Row>) StatFunctions::stratified, DIFFERENCE);
        spark.udf().register("sample_ratio", (UDF1<Seq<Row>, @Nullable Row>) StatFunctions::sampleRatio, RATIO);
        spark.udf().register("survival_median", (UDF1<Seq<Row>, @Nullable Row>) StatFunctions::median, MEDIAN);
        spark.udf()
                .register(
                        "survival_median_of",
                        (UDF2<Seq<Long>, Seq<Long>, @Nullable Row>) StatFunctions::medianOf,
                        MEDIAN);
        spark.udf()
                .register(
                        "markov_credit",
                        (UDF1<Seq<Row>, Map<String, Double>>) StatFunctions::markovCredit,
                        DataType.fromDDL("MAP<STRING, DOUBLE>"));
    }

    /** Of converted and all contacts of the control, then of the treatment. */
    private static @Nullable Row lift(
            @Nullable Long controlHits, @Nullable Long controls, @Nullable Long hits, @Nullable Long treated) {
        if (controlHits == null || controls == null || hits == null || treated == null || controls < 1 || treated < 1) {
            return null;
        }
        double baseline = controlHits / (double) controls;
        double difference = hits / (double) treated - baseline;
        Interval interval = Interval.newcombe(hits, treated, controlHits, controls);
        Interval relative = controlHits == 0 ? null : Proportions.relativeLift(controlHits, controls, hits, treated);
        Interval always = SEQUENCE.compare(
                        Sample.ofProportion(controlHits, controls), Sample.ofProportion(hits, treated), Scale.ABSOLUTE)
                .interval();
        // Where nothing varies yet, the sequence would be a point that knows nothing.
        boolean isVaried = always.high() > always.low();
        double detectable = Power.USUAL.detectableRise(baseline, controls, treated);
        return RowFactory.create(
                difference,
                interval.low(),
                interval.high(),
                relative == null ? null : difference / baseline,
                relative == null ? null : relative.low(),
                relative == null ? null : relative.high(),
                isVaried ? always.low() : null,
                isVaried ? always.high() : null,
                Double.isNaN(detectable) ? null : detectable);
    }

    /** Of an arm's size and the sums of y, yy, x, xx and xy: of the control, then of the treatment. */
    private static @Nullable Row meanLift(Row control, Row treated) {
        if (!Welch.isPossible(control.getDouble(0), treated.getDouble(0))) {
            return null;
        }
        Cuped cuped = Cuped.adjust(sums(control), sums(treated));
        Difference plain = Welch.compare(sample(control), sample(treated), Scale.ABSOLUTE, ALPHA);
        Difference adjusted = Welch.compare(cuped.control(), cuped.treatment(), Scale.ABSOLUTE, ALPHA);
        return RowFactory.create(
                plain.effect(),
                plain.interval().low(),
                plain.interval().high(),
                adjusted.effect(),
                adjusted.interval().low(),
                adjusted.interval().high());
    }

    private static Cuped.Sums sums(Row arm) {
        return new Cuped.Sums(
                arm.getDouble(0),
                arm.getDouble(1),
                arm.getDouble(2),
                arm.getDouble(3),
                arm.getDouble(4),
                arm.getDouble(5));
    }

    private static Sample sample(Row arm) {
        return Sample.ofSums(arm.getDouble(0), arm.getDouble(1), arm.getDouble(2));
    }

    /** Of strata, each with the converted and all of the control, then of the treatment. */
    private static @Nullable Row stratified(Seq<Row> rows) {
        // In one order, so that a sum of fractions is the same each time.
        List<Stratum> strata = JavaConverters.seqAsJavaList(rows).stream()
                .map(row -> new Stratum(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3)))
                .sorted(Comparator.comparingDouble(Stratum::controlHits)
                        .thenComparingDouble(Stratum::controls)
                        .thenComparingDouble(Stratum::hits)
                        .thenComparingDouble(Stratum::treated))
                .toList();
        if (!StratifiedDifference.isPossible(strata)) {
            return null;
        }
        StratifiedDifference difference = StratifiedDifference.of(strata);
        return RowFactory.create(
                difference.effect(),
                difference.interval().low(),
                difference.interval().high());
    }

    /** Of arms with their sizes and planned weights; the p-value is null where there are too few to say. */
    private static @Nullable Row sampleRatio(Seq<Row> arms) {
        List<Row> rows = JavaConverters.seqAsJavaList(arms);
        long[] sizes = rows.stream().mapToLong(row -> row.getLong(1)).toArray();
        double[] weights = rows.stream().mapToDouble(row -> row.getDouble(2)).toArray();
        long units = 0;
        for (long size : sizes) {
            units += size;
        }
        if (sizes.length < 2 || units == 0) {
            return null;
        }
        SampleRatio ratio = SampleRatio.test(sizes, weights);
        boolean isEnough = units >= SampleRatio.LEAST_UNITS;
        return RowFactory.create(ratio.chiSquare(), isEnough ? ratio.pValue() : null, isEnough && ratio.isMismatch());
    }

    /** Of waits, each with how many it ended and how many it left open; null where fewer than half ever ended. */
    private static @Nullable Row median(Seq<Row> waits) {
        Map<Double, long[]> counts = new TreeMap<>();
        for (Row row : JavaConverters.seqAsJavaList(waits)) {
            counts.put((double) row.getLong(0), new long[] {row.getLong(1), row.getLong(2)});
        }
        return median(SurvivalCurve.ofCounts(counts));
    }

    /** Of how long those took that ended, and how long the others were seen waiting. */
    private static @Nullable Row medianOf(@Nullable Seq<Long> ended, @Nullable Seq<Long> unended) {
        return ended == null || unended == null ? null : median(SurvivalCurve.of(numbers(ended), numbers(unended)));
    }

    private static double[] numbers(Seq<Long> numbers) {
        return JavaConverters.seqAsJavaList(numbers).stream()
                .mapToDouble(Long::doubleValue)
                .toArray();
    }

    private static @Nullable Row median(SurvivalCurve curve) {
        if (curve.median().isEmpty()) {
            return null;
        }
        Interval interval = curve.medianInterval(Bounds.LOG_LOG);
        return RowFactory.create(curve.median().getAsDouble(), finite(interval.low()), finite(interval.high()));
    }

    private static @Nullable Double finite(double bound) {
        return Double.isInfinite(bound) ? null : bound;
    }

    /** Of paths with their conversions and how many led to nothing. */
    private static Map<String, Double> markovCredit(Seq<Row> paths) {
        List<TouchPath> read = new ArrayList<>();
        for (Row row : JavaConverters.seqAsJavaList(paths)) {
            read.add(TouchPath.parse(row.getString(0), row.getDouble(1), row.getDouble(2)));
        }
        return new TreeMap<>(MarkovCredit.of(read).credits());
    }
}
