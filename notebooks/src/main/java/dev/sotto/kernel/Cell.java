package dev.sotto.kernel;

import dev.sotto.query.Statements;
import java.util.List;
import java.util.Optional;

/**
 * A cell of a notebook: statements, and above them the order to draw a chart where there is one.
 *
 * @param sql the statements
 */
record Cell(Optional<ChartOrder> chart, String sql) {
    private static final String MAGIC = "%";

    /** A cell as it was typed. */
    static Cell of(String code) {
        String typed = code.stripLeading();
        return typed.startsWith(MAGIC)
                ? new Cell(Optional.of(ChartOrder.of(firstLine(typed))), sql(code))
                : new Cell(Optional.empty(), code);
    }

    /** The statements of a cell, whatever its first line orders. */
    static String sql(String code) {
        String typed = code.stripLeading();
        return typed.startsWith(MAGIC) ? typed.substring(firstLine(typed).length()) : code;
    }

    private static String firstLine(String typed) {
        return typed.lines().findFirst().orElse("");
    }

    /** Its statements; a chart is drawn of one. */
    List<String> statements() {
        List<String> statements = Statements.of(sql);
        if (chart.isPresent() && statements.size() != 1) {
            throw ChartOrder.refusal(
                    "below %%chart there " + (statements.isEmpty() ? "is no statement" : "are " + statements.size()),
                    "Write one SELECT below it, and other statements into cells of their own");
        }
        return statements;
    }
}
