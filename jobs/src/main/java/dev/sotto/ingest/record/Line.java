package dev.sotto.ingest.record;

import java.nio.charset.StandardCharsets;

/**
 * One frame of a file, mostly a line, as a view on a buffer that the next line overwrites.
 *
 * <p>{@code bytes[start, start + size)} is its content without line end and byte order mark; {@code length} counts these too.
 */
public final class Line {
    public byte[] bytes = new byte[0];
    public int start;
    public int size;
    public long number;
    public long offset;
    public long length;
    public boolean isTooLong;

    /** Whether the file ends within it, so that more of it may come. */
    public boolean isOpen;

    public byte[] tooLongSha256 = new byte[0];

    /** Whether it holds nothing but white space. */
    public boolean isBlank() {
        if (isTooLong) {
            return false;
        }
        for (int i = start; i < start + size; i++) {
            byte b = bytes[i];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n' && b != '\f' && b != 0x0b) {
                return false;
            }
        }
        return true;
    }

    /** Its content as text; only to be asked of well-formed UTF-8. */
    public String text() {
        return new String(bytes, start, size, StandardCharsets.UTF_8);
    }
}
