package dev.sotto.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Partner's rows as a Parquet file: typed, zstd, and the same bytes for the same rows. */
final class ParquetFile {
    static final String NAME = "results.parquet";

    /** The schema, whose columns are all that a partner ever sees. */
    static final MessageType SCHEMA = schema();

    private ParquetFile() {}

    static void write(Path file, List<PartnerRow> rows) throws IOException {
        try (ParquetWriter<PartnerRow> writer = new Builder(file)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withConf(new PlainParquetConfiguration())
                .build()) {
            for (PartnerRow row : rows) {
                writer.write(row);
            }
        }
        ParquetFooter.settle(file);
    }

    static List<PartnerRow> read(Path file) throws IOException {
        List<PartnerRow> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            MessageType stored = reader.getFileMetaData().getSchema();
            if (!stored.equals(SCHEMA)) {
                throw new IOException("its columns are not those of an export");
            }
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(SCHEMA)
                        .getRecordReader(pages, new GroupRecordConverter(SCHEMA));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(row(records.read()));
                }
            }
        }
        return rows;
    }

    private static PartnerRow row(Group group) {
        @Nullable Object[] cells = new @Nullable Object[PartnerColumn.values().length];
        for (PartnerColumn column : PartnerColumn.values()) {
            int at = column.ordinal();
            if (group.getFieldRepetitionCount(at) > 0) {
                cells[at] = switch (column.type()) {
                    case TEXT -> group.getBinary(at, 0).toStringUsingUTF8();
                    case NUMBER -> group.getDouble(at, 0);
                    case COUNT -> group.getLong(at, 0);
                    case DAY -> LocalDate.ofEpochDay(group.getInteger(at, 0));
                };
            }
        }
        return PartnerColumn.row(cells);
    }

    private static MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (PartnerColumn column : PartnerColumn.values()) {
            schema.addField(field(column));
        }
        return schema.named("results");
    }

    private static Type field(PartnerColumn column) {
        String name = column.column();
        return switch (column.type()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case COUNT -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case DAY ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name);
        };
    }

    private static final class Builder extends ParquetWriter.Builder<PartnerRow, Builder> {
        Builder(Path file) {
            super(new LocalOutputFile(file));
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<PartnerRow> getWriteSupport(Configuration unused) {
            return new Rows();
        }

        @Override
        protected WriteSupport<PartnerRow> getWriteSupport(ParquetConfiguration unused) {
            return new Rows();
        }
    }

    /** Hands a row to parquet-hadoop, column by column; no metadata but the schema. */
    private static final class Rows extends WriteSupport<PartnerRow> {
        private @Nullable RecordConsumer consumer;

        @Override
        public WriteContext init(Configuration unused) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(PartnerRow row) {
            RecordConsumer to = Objects.requireNonNull(consumer);
            to.startMessage();
            for (PartnerColumn column : PartnerColumn.values()) {
                Object cell = column.of(row);
                if (cell != null) {
                    to.startField(column.column(), column.ordinal());
                    add(to, cell);
                    to.endField(column.column(), column.ordinal());
                }
            }
            to.endMessage();
        }

        private static void add(RecordConsumer to, Object cell) {
            if (cell instanceof String text) {
                to.addBinary(Binary.fromString(text));
            } else if (cell instanceof Double number) {
                to.addDouble(number);
            } else if (cell instanceof Long count) {
                to.addLong(count);
            } else {
                to.addInteger(Math.toIntExact(((LocalDate) cell).toEpochDay()));
            }
        }
    }
}
