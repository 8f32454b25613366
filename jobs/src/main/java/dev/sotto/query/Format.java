package dev.sotto.query;

import java.io.PrintStream;

/** How an answer is written. */
public enum Format {
    /** For eyes: columns under each other, numbers to the right, cut to the width of the terminal. */
    TABLE,
    /** RFC 4180, with a header. */
    CSV,
    /** One JSON object a line, typed. */
    JSON;

    /** The most rows of a table where nobody said how many. */
    public static final int TABLE_ROWS = 1000;

    /**
     * Write an answer and answer how many rows it had.
     *
     * @param columns the width that a table may take; 0 for any
     */
    public long write(Answer answer, PrintStream out, int columns) {
        return switch (this) {
            case TABLE -> new TableText(answer, columns).write(out);
            case CSV -> new CsvText(answer).write(out);
            case JSON -> new JsonLines(answer).write(out);
        };
    }
}
