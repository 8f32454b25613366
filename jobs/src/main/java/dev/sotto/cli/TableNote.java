package dev.sotto.cli;

import dev.sotto.query.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as the warehouse describes it. */
record TableNote(String name, String comment, List<Column> columns) {

    /** A column of it, with what it holds. */
    record Column(String name, String type, String comment) {}

    TableNote {
        columns = List.copyOf(columns);
    }

    static TableNote of(String name, Query query) {
        List<Column> columns = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        query.ask("DESCRIBE TABLE EXTENDED " + name, 0).forEach(row -> {
            String word = text(row.get(0));
            if (word.equals("Comment")) {
                comment.append(text(row.get(1)));
            } else if (comment.isEmpty() && !word.isEmpty() && !word.startsWith("#")) {
                columns.add(new Column(word, text(row.get(1)), text(row.get(2))));
            }
        });
        return new TableNote(
                name,
                comment.toString(),
                columns.stream()
                        .takeWhile(column -> !column.name().contains("_partition"))
                        .toList());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
