package dev.sotto.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.config.Catalogue;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Table;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import dev.sotto.warehouse.SqlFunctions;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Rows in, rows out, for every table that a SQL file makes, and for units what they add up to in {@code metrics.sums}.
 *
 * <p>A case is a folder {@code src/test/sql/<table>/<case>/}: one {@code <read>.jsonl} for each table that it reads (a
 * missing one is empty), {@code expected.jsonl} with the columns that matter, and {@code only.sql} where just some rows do.
 */
class SqlTablesTest {

    private static final Path CASES = Path.of("src/test/sql");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AS_OF = Instant.parse("2026-02-02T00:00:00Z");

    private static TestWarehouse shelf;
    private static SparkSession spark;
    private static final Map<String, StructType> SCHEMAS = new HashMap<>();
    private static final Set<String> FILLED = new TreeSet<>();

    @BeforeAll
    static void layTheTablesOut() {
        shelf = TestWarehouse.create();
        spark = shelf.spark();
        SqlFunctions.register(spark);
        List<Table> tables = new ArrayList<>(FoldJob.TABLES);
        tables.addAll(StoryJob.TABLES);
        tables.forEach(SqlTablesTest::lay);
        lay(LogTables.INPUTS);
        view("counted_events", StructType.fromDDL(LogTables.EVENTS.ddl()), List.of());
        view("counted_minors", StructType.fromDDL(LogTables.EVENTS.ddl()), List.of());
        view("counted_reports", StructType.fromDDL(LogTables.EVENTS.ddl()), List.of());
        view("reference_campaigns", ReferenceViews.CAMPAIGNS, List.of());
        view("reference_experiments", ReferenceViews.EXPERIMENTS, List.of());
        view("reference_spending", ReferenceViews.SPENDING, List.of());
        view("reference_brands", ReferenceViews.BRANDS, List.of());
        view("reference_policies", ReferenceViews.POLICIES, List.of());
        view("reference_sources", ReferenceViews.SOURCES, List.of());
        view("reference_formats", ReferenceViews.FORMATS, List.of());
        ReferenceViews.registerCatalogue(spark, Catalogue.shipped());
        view("previous_results", Build.PREVIOUS, List.of());
        view(SqlFiles.ROLLED_UP, RolledRows.ROW, List.of());
        SqlFiles.tables().forEach(file -> lay(SqlTable.of(file, run(file))));
    }

    @AfterAll
    static void clearAway() {
        shelf.close();
    }

    private static void lay(Table table) {
        shelf.warehouse().create(table);
        SCHEMAS.put(table.name(), StructType.fromDDL(table.ddl()));
    }

    private static void view(String name, StructType schema, List<String> rows) {
        SCHEMAS.put(name, schema);
        json(schema, rows).createOrReplaceTempView(name);
    }

    private static Dataset<Row> json(StructType schema, List<String> rows) {
        return spark.read()
                .schema(schema)
                .option("mode", "FAILFAST")
                .json(spark.createDataset(rows, Encoders.STRING()));
    }

    private static Dataset<Row> run(SqlFile file) {
        Map<String, Object> parameters = new TreeMap<>(Map.of(
                "as_of", java.sql.Timestamp.from(AS_OF), "snapshot_id", "1", "conversation_gap_seconds", 21_600L));
        parameters.keySet().removeIf(name -> !file.text().contains(":" + name));
        return spark.sql(file.text(), parameters);
    }

