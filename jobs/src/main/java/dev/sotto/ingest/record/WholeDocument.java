package dev.sotto.ingest.record;

import java.io.IOException;
import java.io.InputStream;

/** The whole content of a file as one frame, held in memory up to a limit. */
public final class WholeDocument implements Frames {
    /** The largest document that is read: 256 MiB. */
    public static final int MAX_SIZE = 256 << 20;

    /** Why a larger one is refused. */
    public static final String TOO_LARGE = "document_too_large";

    private final InputStream in;
    private final Line line = new Line();

    public WholeDocument(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean next() throws IOException {
        if (line.number > 0) {
            return false;
        }
        byte[] bytes = in.readNBytes(MAX_SIZE + 1);
        if (bytes.length > MAX_SIZE) {
            throw new UnusableFileException(TOO_LARGE);
        }
        boolean hasMark =
                bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        line.bytes = bytes;
        line.start = hasMark ? 3 : 0;
        line.size = bytes.length - line.start;
        line.length = bytes.length;
        line.number = 1;
        return bytes.length > 0;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public long offset() {
        return line.length;
    }
}
