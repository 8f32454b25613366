package dev.sotto.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that a cell can use: tables, their columns, and what both are. */
final class Names {

    /** A column of a table. */
    private record Column(String name, String type, String comment) {}

    private static final Pattern BEFORE = Pattern.compile("[\\w.]*$");
    private static final Pattern AFTER = Pattern.compile("^\\w*");

    private final Query query;
    private final Map<String, List<Column>> tables = new TreeMap<>();

    /** The names of a session; its tables do not change while it is open. */
    Names(Query query) {
        this.query = query;
        query.tables().forEach(table -> tables.put(table, List.of()));
    }

    /** The content of {@code complete_reply}: tables, and columns of the tables that the cell names, else of all. */
    ObjectNode complete(JsonNode asked) {
        String code = asked.path("code").asText();
        int cursor = cursor(asked, code);
        String typed = match(BEFORE, code.substring(0, cursor));
        List<String> found = beginning(typed, tables.keySet().stream());
        int start = cursor - typed.length();
        if (found.isEmpty() || !typed.contains(".")) {
            // Behind the dot of an alias stands a column.
            String column = typed.substring(typed.lastIndexOf('.') + 1);
            List<String> columns = column.isEmpty() && !typed.contains(".") ? List.of() : columnsFor(code, column);
            start = found.isEmpty() ? cursor - column.length() : start;
            found = Stream.concat(columns.stream(), found.stream()).toList();
        }
        ObjectNode reply = JsonNodeFactory.instance.objectNode().put("status", "ok");
        ArrayNode matches = reply.putArray("matches");
        found.forEach(matches::add);
        reply.put("cursor_start", code.codePointCount(0, start)).put("cursor_end", code.codePointCount(0, cursor));
        reply.putObject("metadata");
        return reply;
    }

    /** The content of {@code inspect_reply}: what the table or column at the cursor is. */
    ObjectNode inspect(JsonNode asked) {
        String code = asked.path("code").asText();
        int cursor = cursor(asked, code);
        String name = match(BEFORE, code.substring(0, cursor)) + match(AFTER, code.substring(cursor));
        String told = tables.containsKey(name) ? describe(name) : describeColumn(code, name);
        ObjectNode reply =
                JsonNodeFactory.instance.objectNode().put("status", "ok").put("found", !told.isEmpty());
        reply.putObject("metadata");
        ObjectNode data = reply.putObject("data");
        if (!told.isEmpty()) {
            data.put("text/plain", told);
        }
        return reply;
    }

    private List<String> columnsFor(String code, String typed) {
        return beginning(
                typed,
                tablesFor(code)
                        .flatMap(table -> columns(table).stream())
                        .map(Column::name)
                        .distinct());
    }

    private Stream<String> tablesFor(String code) {
        List<String> named = tables.keySet().stream().filter(code::contains).toList();
        return (named.isEmpty() ? tables.keySet() : named).stream();
    }

    private String describe(String table) {
        return columns(table).stream()
                .map(column -> "  " + column.name() + "  " + column.type() + "  " + column.comment())
                .collect(Collectors.joining("\n", table + "\n", ""));
    }

    private String describeColumn(String code, String name) {
        String column = name.substring(name.lastIndexOf('.') + 1);
        return tablesFor(code)
                .flatMap(table -> columns(table).stream()
                        .filter(each -> each.name().equalsIgnoreCase(column))
                        .map(each -> table + "." + each.name() + "  " + each.type() + "\n" + each.comment()))
                .collect(Collectors.joining("\n\n"));
    }

    private List<Column> columns(String table) {
        List<Column> known = tables.getOrDefault(table, List.of());
        if (known.isEmpty()) {
            known = read(table);
            tables.put(table, known);
        }
        return known;
    }

    // DESCRIBE tells the columns first, then a heading for everything else.
    private List<Column> read(String table) {
        List<Column> columns = new ArrayList<>();
        boolean[] isOver = {false};
        query.ask("DESCRIBE " + table, 0).forEach(row -> {
            String name = String.valueOf(row.get(0));
            isOver[0] |= name.isEmpty() || name.startsWith("#");
            if (!isOver[0]) {
                Object comment = row.get(2);
                columns.add(new Column(name, String.valueOf(row.get(1)), comment == null ? "" : comment.toString()));
            }
        });
        return columns;
    }

    private static List<String> beginning(String typed, Stream<String> names) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return names.filter(name -> name.toLowerCase(Locale.ROOT).startsWith(lower))
                .sorted()
                .toList();
    }

    // Jupyter counts characters, Java counts halves of the long ones.
    private static int cursor(JsonNode asked, String code) {
        int characters = code.codePointCount(0, code.length());
        int at = Math.max(0, Math.min(asked.path("cursor_pos").asInt(characters), characters));
        return code.offsetByCodePoints(0, at);
    }

    private static String match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }
}
