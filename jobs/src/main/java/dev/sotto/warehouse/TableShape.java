package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.TypeUtil;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table of the product as Iceberg is to keep it: columns with comments, buckets, order and properties. */
final class TableShape {
    private final Table table;
    private final int buckets;
    private final Schema schema;

    TableShape(Table table, int buckets) {
        this.table = table;
        this.buckets = buckets;
        this.schema = SparkSchemaUtil.convert(new StructType(table.columns().stream()
                .map(column -> new StructField(column.name(), DataType.fromDDL(column.type()), true, Metadata.empty())
                        .withComment(column.comment()))
                .toArray(StructField[]::new)));
    }

    /** Make the table, or bring the one that is there up to this shape; one that has it already is not touched. */
    void applyTo(Catalog catalog) {
        TableIdentifier identifier = TableIdentifier.parse(table.name());
        if (catalog.tableExists(identifier)) {
            evolve(catalog.loadTable(identifier));
            return;
        }
        catalog.buildTable(identifier, schema)
                .withPartitionSpec(partitions())
                .withSortOrder(order(schema))
                .withProperties(properties())
                .create();
    }

    private void evolve(org.apache.iceberg.Table existing) {
        UpdateSchema columns = existing.updateSchema();
        try {
            columns.unionByNameWith(schema);
        } catch (IllegalArgumentException e) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot bring table " + table.name() + " up to date: " + e.getMessage()
                            + ". Use the release that wrote it, or a new --warehouse.",
                    e);
        }
        if (!columns.apply().sameSchema(existing.schema())) {
            columns.commit();
        }
        UpdateProperties changes = existing.updateProperties();
        Map<String, String> wanted = properties();
        wanted.entrySet().removeAll(existing.properties().entrySet());
        if (!wanted.isEmpty()) {
            wanted.forEach(changes::set);
            changes.commit();
        }
        if (!order(existing.schema()).sameOrder(existing.sortOrder())) {
            ReplaceSortOrder order = existing.replaceSortOrder();
            table.layout().sortBy().forEach(order::asc);
            order.commit();
        }
    }

    private PartitionSpec partitions() {
        return isBucketed()
                ? PartitionSpec.builderFor(schema)
                        .bucket(table.layout().bucketBy(), buckets)
                        .build()
                : PartitionSpec.unpartitioned();
    }

    private SortOrder order(Schema schema) {
        SortOrder.Builder order = SortOrder.builderFor(schema);
        table.layout().sortBy().forEach(order::asc);
        return order.build();
    }

    private boolean isBucketed() {
        return !table.layout().bucketBy().isEmpty();
    }

    private Map<String, String> properties() {
        // A commit that lost a race is certain not to have happened, so it is worth more tries than
        // Iceberg's four, and sooner.
        Map<String, String> properties = new TreeMap<>(Map.of(
                "commit.retry.num-retries",
                "20",
                "commit.retry.max-wait-ms",
                "1000",
                "comment",
                table.comment(),
                "format-version",
                "2",
                "write.parquet.compression-codec",
                "zstd",
                "write.distribution-mode",
                isBucketed() ? "hash" : "none",
                "write.metadata.delete-after-commit.enabled",
                "true",
                "write.metadata.previous-versions-max",
                "20"));
        table.layout()
                .distinct()
                .forEach(column -> properties.put("write.parquet.dict-encoding-enabled.column." + column, "false"));
        if (isBucketed()) {
            // Every file there has rows of all kinds: the least and the greatest of its texts tell nothing.
            texts().forEach(column -> properties.put("write.parquet.stats-enabled.column." + column, "false"));
        }
        if (table.name().startsWith("log.")) {
            properties.put("write.wap.enabled", "true");
        }
        return properties;
    }

    private List<String> texts() {
        return TypeUtil.indexNameById(schema.asStruct()).entrySet().stream()
                .filter(field -> schema.findType(field.getKey()).typeId() == TypeID.STRING)
                .map(Map.Entry::getValue)
                .toList();
    }
}
