package dev.sotto.warehouse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** Rows that this process holds, as a table that Spark can read, and nothing can write. */
final class LocalTable implements Table, SupportsRead {
    private final String name;
    private final String comment;
    private final StructType schema;
    private final Supplier<List<@Nullable Object[]>> rows;

    LocalTable(String name, String comment, StructType schema, Supplier<List<@Nullable Object[]>> rows) {
        this.name = name;
        this.comment = comment;
        this.schema = schema;
        this.rows = rows;
    }

    /** A table that looks like another and has no rows. */
    static LocalTable emptyLike(Table table) {
        String comment = table.properties().getOrDefault("comment", "");
        return new LocalTable(table.name(), comment, table.schema(), List::of);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StructType schema() {
        return schema;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("comment", comment);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return LocalRows::new;
    }

    /** All rows at once: they are few. */
    private final class LocalRows implements LocalScan, Scan {
        @Override
        public StructType readSchema() {
            return schema;
        }

        @Override
        public InternalRow[] rows() {
            return rows.get().stream().map(GenericInternalRow::new).toArray(InternalRow[]::new);
        }
    }

    /** Columns from lines of name, type and comment. */
    static StructType columns(String... lines) {
        List<StructField> fields = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            fields.add(StructType.fromDDL(parts[0] + " " + parts[1]).fields()[0].withComment(parts[2]));
        }
        return new StructType(fields.toArray(StructField[]::new));
    }

    @Override
    public String toString() {
        return name + Arrays.toString(schema.fieldNames());
    }
}
