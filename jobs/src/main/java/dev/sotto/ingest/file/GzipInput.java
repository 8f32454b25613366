package dev.sotto.ingest.file;

import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file (RFC 1952), every member checked by its CRC and size. Whatever else the file holds, before,
 * between or after the members, makes it unusable; Java's own reader passes over such rests in silence.
 */
public final class GzipInput extends InputStream {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private boolean isInMember;

    GzipInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (!isInMember && !beginMember()) {
                return -1;
            }
            int read = inflate(into, offset, length);
            if (read > 0) {
                crc.update(into, offset, read);
                return read;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new UnusableFileException("gzip_corrupt");
            } else if (inflater.needsInput()) {
                if (position == limit && !fill()) {
                    throw new UnusableFileException("gzip_truncated");
                }
                inflater.setInput(buffer, position, limit - position);
                position = limit;
            }
        }
    }

    private int inflate(byte[] into, int offset, int length) {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw new UnusableFileException("gzip_corrupt");
        }
    }

    /** Read the header of the next member; false where the file ends. */
    private boolean beginMember() throws IOException {
        if (position == limit && !fill()) {
            return false;
        }
        headerCrc.reset();
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw new UnusableFileException("gzip_trailing_garbage");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new UnusableFileException("gzip_corrupt");
        }
        skip(6);
        if ((flags & FEXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FNAME) != 0) {
            skipText();
        }
        if ((flags & FCOMMENT) != 0) {
            skipText();
        }
        if ((flags & FHCRC) != 0) {
            int computed = (int) headerCrc.getValue() & 0xffff;
            if ((next() | next() << 8) != computed) {
                throw new UnusableFileException("gzip_corrupt");
            }
        }
        inflater.reset();
        crc.reset();
        isInMember = true;
        return true;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        isInMember = false;
        boolean isWhole = littleEndian() == (int) crc.getValue() && littleEndian() == (int) inflater.getBytesWritten();
        if (!isWhole) {
            throw new UnusableFileException("gzip_corrupt");
        }
    }

    private int littleEndian() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // A name or comment ends with zero.
        }
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw new UnusableFileException("gzip_truncated");
        }
        int b = buffer[position++] & 0xff;
        headerCrc.update(b);
        return b;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
