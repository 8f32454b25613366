package dev.sotto.query;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.WCWidth;

/**
 * An answer as a table for eyes: numbers to the right, NULL shown, wide columns cut so that a line fits the terminal.
 *
 * <p>The first rows decide how wide columns are; later ones are cut to them, so that nothing is held in memory but these.
 */
final class TableText {
    private static final int MEASURED_ROWS = 1000;
    private static final int NARROWEST = 8;
    private static final String NULL = "NULL";

    private final List<Answer.Column> columns;
    private final Answer answer;
    private final int screen;
    private final List<List<String>> waiting = new ArrayList<>();
    private int[] widths = {};
    private long rows;

    TableText(Answer answer, int screen) {
        this.answer = answer;
        this.columns = answer.columns();
        this.screen = screen;
    }

    long write(PrintStream out) {
        answer.forEach(row -> {
            rows++;
            List<String> cells = new ArrayList<>();
            row.forEach(value -> cells.add(value == null ? NULL : Printable.line(ValueText.of(value))));
            if (rows <= MEASURED_ROWS) {
                waiting.add(cells);
            } else {
                begin(out);
                out.println(line(cells));
            }
        });
        begin(out);
        return rows;
    }

    // Once: the header and the rows that were measured.
    private void begin(PrintStream out) {
        if (widths.length > 0) {
            return;
        }
        List<String> names =
                columns.stream().map(column -> Printable.line(column.name())).toList();
        widths = widths(names);
        out.println(line(names));
        out.println(rule());
        waiting.forEach(cells -> out.println(line(cells)));
        waiting.clear();
    }

    private int[] widths(List<String> names) {
        int[] wanted = new int[columns.size()];
        for (int i = 0; i < wanted.length; i++) {
            int column = i;
            wanted[i] = Math.max(
                    width(names.get(i)),
                    waiting.stream()
                            .mapToInt(cells -> width(cells.get(column)))
                            .max()
                            .orElse(0));
        }
        return screen > 0 ? narrowed(wanted) : wanted;
    }

    // Take from the widest, until the line fits or nothing can give.
    private int[] narrowed(int[] wanted) {
        int excess = 3 * (wanted.length - 1) + 2 - screen;
        for (int width : wanted) {
            excess += width;
        }
        while (excess > 0) {
            int widest = 0;
            for (int i = 1; i < wanted.length; i++) {
                widest = wanted[i] > wanted[widest] ? i : widest;
            }
            if (wanted.length == 0 || wanted[widest] <= NARROWEST) {
                break;
            }
            wanted[widest]--;
            excess--;
        }
        return wanted;
    }

    private String line(List<String> cells) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cut(cells.get(i), widths[i]);
            String space = " ".repeat(widths[i] - width(cell));
            padded.add(columns.get(i).isNumber() ? space + cell : cell + space);
        }
        return (" " + String.join(" │ ", padded)).stripTrailing();
    }

    private String rule() {
        return java.util.Arrays.stream(widths)
                .mapToObj(width -> "─".repeat(width + 2))
                .collect(Collectors.joining("┼"));
    }

    private static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int taken = 1;
        for (int c : text.codePoints().toArray()) {
            taken += Math.max(0, WCWidth.wcwidth(c));
            if (taken > width) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept + "…";
    }

    private static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }
}
