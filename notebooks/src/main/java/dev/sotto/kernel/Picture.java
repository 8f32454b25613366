package dev.sotto.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.query.Answer;
import dev.sotto.query.Format;
import dev.sotto.query.Printable;
import dev.sotto.query.Query;
import dev.sotto.query.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a notebook shows it: a table as HTML, in which a run of blocks is drawn as a bar, and as text where there is
 * no page.
 *
 * @param rows the first rows, as text; null for NULL
 */
record Picture(List<Answer.Column> columns, List<List<@Nullable String>> rows, boolean isCut) {
    static final int LONGEST = Format.TABLE_ROWS;

    // What repeat('█', n) answers; fonts leave seams between blocks.
    private static final Pattern BAR = Pattern.compile("█+");
    private static final double BLOCK = 0.5;

    // Greys that are see-through, so that it reads on a light and on a dark page.
    private static final String STYLE = """
            <style>
            .sotto table{border-collapse:collapse;border:0;font-variant-numeric:tabular-nums;margin:.3em 0}
            .sotto :is(th,td){border:0;padding:.35em .8em;text-align:left!important;white-space:pre-wrap;color:inherit}
            .sotto .n{text-align:right!important;white-space:nowrap}
            .sotto th{font-weight:600;border-bottom:1px solid rgba(128,136,150,.7)}
            .sotto tbody tr{background:none}
            .sotto tbody tr:nth-child(even){background:rgba(128,136,150,.1)}
            .sotto .bar{display:inline-block;height:.8em;background:#4577D6;border-radius:0 2px 2px 0;vertical-align:-.05em}
            .sotto .null,.sotto p{opacity:.65}
            .sotto p{font-size:.9em;margin:.2em .8em}
            </style>""";

    Picture {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Ask a statement, and keep as many rows as a page bears. */
    static Picture of(Query query, String statement) {
        Answer answer = query.ask(statement, LONGEST + 1);
        List<List<@Nullable String>> rows = new ArrayList<>();
        answer.forEach(row -> {
            List<@Nullable String> cells = new ArrayList<>();
            row.forEach(value -> cells.add(value == null ? null : ValueText.of(value)));
            rows.add(cells);
        });
        boolean isCut = rows.size() > LONGEST;
        return new Picture(answer.columns(), isCut ? rows.subList(0, LONGEST) : rows, isCut);
    }

    /** It by MIME type. */
    ObjectNode data() {
        return JsonNodeFactory.instance.objectNode().put("text/html", html()).put("text/plain", text());
    }

    String html() {
        StringBuilder html = new StringBuilder("<div class=\"sotto\">" + STYLE + "<table><thead><tr>");
        for (int i = 0; i < columns.size(); i++) {
            html.append(cell("th", i, escape(columns.get(i).name())));
        }
        html.append("</tr></thead><tbody>");
        for (List<@Nullable String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(cell("td", i, value(row.get(i))));
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        return html + (note().isEmpty() ? "" : "<p>" + note() + "</p>") + "</div>";
    }

    String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(column -> Printable.line(column.name())).toList());
        rows.forEach(row -> lines.add(row.stream()
                .map(cell -> cell == null ? "NULL" : Printable.line(cell))
                .toList()));
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        String table = lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
        return note().isEmpty() ? table : table + "\n" + note();
    }

    private String note() {
        if (isCut) {
            return String.format(Locale.ROOT, "The first %,d rows; there are more.", LONGEST);
        }
        return rows.isEmpty() ? "No rows." : "";
    }

    private String aligned(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> {
                    String space = " ".repeat(widths[i] - cells.get(i).length());
                    return columns.get(i).isNumber() ? space + cells.get(i) : cells.get(i) + space;
                })
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String value(@Nullable String value) {
        if (value == null) {
            return "<span class=\"null\">NULL</span>";
        }
        return BAR.matcher(value).matches()
                ? String.format(
                        Locale.ROOT, "<span class=\"bar\" style=\"width:%.1fem\"></span>", value.length() * BLOCK)
                : escape(value);
    }

    private String cell(String tag, int column, String html) {
        String look = columns.get(column).isNumber() ? " class=\"n\"" : "";
        return "<" + tag + look + ">" + html + "</" + tag + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                // Jupyter sets what stands between dollars as a formula.
                .replace("$", "&#36;");
    }
}
