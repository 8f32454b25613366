package dev.sotto.ingest.file;

import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** The bytes of a file as they lie, from an offset on, compared with what its survey saw: a file may change while it is read. */
public final class CheckedInput extends InputStream {
    private final InputFile file;
    private final InputStream in;
    private final CRC32C checksum = new CRC32C();
    private final long summedTo;
    private long position;
    private long summed;
    private boolean isChanged;

    /**
     * Open a part of a file.
     *
     * @param from where reading begins
     * @param checkedFrom begin of the first piece to compare, at or after {@code from}
     * @param checkedTo end of the last piece to compare
     */
    public CheckedInput(InputFile file, long from, long checkedFrom, long checkedTo) throws IOException {
        this.file = file;
        this.position = from;
        this.summed = checkedFrom;
        this.summedTo = Math.min(checkedTo, file.size());
        this.in = file.place().open(from);
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
        // What was appended since the survey belongs to the next run, and makes this file a changed one.
        long left = file.size() - position;
        if (left <= 0) {
            return -1;
        }
        int read = in.read(into, offset, (int) Math.min(length, left));
        if (read < 0) {
            isChanged = true;
            return -1;
        }
        sum(into, offset, read);
        position += read;
        return read;
    }

    private void sum(byte[] bytes, int offset, int length) {
        int from = (int) Math.max(0, Math.min(length, summed - position));
        int to = (int) Math.max(from, Math.min(length, summedTo - position));
        while (from < to) {
            long pieceEnd = Math.min(summedTo, (summed / Survey.PIECE + 1) * Survey.PIECE);
            int step = (int) Math.min(to - from, pieceEnd - summed);
            checksum.update(bytes, offset + from, step);
            summed += step;
            from += step;
            if (summed == pieceEnd) {
                int piece = (int) ((summed - 1) / Survey.PIECE);
                isChanged |= (int) checksum.getValue() != file.checksums()[piece];
                checksum.reset();
            }
        }
    }

    /** Whether the file is still, and was while it was read, what its survey saw; to be asked when all was read. */
    public boolean isUnchanged() throws IOException {
        try {
            Place.Facts now = file.place().facts();
            return !isChanged && summed == summedTo && now.equals(new Place.Facts(file.size(), file.modifiedAt()));
        } catch (UnusableFileException e) {
            return false;
        }
    }

    /** Read what no reader wanted, so that the sums are whole. */
    public void drain() throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (summed < summedTo && read(buffer, 0, buffer.length) >= 0) {
            // The sums are taken while reading.
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
