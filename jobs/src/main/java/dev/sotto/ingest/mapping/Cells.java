package dev.sotto.ingest.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a line of a delimited table into cells. */
public final class Cells {
    private final String separator;
    private final Mapping.Quoting quoting;

    public Cells(String separator, Mapping.Quoting quoting) {
        this.separator = separator;
        this.quoting = quoting;
    }

    /** The cells of a row; null where a quote is not closed or something follows it. */
    @Nullable
    public List<String> split(String row) {
        if (separator.equals("whitespace")) {
            return List.of(row.strip().split("[ \\t]+"));
        }
        List<String> cells = new ArrayList<>();
        char mark = separator.charAt(0);
        int at = 0;
        while (true) {
            if (quoting == Mapping.Quoting.DOUBLE && at < row.length() && row.charAt(at) == '"') {
                StringBuilder cell = new StringBuilder();
                at = quoted(row, at + 1, cell);
                if (at < 0 || at < row.length() && row.charAt(at) != mark) {
                    return null;
                }
                cells.add(cell.toString());
            } else {
                int end = row.indexOf(mark, at);
                cells.add(row.substring(at, end < 0 ? row.length() : end));
                at = end < 0 ? row.length() : end;
            }
            if (at >= row.length()) {
                return cells;
            }
            at++;
        }
    }

    /** Read up to the closing quote and answer what follows it; -1 if there is none. A doubled quote is one. */
    private static int quoted(String row, int from, StringBuilder into) {
        int at = from;
        while (at < row.length()) {
            char c = row.charAt(at++);
            if (c != '"') {
                into.append(c);
            } else if (at < row.length() && row.charAt(at) == '"') {
                into.append('"');
                at++;
            } else {
                return at;
            }
        }
        return -1;
    }
}
