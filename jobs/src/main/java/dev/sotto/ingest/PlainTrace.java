package dev.sotto.ingest;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** An id as a source names it, to be found in bytes. */
final class PlainTrace implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What is shorter stands in many files by chance. */
    private static final int SHORTEST = 8;

    private final byte[] id;

    PlainTrace(String id) {
        this.id = id.getBytes(StandardCharsets.UTF_8);
    }

    /** Those of these ids that can be told from what stands in a file by chance. */
    static List<PlainTrace> of(Collection<String> ids) {
        return ids.stream().filter(PlainTrace::canBeTold).map(PlainTrace::new).toList();
    }

    static boolean canBeTold(String id) {
        return id.getBytes(StandardCharsets.UTF_8).length >= SHORTEST;
    }

    int length() {
        return id.length;
    }

    boolean isIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return isIn(bytes, 0, bytes.length);
    }

    /** Whether it stands there, and not as a part of a longer number. */
    boolean isIn(byte[] bytes, int from, int to) {
        for (int i = from; i <= to - id.length; i++) {
            if (bytes[i] == id[0] && isAt(bytes, i)) {
                boolean isPart = i > from && isDigit(id[0]) && isDigit(bytes[i - 1])
                        || i + id.length < to && isDigit(id[id.length - 1]) && isDigit(bytes[i + id.length]);
                if (!isPart) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAt(byte[] bytes, int from) {
        for (int i = 1; i < id.length; i++) {
            if (bytes[from + i] != id[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
