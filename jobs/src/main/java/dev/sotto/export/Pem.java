package dev.sotto.export;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes between two labelled lines of text (RFC 7468). */
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    static String of(String label, byte[] bytes) {
        return begin(label) + LINES.encodeToString(bytes) + end(label);
    }

    /** The bytes of the first block with a label; one written otherwise than {@link #of} does is refused. */
    static byte[] block(String text, String label) {
        int from = text.indexOf(begin(label));
        int to = text.indexOf(end(label));
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("there is no block " + label);
        }
        String written = text.substring(from, to + end(label).length());
        byte[] bytes = Base64.getMimeDecoder()
                .decode(text.substring(from + begin(label).length(), to));
        if (!of(label, bytes).equals(written)) {
            throw new IllegalArgumentException("the block " + label + " is not written as it should be");
        }
        return bytes;
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----\n";
    }

    private static String end(String label) {
        return "\n-----END " + label + "-----\n";
    }
}
