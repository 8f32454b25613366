package dev.sotto.simulate;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of one group of rows in which each column is one page, written as it comes.
 *
 * <p>The library's own writer names the encodings of a column in an order that differs from run to run; one seed has to make
 * one file.
 */
final class ParquetPart implements Closeable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final String WRITER = "sotto";

    private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
    private final BytesInputCompressor compressor;
    private final MessageType schema;
    private final BlockMetaData group = new BlockMetaData();
    private final Counted out;

    ParquetPart(Path file, MessageType schema, BytesInputCompressor compressor) throws IOException {
        this.schema = schema;
        this.compressor = compressor;
        out = new Counted(Files.newOutputStream(file));
        out.write(MAGIC);
    }

    /** Append the next column: its dictionary where it has one, and its page. */
    void column(
            ColumnDescriptor column,
            @Nullable BytesInput dictionary,
            int dictionarySize,
            BytesInput page,
            int entries,
            Encoding encoding,
            Statistics<?> statistics)
            throws IOException {
        long begin = out.at;
        long uncompressed = 0;
        EncodingStats.Builder encodings = new EncodingStats.Builder();
        if (dictionary != null) {
            BytesInput packed = compressor.compress(dictionary);
            int size = (int) dictionary.size();
            long headerAt = out.at;
            converter.writeDictionaryPageHeader(size, (int) packed.size(), dictionarySize, Encoding.PLAIN, out);
            uncompressed += out.at - headerAt + size;
            packed.writeAllTo(out);
            encodings.addDictEncoding(Encoding.PLAIN);
        }
        long pageAt = out.at;
        BytesInput packed = compressor.compress(page);
        int size = (int) page.size();
        converter.writeDataPageV1Header(size, (int) packed.size(), entries, Encoding.RLE, Encoding.RLE, encoding, out);
        uncompressed += out.at - pageAt + size;
        packed.writeAllTo(out);
        group.addColumn(ColumnChunkMetaData.get(
                ColumnPath.get(column.getPath()),
                column.getPrimitiveType(),
                compressor.getCodecName(),
                encodings.addDataEncoding(encoding).build(),
                EnumSet.of(Encoding.PLAIN, Encoding.RLE, encoding),
                statistics,
                pageAt,
                dictionary == null ? 0 : begin,
                entries,
                out.at - begin,
                uncompressed));
    }

    /** End the file, which has so many rows. */
    void end(long rows) throws IOException {
        group.setRowCount(rows);
        group.setTotalByteSize(group.getColumns().stream()
                .mapToLong(ColumnChunkMetaData::getTotalUncompressedSize)
                .sum());
        long footerAt = out.at;
        FileMetaData file = new FileMetaData(schema, Map.of(), WRITER);
        Util.writeFileMetaData(converter.toParquetMetadata(1, new ParquetMetadata(file, List.of(group))), out);
        int length = (int) (out.at - footerAt);
        for (int i = 0; i < 4; i++) {
            out.write(length >>> 8 * i);
        }
        out.write(MAGIC);
    }

    long bytes() {
        return out.at;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Knows how much was written. */
    private static final class Counted extends BufferedOutputStream {
        long at;

        Counted(OutputStream raw) {
            super(raw, 1 << 16);
        }

        @Override
        public synchronized void write(int one) throws IOException {
            super.write(one);
            at++;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) throws IOException {
            super.write(bytes, from, length);
            at += length;
        }
    }
}
