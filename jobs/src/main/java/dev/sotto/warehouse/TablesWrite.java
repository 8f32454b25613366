package dev.sotto.warehouse;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.spark.data.SparkParquetWriters;
import org.apache.iceberg.spark.source.SerializableTableWithSize;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows of several tables to their files in one pass, in the order in which they come.
 *
 * <p>Spark would keep all of them and go through them once a table.
 */
final class TablesWrite implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Each task has a row group of each table in memory. */
    private static final String ROW_GROUP_BYTES = String.valueOf(8 << 20);

    /** A file, and the position of its table. */
    record Written(int table, DataFile file) implements Serializable {}

    private final Broadcast<List<Table>> tables;

    private TablesWrite(Broadcast<List<Table>> tables) {
        this.tables = tables;
    }

    /** Replace all rows of each table by those of its position, in one commit a table. */
    static void overwrite(JavaSparkContext spark, List<Table> tables, JavaRDD<TableRow> rows) {
        List<List<DataFile>> files = files(spark, tables, rows);
        for (int i = 0; i < tables.size(); i++) {
            boolean isEmptyStill = files.get(i).isEmpty() && tables.get(i).currentSnapshot() == null;
            if (isEmptyStill) {
                continue;
            }
            OverwriteFiles overwrite = tables.get(i).newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
            files.get(i).forEach(overwrite::addFile);
            overwrite.commit();
        }
    }

    private static List<List<DataFile>> files(JavaSparkContext spark, List<Table> tables, JavaRDD<TableRow> rows) {
        Broadcast<List<Table>> shared = spark.broadcast(tables.stream()
                .map(table -> (Table) SerializableTableWithSize.copyOf(table))
                .toList());
        TablesWrite write = new TablesWrite(shared);
        List<List<DataFile>> files = new ArrayList<>();
        tables.forEach(table -> files.add(new ArrayList<>()));
        // Each partition makes a file a table: one for each core is enough.
        rows.coalesce(spark.defaultParallelism())
                .mapPartitions(write::written)
                .collect()
                .forEach(written -> files.get(written.table()).add(written.file()));
        shared.destroy();
        return files;
    }

    private Iterator<Written> written(Iterator<TableRow> rows) {
        Map<Integer, DataWriter<InternalRow>> writers = new TreeMap<>();
        List<Written> files = new ArrayList<>();
        try {
            while (rows.hasNext()) {
                TableRow row = rows.next();
                DataWriter<InternalRow> writer = writers.get(row.table());
                if (writer == null) {
                    writer = open(tables.value().get(row.table()));
                    writers.put(row.table(), writer);
                }
                writer.write(row.values());
            }
            for (Map.Entry<Integer, DataWriter<InternalRow>> writer : writers.entrySet()) {
                writer.getValue().close();
                files.add(new Written(writer.getKey(), writer.getValue().toDataFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.iterator();
    }

    private static DataWriter<InternalRow> open(Table table) throws IOException {
        EncryptedOutputFile file = OutputFileFactory.builderFor(
                        table, TaskContext.getPartitionId(), TaskContext.get().taskAttemptId())
                .format(FileFormat.PARQUET)
                .build()
                .newOutputFile();
        StructType columns = SparkSchemaUtil.convert(table.schema());
        return Parquet.writeData(file)
                .forTable(table)
                .withSpec(table.spec())
                .createWriterFunc(type -> SparkParquetWriters.buildWriter(columns, type))
                .set(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, ROW_GROUP_BYTES)
                .build();
    }
}
