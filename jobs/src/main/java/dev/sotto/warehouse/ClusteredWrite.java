package dev.sotto.warehouse;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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
import org.apache.iceberg.spark.source.SerializableTableWithSize;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
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

    private ClusteredWrite(Broadcast<Table> table) {
        this.table = table;
    }

    /** A file that is being written, and what puts rows into it. */
    private record Open(DataWriter<SparseRow> file, SparseRowWriter rows, int bucket) {}

    /**
     * Write rows, and answer the append that would add their files; nothing is committed by this.
     *
     * @param rows those of one bucket side by side
     */
    static AppendFiles append(JavaSparkContext spark, Table table, JavaRDD<SparseRow> rows) {
        Broadcast<Table> shared = spark.broadcast(SerializableTableWithSize.copyOf(table));
        ClusteredWrite write = new ClusteredWrite(shared);
        List<DataFile> files =
                rows.mapPartitions(some -> write.files(some).iterator()).collect();
        shared.destroy();
        AppendFiles append = table.newAppend();
        files.forEach(append::appendFile);
        return append;
    }

    private List<DataFile> files(Iterator<SparseRow> rows) {
        Table written = table.value();
        Buckets buckets = Buckets.of(written);
        OutputFileFactory names = OutputFileFactory.builderFor(
                        written, TaskContext.getPartitionId(), TaskContext.get().taskAttemptId())
                .format(FileFormat.PARQUET)
                .build();
        List<DataFile> files = new ArrayList<>();
        Open open = null;
        try {
            while (rows.hasNext()) {
                SparseRow row = rows.next();
                int bucket = buckets.of(row.clusterKey());
                if (open == null || bucket != open.bucket()) {
                    close(open, files);
                    open = open(written, names, bucket);
                }
                open.file().write(row);
            }
            close(open, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Open open(Table table, OutputFileFactory names, int bucket) throws IOException {
        PartitionData partition = new PartitionData(table.spec().partitionType());
        partition.set(0, bucket);
        EncryptedOutputFile file = names.newOutputFile(table.spec(), partition);
        StructType columns = SparkSchemaUtil.convert(table.schema());
        AtomicReference<SparseRowWriter> rows = new AtomicReference<>();
        DataWriter<SparseRow> writer = SparseRowWriter.inBatches(
                        Parquet.writeData(file).forTable(table).withSpec(table.spec()))
                .createWriterFunc(type -> rows.updateAndGet(none -> new SparseRowWriter(columns, type)))
                .withPartition(partition)
                .withSortOrder(table.sortOrder())
                .build();
        return new Open(writer, Objects.requireNonNull(rows.get()), bucket);
    }

    private static void close(@Nullable Open open, List<DataFile> files) throws IOException {
        if (open != null) {
            open.rows().endBatch();
            open.file().close();
            files.add(open.file().toDataFile());
        }
    }
}
