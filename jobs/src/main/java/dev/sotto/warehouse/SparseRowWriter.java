package dev.sotto.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.spark.data.SparkParquetWriters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Puts rows that are mostly empty into the columns of a Parquet file.
 *
 * <p>A column is touched only where it has a value; the empty rows before it are made up for then, and at the end of each
 * batch. Between batches no column is behind, so that a row group may end there and nowhere else.
 */
final class SparseRowWriter implements ParquetValueWriter<SparseRow> {
    private static final int BATCH = 256;

    /** What lies in a row as a text, a Long, an Integer or a Boolean. */
    private static final Set<DataType> VALUES = Set.of(
            DataTypes.StringType,
            DataTypes.LongType,
            DataTypes.TimestampType,
            DataTypes.IntegerType,
            DataTypes.BooleanType);

    /**
     * A column of the row.
     *
     * @param leaves the columns of the file that it is made of
     */
    private record Column(Shape shape, ParquetValueWriter<InternalRow> values, List<TripleWriter<?>> leaves) {

        /** What a column is made of; the first two are so simple that they are written without Iceberg's help. */
        private enum Shape {
            VALUE,
            STRUCT_OF_VALUES,
            OTHER
        }

        static Column of(StructField field, MessageType file) {
            ParquetValueWriter<InternalRow> values =
                    SparkParquetWriters.buildWriter(new StructType(new StructField[] {field}), file);
            return new Column(shape(field.dataType()), values, List.copyOf(values.columns()));
        }

        private static Shape shape(DataType type) {
            if (type instanceof StructType struct) {
                boolean isFlat = Stream.of(struct.fields()).allMatch(field -> VALUES.contains(field.dataType()));
                return isFlat ? Shape.STRUCT_OF_VALUES : Shape.OTHER;
            }
            return VALUES.contains(type) ? Shape.VALUE : Shape.OTHER;
        }

        void write(Object content) {
            switch (shape) {
                case VALUE -> value(leaves.get(0), content);
                case STRUCT_OF_VALUES -> {
                    GenericInternalRow struct = (GenericInternalRow) content;
                    for (int i = 0; i < leaves.size(); i++) {
                        Object field = struct.genericGet(i);
                        if (field == null) {
                            leaves.get(i).writeNull(0, 1);
                        } else {
                            value(leaves.get(i), field);
                        }
                    }
                }
                case OTHER -> values.write(0, new GenericInternalRow(new Object[] {content}));
            }
        }

        private static void value(TripleWriter<?> leaf, Object content) {
            if (content instanceof UTF8String text) {
                int offset = (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
                leaf.writeBinary(0, Binary.fromReusedByteArray((byte[]) text.getBaseObject(), offset, text.numBytes()));
            } else if (content instanceof Long number) {
                leaf.writeLong(0, number);
            } else if (content instanceof Integer number) {
                leaf.writeInteger(0, number);
            } else {
                leaf.writeBoolean(0, (Boolean) content);
            }
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
    private int rows;

    SparseRowWriter(StructType row, MessageType file) {
        for (StructField field : row.fields()) {
            columns.add(Column.of(field, new MessageType(file.getName(), file.getType(field.name()))));
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
        column.write(content);
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
