package dev.sotto.cli;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Metric;
import dev.sotto.query.Query;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dictionary as a page: every metric in the words of a language, and every table with its columns as the warehouse
 * describes them, which is in English.
 */
final class Dictionary {
    private static final String HEAD = """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8"><title>Sotto · %2$s</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body{font:15px/1.5 system-ui,sans-serif;color:#10192b;background:#f3f5f9;margin:2rem auto;max-width:75rem;padding:0 1rem}
            section{background:#fff;padding:1rem 1.25rem;margin:1rem 0;overflow-x:auto}
            h1{font-size:30px;margin:0}h2{font-size:22px;margin:2rem 0 0}h3{font-size:18px;margin:0}p{margin:.25rem 0}code{font-size:13px}
            nav a,nav b{margin-right:1rem}
            table{border-collapse:collapse;width:100%%}th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #e6eaf1}
            .metrics{table-layout:fixed;hyphens:auto}.metrics b{display:block}.metrics code{overflow-wrap:anywhere}
            .metrics th:nth-child(1){width:20%%}.metrics th:nth-child(2){width:28%%}.metrics th:nth-child(3){width:11%%}.metrics th:nth-child(4){width:12%%}.metrics th:nth-child(5){width:14%%}
            @media (prefers-color-scheme:dark){body{color:#e8edf5;background:#0c1017}section{background:#141a24}th,td{border-color:#263040}a{color:#76a0e4}}
            @media (max-width:48rem){.metrics tr:first-child{display:none}.metrics tr{display:block;padding:.5rem 0;border-bottom:1px solid #e6eaf1}.metrics td{display:block;border:0;padding:0}.metrics td[title]::before{content:attr(title) " · "}}
            </style></head><body>
            <h1>%2$s</h1>
            """;

    private final Locale language;
    private final ResourceBundle words;
    private final Map<String, SqlFile> files =
            SqlFiles.tables().stream().collect(Collectors.toMap(SqlFile::table, Function.identity()));
    private final StringBuilder page = new StringBuilder();

    private Dictionary(Locale language) {
        this.language = language;
        this.words = words(language);
    }

    private static ResourceBundle words(Locale language) {
        return ResourceBundle.getBundle(
                "dev.sotto.cli.dictionary",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** A page for each language, under the name of its file, as HTML that asks for nothing but the other pages. */
    static Map<String, String> pages(Query query) {
        List<TableNote> tables = query.tables().stream()
                .sorted()
                .map(name -> TableNote.of(name, query))
                .toList();
        return Catalogue.LANGUAGES.stream()
                .collect(Collectors.toMap(Dictionary::fileName, language -> new Dictionary(language).page(tables)));
    }

    /** What the page of a language is called, such as dictionary.de.html. */
    static String fileName(Locale language) {
        return language.equals(Catalogue.LANGUAGES.get(0))
                ? "dictionary.html"
                : "dictionary." + language.getLanguage() + ".html";
    }

    private String page(List<TableNote> tables) {
        page.append(HEAD.formatted(language.getLanguage(), escaped(say("title"))));
        languages();
        metrics();
        page.append("<h2>").append(escaped(say("tables"))).append("</h2>\n<p>").append(escaped(say("tables.lead")));
        tables.forEach(this::table);
        return page.append("</body></html>\n").toString();
    }

    private void languages() {
        page.append("<nav>");
        for (Locale other : Catalogue.LANGUAGES) {
            String name = escaped(words(other).getString("language"));
            String code = other.getLanguage();
            page.append(
                    other.equals(language)
                            ? "<b>" + name + "</b>"
                            : "<a href=\"%s\" lang=\"%s\" hreflang=\"%2$s\">%s</a>"
                                    .formatted(fileName(other), code, name));
        }
        page.append("</nav>\n");
    }

    private void metrics() {
        Catalogue catalogue = Catalogue.shipped();
        page.append("<h2>")
                .append(escaped(say("metrics")))
                .append("</h2>\n<p>")
                .append(say("metrics.lead", "metrics.results"));
        page.append("<section>");
        head("metrics", "metric", "meaning", "unit", "better", "interval", "source");
        for (Metric metric : catalogue.all()) {
            page.append("<tr><td><b>")
                    .append(escaped(metric.title(language)))
                    .append("</b>")
                    .append(code(metric.id()));
            page.append("<td>").append(escaped(metric.description(language)));
            fact("unit", escaped(catalogue.unit(metric, language)) + " " + code(metric.unit()));
            fact("better", escaped(catalogue.better(metric, language)));
            fact("interval", escaped(catalogue.interval(metric.interval(), language)));
            fact(
                    "source",
                    Stream.concat(SqlFiles.units().stream(), files.values().stream())
                            .filter(file -> file.defines(metric.id()))
                            .map(file -> code(file.table()).replace(".", ".<wbr>"))
                            .sorted()
                            .collect(Collectors.joining(" ")));
            page.append("</tr>\n");
        }
        page.append("</table></section>\n");
    }

    private void table(TableNote table) {
        page.append("<section id=\"")
                .append(table.name())
                .append("\"><h3>")
                .append(table.name())
                .append("</h3>");
        page.append("<p><span lang=\"en\">").append(escaped(table.comment())).append("</span>");
        SqlFile file = files.get(table.name());
        if (file != null) {
            page.append(' ').append(say("grain", String.join(", ", file.grain())));
            page.append(' ').append(say("made", ExplainCommand.path(table.name())));
        }
        head("columns", "column", "type", "meaning");
        table.columns()
                .forEach(column -> row(List.of(
                        code(column.name()),
                        code(column.type()),
                        "<span lang=\"en\">" + escaped(column.comment()) + "</span>")));
        page.append("</table></section>\n");
    }

    private void head(String kind, String... keys) {
        page.append("<table class=\"").append(kind).append("\"><tr>");
        Stream.of(keys).forEach(key -> page.append("<th>").append(escaped(say(key))));
        page.append("</tr>\n");
    }

    /** A cell that says what it is where the head of the table has no room. */
    private void fact(String key, String html) {
        page.append("<td title=\"").append(escaped(say(key))).append("\">").append(html);
    }

    private void row(List<String> cells) {
        page.append("<tr><td>").append(String.join("<td>", cells)).append("</tr>\n");
    }

    private String say(String key) {
        return words.getString(key);
    }

    private String say(String key, String code) {
        return escaped(say(key)).replace("{0}", code(code));
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
