package dev.sotto.warehouse;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** The texts and bytes that lie packed in files of tables: columns of Parquet, and whatever Avro holds. */
final class PackedValues {
    private PackedValues() {}

    /** Every text of every row of a Parquet file, whichever snapshot it is of. */
    static void ofParquet(Path file, Consumer<byte[]> values) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .usePageChecksumVerification()
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            String writer = reader.getFileMetaData().getCreatedBy();
            PageReadStore pages;
            while ((pages = reader.readNextRowGroup()) != null) {
                ColumnReadStoreImpl columns = new ColumnReadStoreImpl(
                        pages, new GroupRecordConverter(schema).getRootConverter(), schema, writer);
                for (ColumnDescriptor column : schema.getColumns()) {
                    if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
                        take(columns.getColumnReader(column), column.getMaxDefinitionLevel(), values);
                    }
                }
            }
        }
    }

    private static void take(ColumnReader column, int defined, Consumer<byte[]> values) {
        for (long i = 0; i < column.getTotalValueCount(); i++) {
            if (column.getCurrentDefinitionLevel() == defined) {
                values.accept(column.getBinary().getBytes());
            }
            column.consume();
        }
    }

    /** Every text and byte string of an Avro file, such as the bounds of a manifest. */
    static void ofAvro(Path file, Consumer<byte[]> values) throws IOException {
        File local = file.toFile();
        try (DataFileReader<Object> reader = new DataFileReader<>(local, new GenericDatumReader<>())) {
            while (reader.hasNext()) {
                walk(reader.next(), values);
            }
        }
    }

    private static void walk(@Nullable Object value, Consumer<byte[]> values) {
        if (value instanceof IndexedRecord record) {
            for (int i = 0; i < record.getSchema().getFields().size(); i++) {
                walk(record.get(i), values);
            }
        } else if (value instanceof Collection<?> several) {
            several.forEach(one -> walk(one, values));
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, one) -> {
                walk(key, values);
                walk(one, values);
            });
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            values.accept(bytes);
        } else if (value instanceof CharSequence text) {
            values.accept(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
