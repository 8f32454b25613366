package dev.sotto.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.spark.data.SparkParquetWriters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Puts rows that are mostly empty into the columns of a Parquet file.
 *
 * <p>A column is touched only where it has a value; the empty rows before it are made up for then, and at the end of each
 * batch. Between batches no column is behind, so that a row group may end there and nowhere else.
 */
final class SparseRowWriter implements ParquetValueWriter<SparseRow> {
    private static final int BATCH = 256;

    /**
     * A column of the row.
     *
     * @param leaves the columns of the file that it is made of
     */
    private record Column(ParquetValueWriter<InternalRow> values, List<TripleWriter<?>> leaves) {

        Column(StructField field, MessageType file) {
            this(SparkParquetWriters.buildWriter(new StructType(new StructField[] {field}), file));
        }

        Column(ParquetValueWriter<InternalRow> values) {
            this(values, List.copyOf(values.columns()));
        }

        /** Be empty in so many rows. */
        void skip(int rows) {
            for (TripleWriter<?> leaf : leaves) {
                for (int i = 0; i < rows; i++) {
                    leaf.writeNull(0, 0);
                }
            }
        }
    }

    private final List<Column> columns = new ArrayList<>();
    private final int[] written;
    private final SparseRow.Values present = this::put;
    private final GenericInternalRow value = new GenericInternalRow(1);
    private int rows;

    SparseRowWriter(StructType row, MessageType file) {
        for (StructField field : row.fields()) {
            columns.add(new Column(field, new MessageType(file.getName(), file.getType(field.name()))));
        }
        this.written = new int[columns.size()];
    }

    /** Let row groups end only between batches. */
    static Parquet.DataWriteBuilder inBatches(Parquet.DataWriteBuilder file) {
        String batch = String.valueOf(BATCH);
        return file.set(TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT, batch)
                .set(TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT, batch);
    }

    @Override
    public void write(int repetitionLevel, SparseRow row) {
        row.forEach(present);
        rows++;
        if (rows == BATCH) {
            endBatch();
        }
    }

    private void put(int position, Object content) {
        Column column = columns.get(position);
        column.skip(rows - written[position]);
        value.update(0, content);
        column.values().write(0, value);
        written[position] = rows + 1;
    }

    /** Make up for what columns are behind; to be called before the file is closed. */
    void endBatch() {
        for (int i = 0; i < written.length; i++) {
            columns.get(i).skip(rows - written[i]);
            written[i] = 0;
        }
        rows = 0;
    }

    @Override
    public List<TripleWriter<?>> columns() {
        List<TripleWriter<?>> all = new ArrayList<>();
        columns.forEach(column -> all.addAll(column.leaves()));
        return all;
    }

    @Override
    public void setColumnStore(ColumnWriteStore store) {
        if (rows > 0) {
            throw new IllegalStateException("a row group ended within a batch of " + rows + " rows");
        }
        columns.forEach(column -> column.values().setColumnStore(store));
    }

    @Override
    public Stream<FieldMetrics<?>> metrics() {
        return columns.stream().flatMap(column -> column.values().metrics());
    }
}