    @TestFactory
    Stream<DynamicTest> rowsInRowsOut() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (SqlFile file : files()) {
            Path folder = CASES.resolve(file.table());
            assertThat(folder).as(file.table() + " has a case").isDirectory();
            try (Stream<Path> cases = Files.list(folder)) {
                cases.sorted()
                        .forEach(path -> tests.add(DynamicTest.dynamicTest(
                                file.table() + ": "
                                        + path.getFileName().toString().replace('-', ' '),
                                () -> check(file, path))));
            }
        }
        return tests.stream();
    }

    private static List<SqlFile> files() {
        return Stream.concat(SqlFiles.units().stream(), SqlFiles.tables().stream())
                .toList();
    }

    private static final List<String> OF_UNITS = List.of("metrics.sums", "metrics.response");

    /** What units add up to: of the file that a case is for, and of those that define what else it asks for. */
    private static Dataset<Row> addedUp(SqlFile asked, Path folder, String only) throws IOException {
        List<String> metrics = Catalogue.shipped().all().stream()
                .map(Metric::id)
                .filter(metric -> only.contains("'" + metric + "'"))
                .toList();
        Map<String, Dataset<Row>> units = new TreeMap<>();
        for (SqlFile file : SqlFiles.units()) {
            boolean isFilled = file.reads().stream()
                    .filter(read -> read.startsWith("journeys.") || read.equals("counted_events"))
                    .anyMatch(read -> Files.exists(folder.resolve(read + ".jsonl")));
            if (file.equals(asked) || isFilled && metrics.stream().anyMatch(file::defines)) {
                fill(file, folder);
                units.put(file.table(), run(file));
            }
        }
        RollUp.of(spark, units, Catalogue.shipped()).createOrReplaceTempView(SqlFiles.ROLLED_UP);
        Dataset<Row> made = null;
        for (SqlFile file : SqlFiles.tables()) {
            if (OF_UNITS.contains(file.table())) {
                for (String read : file.reads()) {
                    if (!read.equals(SqlFiles.ROLLED_UP)) {
                        fill(read, folder.resolve(read + ".jsonl"));
                    }
                }
                Dataset<Row> rows = run(file);
                made = made == null ? rows : made.unionByName(rows, true);
            }
        }
        return Objects.requireNonNull(made);
    }

    private static void fill(SqlFile file, Path folder) throws IOException {
        for (String read : file.reads()) {
            fill(read, folder.resolve(read + ".jsonl"));
        }
    }

    private static void check(SqlFile file, Path folder) throws IOException {
        Path filter = folder.resolve("only.sql");
        String only = Files.exists(filter) ? Files.readString(filter).strip() : "TRUE";
        Dataset<Row> made;
        if (file.table().startsWith("units.")) {
            made = addedUp(file, folder, only);
        } else {
            fill(file, folder);
            made = run(file);
        }
        made = made.filter(only);
        List<Map<String, Object>> expected = objects(Files.readAllLines(folder.resolve("expected.jsonl")));
        List<String> columns = expected.isEmpty()
                ? List.of(made.columns())
                : List.copyOf(expected.get(0).keySet());
        List<Map<String, Object>> actual = objects(made.selectExpr(
                        columns.stream().map(column -> "`" + column + "`").toArray(String[]::new))
                .toJSON()
                .collectAsList());
        // Spark leaves nulls out of its JSON.
        actual.forEach(row -> columns.forEach(column -> row.putIfAbsent(column, null)));
        assertThat(rounded(actual)).containsExactlyInAnyOrderElementsOf(rounded(expected));
    }

    private static void fill(String table, Path given) throws IOException {
        if (table.equals("reference_catalogue")) {
            return;
        }
        List<String> rows = Files.exists(given) ? Files.readAllLines(given) : List.of();
        StructType schema = SCHEMAS.get(table);
        if (!table.contains(".")) {
            view(table, schema, rows);
        } else if (!rows.isEmpty() || FILLED.contains(table)) {
            shelf.warehouse().overwrite(table, json(schema, rows), "true");
            FILLED.add(table);
        }
    }

    private static List<Map<String, Object>> objects(List<String> lines) throws IOException {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (String line : lines) {
            objects.add(JSON.readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {}));
        }
        return objects;
    }

    private static List<Map<String, Object>> rounded(List<Map<String, Object>> rows) {
        rows.forEach(row -> row.replaceAll((column, value) ->
                value instanceof Number number ? Math.round(number.doubleValue() * 1e6) / 1e6 : value));
        return rows;
    }

    @Test
    void readsWhatItsHeaderSays() {
        for (SqlFile file : files()) {
            String body =
                    file.text().lines().filter(line -> !line.startsWith("--")).reduce("", (a, b) -> a + "\n" + b);
            Set<String> read = new TreeSet<>();
            SCHEMAS.keySet().stream()
                    .filter(table -> body.matches("(?s).*\\b" + table.replace(".", "\\.") + "\\b.*"))
                    .filter(table -> table.contains(".") || table.contains("_"))
                    .forEach(read::add);
            if (body.contains("reference_catalogue")) {
                read.add("reference_catalogue");
            }
            assertThat(file.reads()).as(file.table()).containsExactlyInAnyOrderElementsOf(read);
        }
    }

    @Test
    void explainsEveryColumn() {
        Map<String, String> comments = SqlFiles.columnComments();
        Set<String> used = new TreeSet<>();
        for (SqlFile file : SqlFiles.tables()) {
            for (String column : SCHEMAS.get(file.table()).fieldNames()) {
                assertThat(comments).as(file.table()).containsKey(column);
                used.add(column);
            }
            assertThat(List.of(SCHEMAS.get(file.table()).fieldNames())).containsAll(file.grain());
        }
        assertThat(used).containsAll(comments.keySet());
    }
}
