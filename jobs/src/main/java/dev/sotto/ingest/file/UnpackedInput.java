package dev.sotto.ingest.file;

import dev.sotto.ingest.file.InputFile.Compression;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** The content of a packed file, as long as it does not grow beyond all measure. */
public final class UnpackedInput extends FilterInputStream {
    /** How many times its packed size a content may be. */
    static final long MAX_RATIO = 200;

    /** Up to this size a content may have any ratio: 16 MiB. */
    static final long ALWAYS_ALLOWED = 16L << 20;

    private final long limit;
    private long read;

    private UnpackedInput(InputStream in, long packedSize) {
        super(in);
        this.limit = Math.max(ALWAYS_ALLOWED, packedSize * MAX_RATIO);
    }

    /** The content of a file, unpacked where it is packed, and refused where it is not text. */
    public static InputStream of(InputStream in, InputFile file) throws IOException {
        if (file.compression() == Compression.NONE) {
            return in;
        }
        InputStream content = new UnpackedInput(unpacked(in, file.compression()), file.size());
        byte[] head = content.readNBytes(16);
        Survey.checkText(head);
        return new SequenceInputStream(new ByteArrayInputStream(head), content);
    }

    /** The content without any check of its size. */
    static InputStream unpacked(InputStream in, Compression compression) throws IOException {
        return switch (compression) {
            case NONE -> in;
            case GZIP -> new GzipInput(in);
            case ZSTD -> new ZstdInput(in);
        };
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        read += Math.max(0, count);
        if (read > limit) {
            throw new UnusableFileException("unpacks_beyond_limit");
        }
        return count;
    }
}
