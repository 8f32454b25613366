package dev.sotto.warehouse;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.encryption.EncryptedOutputFile;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes rows that lie in their buckets already to the files of a clustered table.
 *
 * <p>Spark would shuffle and sort them once more, as rows of all columns, of which most are empty.
 */
final class ClusteredWrite implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Table> table;
    private final int keyColumn;

    private ClusteredWrite(Broadcast<Table> table, int keyColumn) {
        this.table = table;
        this.keyColumn = keyColumn;
    }

    /**
     * Write rows, and answer the append that would add their files; nothing is committed by this.
     *
     * @param rows in the order of the table's columns, those of one bucket side by side
     */
    static AppendFiles append(JavaSparkContext spark, Table table, JavaRDD<InternalRow> rows) {
        Broadcast<Table> shared = spark.broadcast(SerializableTableWithSize.copyOf(table));
        StructType columns = SparkSchemaUtil.convert(table.schema());
        int key = columns.fieldIndex(
                table.schema().findColumnName(table.spec().fields().get(0).sourceId()));
        ClusteredWrite write = new ClusteredWrite(shared, key);
        List<DataFile> files =
                rows.mapPartitions(some -> write.files(some).iterator()).collect();
        shared.destroy();
        AppendFiles append = table.newAppend();
        files.forEach(append::appendFile);
        return append;
    }

    private List<DataFile> files(Iterator<InternalRow> rows) {
        Table written = table.value();
        Buckets buckets = Buckets.of(written);
        OutputFileFactory names = OutputFileFactory.builderFor(
                        written, TaskContext.getPartitionId(), TaskContext.get().taskAttemptId())
                .format(FileFormat.PARQUET)
                .build();
        List<DataFile> files = new ArrayList<>();
        DataWriter<InternalRow> writer = null;
        int open = -1;
        try {
            while (rows.hasNext()) {
                InternalRow row = rows.next();
                int bucket = buckets.of(row.getLong(keyColumn));
                if (writer == null || bucket != open) {
                    close(writer, files);
                    writer = open(written, names, bucket);
                    open = bucket;
                }
                writer.write(row);
            }
            close(writer, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static DataWriter<InternalRow> open(Table table, OutputFileFactory names, int bucket) throws IOException {
        PartitionData partition = new PartitionData(table.spec().partitionType());
        partition.set(0, bucket);
        EncryptedOutputFile file = names.newOutputFile(table.spec(), partition);
        return parquet(table, file)
                .withPartition(partition)
                .withSortOrder(table.sortOrder())
                .build();
    }

    /** A file of Spark's rows to be written. */
    static Parquet.DataWriteBuilder parquet(Table table, EncryptedOutputFile file) {
        StructType columns = SparkSchemaUtil.convert(table.schema());
        return Parquet.writeData(file)
                .forTable(table)
                .withSpec(table.spec())
                .createWriterFunc(type -> SparkParquetWriters.buildWriter(columns, type));
    }

    private static void close(@Nullable DataWriter<InternalRow> writer, List<DataFile> files) throws IOException {
        if (writer != null) {
            writer.close();
            files.add(writer.toDataFile());
        }
    }
}
