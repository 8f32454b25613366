package dev.sotto.build;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Metric.Interval;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What each column of a unit file is.
 *
 * <p>Some columns have a fixed name; of the others, one of text is a dimension to slice by, and any other is what the
 * metric of its name measures: a count; a struct of numerator, denominator and, where it has a window, whether that has
 * passed; or, where the metric is a percentile, a value, an array of values, or a struct of the value, how long it was
 * watched where it did not end, and whether it still may.
 *
 * @param endsFrom a unit counts in the brand's periods that end on that day or later
 * @param endsBefore a unit counts in the brand's periods that end before that day
 * @param endsSiteFrom a unit counts in the site's periods that end on that day or later
 * @param endsSiteBefore a unit counts in the site's periods that end before that day
 * @param slices the dimensions
 * @param measures what is measured
 */
record UnitShape(
        int platform,
        int brandId,
        int campaignId,
        int personId,
        int unitOn,
        int unitSiteOn,
        int isOfWhole,
        int isSlicedByDay,
        int flag,
        int endsFrom,
        int endsBefore,
        int endsSiteFrom,
        int endsSiteBefore,
        List<Dimension> slices,
        List<Measure> measures)
        implements Serializable {

    /** A column to slice by. */
    record Dimension(int position, String name) implements Serializable {}

    /** What the values of a column are. */
    enum Form {
        COUNT,
        /** A count that is given as its share of all slices. */
        PART,
        RATIO,
        VALUE,
        VALUES,
        TIMED
    }

    /**
     * A column that a metric measures.
     *
     * @param metric the number of its metric, by the order of the catalogue
     * @param types of the fields of a struct, else of the column itself or of what is in its array
     */
    record Measure(int position, int metric, Form form, List<DataType> types) implements Serializable {}

    private static final List<String> FIXED = List.of(
            "platform",
            "brand_id",
            "campaign_id",
            "person_id",
            "unit_on",
            "unit_site_on",
            "is_of_whole",
            "is_sliced_by_day",
            "flag",
            "ends_from",
            "ends_before",
            "ends_site_from",
            "ends_site_before");

    UnitShape {
        slices = List.copyOf(slices);
        measures = List.copyOf(measures);
    }

    /** The shape of a unit file's rows, or a failure that names the column that is nothing of it. */
    static UnitShape of(String file, StructType schema, Catalogue catalogue) {
        List<String> names = List.of(schema.fieldNames());
        List<String> ids = List.copyOf(catalogue.byId().keySet());
        List<Dimension> slices = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            StructField field = schema.fields()[i];
            if (FIXED.contains(name)) {
                continue;
            }
            if (field.dataType() instanceof StringType) {
                slices.add(new Dimension(i, name));
            } else if (ids.contains(name)) {
                measures.add(measure(file, i, field, ids.indexOf(name), catalogue.metric(name)));
            } else {
                throw bug(file, "its column " + name + " is neither a metric of the catalogue nor text to slice by");
            }
        }
        return new UnitShape(
                required(file, names, "platform"),
                required(file, names, "brand_id"),
                required(file, names, "campaign_id"),
                required(file, names, "person_id"),
                required(file, names, "unit_on"),
                required(file, names, "unit_site_on"),
                names.indexOf("is_of_whole"),
                names.indexOf("is_sliced_by_day"),
                names.indexOf("flag"),
                names.indexOf("ends_from"),
                names.indexOf("ends_before"),
                names.indexOf("ends_site_from"),
                names.indexOf("ends_site_before"),
                slices,
                measures);
    }

    private static Measure measure(String file, int position, StructField field, int index, Metric metric) {
        List<DataType> types = types(field.dataType());
        Form form = form(field.dataType(), types, metric.interval());
        if (form == null) {
            throw bug(
                    file,
                    "its column " + field.name() + " is " + field.dataType().sql()
                            + ", from which its interval cannot be made");
        }
        return new Measure(position, index, form, types);
    }

    private static List<DataType> types(DataType type) {
        if (type instanceof StructType struct) {
            return Stream.of(struct.fields()).map(StructField::dataType).toList();
        }
        return List.of(type instanceof ArrayType array ? array.elementType() : type);
    }

    private static @Nullable Form form(DataType type, List<DataType> types, Interval interval) {
        boolean isStruct = type instanceof StructType;
        boolean isPair = isStruct && types.size() > 1 && isWhole(types.get(0)) && isWhole(types.get(1));
        boolean isTriple = isPair && types.size() == 3 && types.get(2) instanceof BooleanType;
        if (interval == Interval.ORDER_STATISTIC) {
            if (isStruct) {
                return isTriple ? Form.TIMED : null;
            }
            return !isWhole(types.get(0)) ? null : type instanceof ArrayType ? Form.VALUES : Form.VALUE;
        }
        if (interval != Interval.NONE && isStruct) {
            return isTriple || isPair && types.size() == 2 ? Form.RATIO : null;
        }
        return !isWhole(type) ? null : interval == Interval.NONE ? Form.COUNT : Form.PART;
    }

    private static boolean isWhole(DataType type) {
        return type.equals(DataTypes.IntegerType) || type.equals(DataTypes.LongType);
    }

    private static int required(String file, List<String> names, String name) {
        if (!names.contains(name)) {
            throw bug(file, "it has no column " + name);
        }
        return names.indexOf(name);
    }

    private static SottoException bug(String file, String why) {
        return new SottoException(Code.BUG, "Cannot add up " + file + ": " + why + ".");
    }
}
