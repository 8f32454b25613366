package dev.sotto.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that users may rely on: its name, what it is, and its columns.
 *
 * @param name namespace and name, such as {@code log.events}
 * @param layout how its rows lie on disk
 */
public record Table(String name, String comment, List<Column> columns, Layout layout) {

    /**
     * A column.
     *
     * @param type its type in SQL, such as {@code BIGINT} or {@code ARRAY<STRING>}
     */
    public record Column(String name, String type, String comment) {}

    /**
     * Partitioning and order within files.
     *
     * @param bucketBy column whose hash chooses the bucket; empty for a table in one piece
     * @param sortBy columns that order the rows of a file
     * @param distinct columns whose values hardly repeat, for which a dictionary would be made in vain
     */
    public record Layout(String bucketBy, List<String> sortBy, List<String> distinct) {
        public Layout {
            sortBy = List.copyOf(sortBy);
            distinct = List.copyOf(distinct);
        }

        /** A layout of columns with dictionaries. */
        public Layout(String bucketBy, List<String> sortBy) {
            this(bucketBy, sortBy, List.of());
        }

        /** Rows in one piece and in the order in which they were made. */
        public static final Layout AS_THEY_COME = new Layout("", List.of());

        /** Rows in one piece, ordered by these columns. */
        public static Layout sortedBy(String... columns) {
            return new Layout("", List.of(columns));
        }
    }

    public Table {
        columns = List.copyOf(columns);
    }

    /** Its columns as a list for {@code CREATE TABLE}, without comments. */
    public String ddl() {
        return columns.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
    }
}
