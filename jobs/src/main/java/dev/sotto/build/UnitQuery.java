package dev.sotto.build;

import dev.sotto.build.UnitShape.Measure;
import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Metric.ByPerson;
import dev.sotto.domain.Period;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import dev.sotto.warehouse.SqlFunctions;
import dev.sotto.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a number: one query lists what the units of each person add up to, and what those of all do.
 *
 * <p>It says in SQL, for one metric and one place, what {@link RollUp} does for all of them at once.
 */
public final class UnitQuery {

    /** The units of a file, as a view, and where in its rows the metric is. */
    private record Units(String view, StructType columns, Measure measure) {

        boolean has(String column) {
            return List.of(columns.fieldNames()).contains(column);
        }

        /** A field of the metric's struct, by its position. */
        String field(int position) {
            StructType struct = (StructType) columns.fields()[measure.position()].dataType();
            return columns.fieldNames()[measure.position()] + "." + struct.fieldNames()[position];
        }
    }

    private final SparkSession spark;
    private final Metric metric;
    private final List<Units> files;

    private UnitQuery(SparkSession spark, Metric metric, List<Units> files) {
        this.spark = spark;
        this.metric = metric;
        this.files = files;
    }

    /** The query of a metric; empty for one that is made of no units. */
    public static Optional<UnitQuery> of(Warehouse warehouse, Workspace workspace, Metric metric) {
        List<SqlFile> files = SqlFiles.units().stream()
                .filter(file -> file.defines(metric.id()))
                .toList();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        SparkSession spark = warehouse.spark();
        SqlFunctions.register(spark);
        // To know who is a spammer takes a look at the log, which most units do not need.
        if (files.stream().anyMatch(file -> file.text().contains("counted_"))) {
            CountedEvents.register(warehouse.read(LogTables.EVENTS.name()), new ThreadContacts());
        }
        ReferenceViews.register(spark, workspace, workspace.sources(), Catalogue.shipped());
        List<Units> units = new ArrayList<>();
        for (SqlFile file : files) {
            Dataset<Row> rows = SqlRows.of(spark, file, SqlRows.parameters(workspace));
            String view = file.table().replace('.', '_');
            rows.createOrReplaceTempView(view);
            units.add(new Units(view, rows.schema(), measure(file, rows.schema(), metric)));
        }
        return Optional.of(new UnitQuery(spark, metric, units));
    }

    private static Measure measure(SqlFile file, StructType columns, Metric metric) {
        return UnitShape.of(file.table(), columns, Catalogue.shipped()).measures().stream()
                .filter(measure -> columns.fieldNames()[measure.position()].equals(metric.id()))
                .findFirst()
                .orElseThrow();
    }

    /** The persons, and beside each of them the sums of all. */
    public Dataset<Row> persons(@Nullable String brand, Period period) {
        return spark.sql(sql(brand, period));
    }

    /**
     * The query as it runs; the view {@code units_contacts} is what the file {@code units/contacts.sql} selects.
     *
     * @param brand whose number it is; null for that of all brands
     */
    public String sql(@Nullable String brand, Period period) {
        String units =
                files.stream().map(file -> units(file, brand, period)).collect(Collectors.joining("\n  UNION ALL\n"));
        return """
                WITH units AS (
                %s
                ),

                persons AS (
                  SELECT
                    person_id,
                %s
                  FROM units
                  GROUP BY person_id
                )

                SELECT
                  *,
                  SUM(numerator) OVER () AS numerator_of_all,
                  SUM(denominator) OVER () AS denominator_of_all,
                  COUNT_IF(person_id IS NOT NULL AND %s > 0) OVER () AS persons,
                  SUM(pending) OVER () AS pending_of_all
                FROM persons
                WHERE numerator <> 0 OR denominator > 0 OR pending > 0
                ORDER BY numerator DESC, person_id""".formatted(units, isOfValues() ? ofValues() : ofSums(), isRatio() ? "denominator" : "numerator");
    }

    private boolean isRatio() {
        return files.get(0).measure().form() == UnitShape.Form.RATIO;
    }

