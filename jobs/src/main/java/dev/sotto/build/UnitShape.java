package dev.sotto.build;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Metric;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What each column of a unit file is.
 *
 * <p>Some columns have a fixed name; of the others, one of text is a dimension to slice by, and one of numbers is what
 * the metric of its name measures: a count, or a struct of numerator, denominator and, where it has a window, whether
 * that has passed.
 *
 * @param slices positions of the dimensions
 * @param measures positions of what is measured
 * @param metrics the number of each measure's metric, by the order of the catalogue
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
        List<Dimension> slices,
        List<Measure> measures)
        implements Serializable {

    /** A column to slice by. */
    record Dimension(int position, String name) implements Serializable {}

    /**
     * A column that a metric measures.
     *
     * @param fields 0 for a plain count, else how many fields its struct has
     * @param isPart a count that is given as its share of all slices
     */
    record Measure(int position, int metric, int fields, boolean isPart, List<DataType> types)
            implements Serializable {}

    private static final List<String> FIXED = List.of(
            "platform",
            "brand_id",
            "campaign_id",
            "person_id",
            "unit_on",
            "unit_site_on",
            "is_of_whole",
            "is_sliced_by_day",
            "flag");

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
                slices,
                measures);
    }

    private static Measure measure(String file, int position, StructField field, int index, Metric metric) {
        boolean isCount = metric.interval() == Metric.Interval.NONE;
        if (isWhole(field.dataType())) {
            return new Measure(position, index, 0, !isCount, List.of(field.dataType()));
        }
        if (field.dataType() instanceof StructType struct && !isCount) {
            List<DataType> types = new ArrayList<>();
            for (StructField part : struct.fields()) {
                types.add(part.dataType());
            }
            boolean fits = (types.size() == 2 || types.size() == 3 && types.get(2) instanceof BooleanType)
                    && isWhole(types.get(0))
                    && isWhole(types.get(1));
            if (fits) {
                return new Measure(position, index, types.size(), false, types);
            }
        }
        throw bug(
                file,
                "its column " + field.name() + " is " + field.dataType().sql()
                        + ", not a count or a struct of numerator, denominator and whether its window has passed");
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
