package dev.sotto.cli;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Metric;
import dev.sotto.query.Query;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dictionary as a page: every table with its columns as the warehouse describes them, and every metric. */
final class Dictionary {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Sotto: the dictionary</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body{font:15px/1.5 system-ui,sans-serif;color:#10192b;background:#f3f5f9;margin:2rem auto;max-width:70rem;padding:0 1rem}
            section{background:#fff;padding:1rem 1.25rem;margin:1rem 0}
            h1{font-size:30px}h2{font-size:18px;margin:0}code{font-size:13px}
            table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #e6eaf1}
            @media (prefers-color-scheme:dark){body{color:#e8edf5;background:#0c1017}section{background:#141a24}th,td{border-color:#263040}a{color:#76a0e4}}
            </style></head><body>
            <h1>The dictionary</h1>
            """;

    private final Query query;
    private final Map<String, SqlFile> files =
            SqlFiles.tables().stream().collect(Collectors.toMap(SqlFile::table, Function.identity()));
    private final StringBuilder page = new StringBuilder(HEAD);

    private Dictionary(Query query) {
        this.query = query;
    }

    /** The page as HTML that asks for nothing else. */
    static String page(Query query) {
        Dictionary dictionary = new Dictionary(query);
        dictionary.metrics();
        query.tables().stream().sorted().forEach(dictionary::table);
        return dictionary.page.append("</body></html>\n").toString();
    }

    private void metrics() {
        page.append("<section><h2>Metrics</h2><p>Every number of <code>metrics.results</code>.</p>");
        page.append("<table><tr><th>metric<th>what it is<th>unit<th>better<th>interval<th>defined in</tr>\n");
        for (Metric metric : Catalogue.shipped().all()) {
            row(List.of(
                    code(metric.id()),
                    "<b>" + escaped(metric.title(Locale.ENGLISH)) + "</b><br>" + escaped(metric.description()),
                    escaped(metric.unit()),
                    word(metric.better()),
                    word(metric.interval()),
                    Stream.concat(SqlFiles.units().stream(), files.values().stream())
                            .filter(file -> file.defines(metric.id()))
                            .map(file -> code(file.table()))
                            .sorted()
                            .collect(Collectors.joining("<br>"))));
        }
        page.append("</table></section>\n");
    }

    private void table(String name) {
        List<List<String>> columns = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        query.ask("DESCRIBE TABLE EXTENDED " + name, 0).forEach(row -> {
            String word = text(row.get(0));
            if (word.equals("Comment")) {
                comment.append(text(row.get(1)));
            } else if (comment.isEmpty() && !word.isEmpty() && !word.startsWith("#")) {
                columns.add(List.of(code(word), code(text(row.get(1))), escaped(text(row.get(2)))));
            }
        });
        page.append("<section id=\"")
                .append(name)
                .append("\"><h2>")
                .append(name)
                .append("</h2>");
        page.append("<p>").append(escaped(comment.toString()));
        SqlFile file = files.get(name);
        if (file != null) {
            page.append(" One row for each ").append(escaped(String.join(", ", file.grain())));
            page.append(". Made by ").append(code(ExplainCommand.path(name)));
        }
        page.append("<table><tr><th>column<th>type<th>what it is</tr>\n");
        columns.stream()
                .takeWhile(cells -> !cells.get(0).contains("_partition"))
                .forEach(this::row);
        page.append("</table></section>\n");
    }

    private void row(List<String> cells) {
        page.append("<tr><td>").append(String.join("<td>", cells)).append("</tr>\n");
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String code(String text) {
        return "<code>" + escaped(text) + "</code>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
