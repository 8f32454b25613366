package dev.sotto.ingest.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sotto.ingest.record.Frames;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file, each as the line of JSON that says the same. They take no bytes of their own: of Parquet
 * rows alone are counted.
 */
public final class ParquetRows implements Frames, Closeable {
    private static final int DEEPEST = 20;
    private static final int MOST_COLUMNS = 5_000;

    /** The largest group of rows that is held in memory, as it lies: 512 MiB. */
    private static final long LARGEST_GROUP = 512L << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private final ParquetFileReader reader;
    private final MessageType schema;
    private final Line line = new Line();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private @Nullable RecordReader<Group> rows;
    private long left;

    private ParquetRows(ParquetFileReader reader) {
        this.reader = reader;
        this.schema = reader.getFileMetaData().getSchema();
    }

    /** Open a file; every page that carries a checksum is held against it. */
    public static ParquetRows open(Place file) {
        return checked(() -> {
            ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                    .usePageChecksumVerification()
                    .build();
            ParquetRows rows = new ParquetRows(ParquetFileReader.open(file.parquet(), options));
            rows.checkLimits();
            return rows;
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** A damaged file makes the library fail in whatever way it meets the damage, even by asking for all the memory there is. */
    private static <T> T checked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (UnusableFileException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new UnusableFileException("parquet_corrupt");
        }
    }

    private void checkLimits() {
        long packed = 0;
        long unpacked = 0;
        for (BlockMetaData group : reader.getFooter().getBlocks()) {
            if (group.getCompressedSize() > LARGEST_GROUP) {
                throw new UnusableFileException("row_group_too_large");
            }
            packed += group.getCompressedSize();
            unpacked += group.getTotalByteSize();
        }
        if (unpacked > Math.max(UnpackedInput.ALWAYS_ALLOWED, packed * UnpackedInput.MAX_RATIO)) {
            throw new UnusableFileException("unpacks_beyond_limit");
        }
        if (schema.getColumns().size() > MOST_COLUMNS || depth(schema) > DEEPEST) {
            throw new UnusableFileException("too_many_columns");
        }
    }

    private static int depth(Type type) {
        if (type.isPrimitive()) {
            return 1;
        }
        return 1
                + type.asGroupType().getFields().stream()
                        .mapToInt(ParquetRows::depth)
                        .max()
                        .orElse(0);
    }

    /** Refuse the file if a mapping asks for a column that it does not have; {@code from.id} is one within another. */
    public void checkColumns(Collection<String> columns) {
        for (String column : columns) {
            Type type = schema;
            for (String name : column.split("\\.")) {
                boolean isThere = !type.isPrimitive() && type.asGroupType().containsField(name);
                if (!isThere) {
                    throw new UnusableFileException("column_of_mapping_missing");
                }
                type = type.asGroupType().getType(name);
            }
        }
    }

    @Override
    public boolean next() {
        return checked(this::read);
    }

    private boolean read() throws IOException {
        while (left == 0) {
            PageReadStore pages = reader.readNextRowGroup();
            if (pages == null) {
                return false;
            }
            left = pages.getRowCount();
            rows = new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, new GroupRecordConverter(schema));
        }
        left--;
        Group row = rows == null ? null : rows.read();
        if (row == null) {
            throw new UnusableFileException("parquet_corrupt");
        }
        content.reset();
        boolean isText;
        try (JsonGenerator out = JSON.createGenerator(content)) {
            isText = new ParquetValues(out).write(row);
        }
        // What is no text in a column of texts must not pass as something else.
        line.bytes = isText ? content.toByteArray() : new byte[] {(byte) 0xff};
        line.size = line.bytes.length;
        line.number++;
        return true;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public long offset() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