    private boolean isOfValues() {
        return switch (files.get(0).measure().form()) {
            case VALUE, VALUES, TIMED -> true;
            case COUNT, PART, RATIO -> false;
        };
    }

    private String units(Units file, @Nullable String brand, Period period) {
        return "  SELECT person_id, unit_on, " + measured(file) + "\n  FROM " + file.view() + "\n  WHERE "
                + String.join("\n    AND ", conditions(file, brand, period));
    }

    private String measured(Units file) {
        return switch (file.measure().form()) {
            case COUNT, PART -> metric.id() + " AS r, CAST(NULL AS BIGINT) AS n, TRUE AS is_over";
            case RATIO ->
                file.field(0) + " AS r, " + file.field(1) + " AS n, "
                        + (file.measure().types().size() == 2 ? "TRUE" : "COALESCE(" + file.field(2) + ", FALSE)")
                        + " AS is_over";
            case VALUE -> "array(" + metric.id() + ") AS ended, 1 AS n, FALSE AS is_open";
            case VALUES -> metric.id() + " AS ended, SIZE(" + metric.id() + ") AS n, FALSE AS is_open";
            case TIMED ->
                "array_compact(array(" + file.field(0) + ")) AS ended, 1 AS n, " + file.field(0) + " IS NULL AND "
                        + file.field(2) + " AS is_open";
        };
    }

    private static String ofValues() {
        return """
                    SUM(SIZE(ended)) AS numerator,
                    SUM(n) AS denominator,
                    COUNT_IF(is_open) AS pending,
                    sort_array(flatten(collect_list(ended))) AS `values`""";
    }

    /** How the units of a person become one number, as the catalogue says. */
    private String ofSums() {
        String r = switch (metric.byPerson()) {
            case SUM -> "SUM(IF(is_over, r, 0))";
            case ANY -> "MAX(IF(is_over, r, 0))";
            case EVERY -> "COALESCE(MIN(IF(is_over, r, NULL)), 0)";
            case DAYS -> "COUNT(DISTINCT IF(is_over AND r > 0, unit_on, NULL))";
            case DAY_SHARE ->
                "ROUND(COUNT(DISTINCT IF(r > 0, unit_on, NULL)) / COUNT(DISTINCT IF(n > 0, unit_on, NULL)), 9)";
        };
        String n = switch (metric.byPerson()) {
            case SUM -> "SUM(IF(is_over, n, 0))";
            case ANY, EVERY, DAYS -> "MAX(IF(is_over, n, 0))";
            case DAY_SHARE -> "1L";
        };
        return "    %s AS numerator,\n    %s AS denominator,\n    SUM(IF(is_over, 0, n)) AS pending".formatted(r, n);
    }

    private List<String> conditions(Units file, @Nullable String brand, Period period) {
        List<String> conditions = new ArrayList<>();
        conditions.add(metric.id() + " IS NOT NULL");
        if (brand != null) {
            conditions.add("brand_id = '" + brand.replace("'", "''") + "'");
        }
        // Who is not known is counted, but is nobody of whom one thing may be true.
        if (metric.byPerson() != ByPerson.SUM) {
            conditions.add("person_id IS NOT NULL");
        }
        if (file.has("is_of_whole")) {
            conditions.add("is_of_whole");
        }
        if (period.unit() == Period.Unit.LIFETIME) {
            return conditions;
        }
        String day = brand == null ? "unit_site_on" : "unit_on";
        int weeksBefore = metric.byPerson() == ByPerson.DAY_SHARE ? RolledRows.WEEKS_OF_DAY_SHARE - 1 : 0;
        LocalDate from = period.startOn().minusWeeks(weeksBefore);
        conditions.add(day + " >= DATE '" + from + "'");
        conditions.add(day + " < DATE '" + period.endOn() + "'");
        if (file.has("ends_from")) {
            String last = "DATE '" + period.endOn().minusDays(1) + "'";
            String ends = brand == null ? "ends_site" : "ends";
            conditions.add("(%s_from IS NULL OR %s_from <= %s)".formatted(ends, ends, last));
            conditions.add("(%s_before IS NULL OR %s_before > %s)".formatted(ends, ends, last));
        }
        return conditions;
    }
}
