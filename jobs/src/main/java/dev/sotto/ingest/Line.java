package dev.sotto.ingest;

/**
 * One line of a file, as a view on a buffer that the next line overwrites.
 *
 * <p>{@code bytes[start, start + size)} is its content without line end and byte order mark; {@code length} counts these too.
 */
final class Line {
    byte[] bytes = new byte[0];
    int start;
    int size;
    long number;
    long offset;
    long length;
    boolean isTooLong;
    byte[] tooLongSha256 = new byte[0];

    /** Whether it holds nothing but white space. */
    boolean isBlank() {
        if (isTooLong) {
            return false;
        }
        for (int i = start; i < start + size; i++) {
            byte b = bytes[i];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\f' && b != 0x0b) {
                return false;
            }
        }
        return true;
    }
}
