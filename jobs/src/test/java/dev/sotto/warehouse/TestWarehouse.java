package dev.sotto.warehouse;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A warehouse in a temporary folder, open for writing, in the one Spark of the test's process; closing deletes it. */
public final class TestWarehouse implements AutoCloseable {
    private static final WarehouseSettings ANYWHERE =
            new WarehouseSettings(Path.of("warehouse"), ZoneOffset.UTC, 2, "local[2]");

    private final Path directory;
    private Warehouse warehouse;

    private TestWarehouse(Path directory) {
        this.directory = directory;
        this.warehouse = Warehouse.open(settings());
    }

    /** A new and empty one. */
    public static TestWarehouse create() {
        try {
            return new TestWarehouse(Files.createTempDirectory("sotto-warehouse"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings that it is opened with. */
    public WarehouseSettings settings() {
        return settings(directory);
    }

    /** Settings that suit tests, for any folder. */
    public static WarehouseSettings settings(Path directory) {
        return new WarehouseSettings(directory, ANYWHERE.zone(), ANYWHERE.buckets(), ANYWHERE.master());
    }

    public Path directory() {
        return directory;
    }

    public Warehouse warehouse() {
        return warehouse;
    }

    public SparkSession spark() {
        SparkSession spark = warehouse.spark();
        spark.conf().set("spark.sql.shuffle.partitions", "2");
        return spark;
    }

    /** Make a table of the rows that a statement of SQL gives. */
    public void publish(String table, String rows) {
        Dataset<Row> data = spark().sql(rows);
        List<Column> columns = Arrays.stream(data.schema().fields())
                .map(field -> new Column(field.name(), field.dataType().sql(), field.name()))
                .toList();
        warehouse.create(new Table(
                table, "A table.", columns, Table.Layout.sortedBy(columns.get(0).name())));
        warehouse.overwrite(table, data, "true");
    }

    /** Close it and open it again, as the next process would. */
    public Warehouse reopen() {
        warehouse.close();
        warehouse = Warehouse.open(settings());
        return warehouse;
    }

    /** Open it beside, for reading what the last finished run published. */
    public Warehouse pinned() {
        return Warehouse.openPinned(settings());
    }

    /** The rows that a statement answers. */
    public List<Row> rows(String sql) {
        return spark().sql(sql).collectAsList();
    }

    @Override
    public void close() {
        warehouse.close();
        delete(directory);
    }

    /** Delete a folder with all that is in it. */
    public static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
