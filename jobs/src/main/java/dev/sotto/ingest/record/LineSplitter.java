package dev.sotto.ingest.record;

import dev.sotto.domain.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines at {@code \n} alone, and accounts for every byte.
 *
 * <p>The lengths of the lines add up to the bytes read. A trailing {@code \r} and a byte order mark at the beginning of a
 * file are counted and left out of the content. Of a line longer than {@link #MAX_LINE} nothing is held but its SHA-256.
 */
public final class LineSplitter implements Frames {
    /** The longest line that is read, in bytes, without its end: 1 MiB. */
    public static final int MAX_LINE = 1 << 20;

    private static final int MIN_BUFFER = 1 << 17;

    private final InputStream in;
    private final Line line = new Line();
    private final MessageDigest digest = Sha256.digest();
    private byte[] buffer = new byte[MIN_BUFFER];
    private int position;
    private int limit;
    private long offset;
    private long number;
    private boolean isEnd;

    /** Split a whole file. */
    public LineSplitter(InputStream in) {
        this(in, 0, 0);
    }

    /**
     * Split what follows an offset at which a line begins.
     *
     * @param linesBefore how many lines lie before it
     */
    public LineSplitter(InputStream in, long offset, long linesBefore) {
        this.in = in;
        this.offset = offset;
        this.number = linesBefore;
    }

    /** How many bytes of the file lie before the next line. */
    @Override
    public long offset() {
        return offset;
    }

    /** The line that {@link #next} moved to. */
    @Override
    public Line line() {
        return line;
    }

    /** Skip to the first line that begins after this byte, and number it: the byte is the last one before a piece. */
    public void skipToLineStart() throws IOException {
        long skipped = 0;
        while (true) {
            int end = indexOfNewline(position);
            if (end >= 0) {
                skipped += end + 1 - position;
                position = end + 1;
                break;
            }
            skipped += limit - position;
            position = limit;
            if (!fill()) {
                break;
            }
        }
        offset += skipped;
        number += skipped > 1 ? 1 : 0;
    }

    /** Move to the next line; false at the end. */
    @Override
    public boolean next() throws IOException {
        int searched = position;
        int end;
        while ((end = indexOfNewline(searched)) < 0) {
            if (limit - position > MAX_LINE + 4) {
                return skipLongLine();
            }
            int held = limit - position;
            if (!fill()) {
                break;
            }
            searched = position + held;
        }
        if (end < 0 && position == limit) {
            return false;
        }
        int start = position;
        int stop = end < 0 ? limit : end;
        int after = end < 0 ? limit : end + 1;
        position = after;
        if (stop > start && buffer[stop - 1] == '\r') {
            stop--;
        }
        begin(after - start);
        line.isOpen = end < 0;
        if (line.number == 1 && line.offset == 0 && startsWithMark(start, stop)) {
            start += 3;
        }
        line.isTooLong = stop - start > MAX_LINE;
        if (line.isTooLong) {
            digest.update(buffer, start, stop - start);
            line.tooLongSha256 = digest.digest();
            stop = start;
        }
        line.bytes = buffer;
        line.start = start;
        line.size = stop - start;
        return true;
    }

    private void begin(long length) {
        line.number = ++number;
        line.offset = offset;
        line.length = length;
        offset += length;
    }

    private boolean startsWithMark(int start, int stop) {
        return stop - start >= 3
                && buffer[start] == (byte) 0xef
                && buffer[start + 1] == (byte) 0xbb
                && buffer[start + 2] == (byte) 0xbf;
    }

    /** Count and hash a line that is too long to hold; its content ends before a {@code \r} that ends it. */
    private boolean skipLongLine() throws IOException {
        long length = 0;
        boolean pendingReturn = false;
        boolean hasEnd = false;
        int start = position;
        if (number == 0 && offset == 0 && startsWithMark(position, limit)) {
            start += 3;
            length += 3;
        }
        while (true) {
            int end = indexOfNewline(start);
            int stop = end < 0 ? limit : end;
            if (stop > start) {
                if (pendingReturn) {
                    digest.update((byte) '\r');
                }
                pendingReturn = buffer[stop - 1] == '\r';
                digest.update(buffer, start, stop - start - (pendingReturn ? 1 : 0));
            }
            length += stop - start;
            position = stop;
            if (end >= 0) {
                length++;
                position = end + 1;
                hasEnd = true;
                break;
            }
            if (!fill()) {
                break;
            }
            start = position;
        }
        begin(length);
        line.isOpen = !hasEnd;
        line.isTooLong = true;
        line.tooLongSha256 = digest.digest();
        line.bytes = buffer;
        line.start = position;
        line.size = 0;
        return true;
    }

    private int indexOfNewline(int from) {
        return Bytes.indexOf((byte) '\n', buffer, from, limit);
    }

    /** Read more behind what is held; moves what is held to the front, and grows the buffer for a long line. */
    private boolean fill() throws IOException {
        if (isEnd) {
            return false;
        }
        int held = limit - position;
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, held);
            position = 0;
            limit = held;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            isEnd = true;
            return false;
        }
        limit += read;
        return true;
    }
}
