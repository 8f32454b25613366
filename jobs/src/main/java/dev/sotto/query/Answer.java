package dev.sotto.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** The answer to a statement: named columns, and rows that are computed as they are read. */
public final class Answer {

    /** A column of the answer. */
    public record Column(String name, boolean isNumber) {}

    private final Dataset<Row> rows;
    private final boolean isText;
    private final Duration timeout;

    /** {@code isText}: its one value holds lines, each of which counts as a row. */
    Answer(Dataset<Row> rows, boolean isText, Duration timeout) {
        this.rows = rows;
        this.isText = isText;
        this.timeout = timeout;
    }

    /** Its columns from left to right. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            columns.add(new Column(field.name(), field.dataType() instanceof NumericType));
        }
        return columns;
    }

    /**
     * Read it row by row, as values of plain Java: strings, numbers, booleans, {@code java.time}, bytes, lists and maps;
     * a struct is a map by field.
     */
    public void forEach(Consumer<List<@Nullable Object>> reader) {
        try (Deadline deadline = new Deadline(rows.sparkSession().sparkContext(), timeout)) {
            Iterator<Row> iterator = iterator(deadline);
            while (next(iterator, deadline)) {
                List<@Nullable Object> values = PlainValues.of(iterator.next());
                if (isText) {
                    String.valueOf(values.get(0)).lines().forEach(line -> reader.accept(List.of(line)));
                } else {
                    reader.accept(values);
                }
            }
        }
    }

    private Iterator<Row> iterator(Deadline deadline) {
        try {
            return started();
        } catch (SparkException | RuntimeException error) {
            deadline.check();
            throw SqlError.of(error);
        }
    }

    private boolean next(Iterator<Row> iterator, Deadline deadline) {
        deadline.check();
        try {
            return more(iterator);
        } catch (SparkException | RuntimeException error) {
            deadline.check();
            throw SqlError.of(error);
        }
    }

    // Scala declares no exceptions; Java catches only declared ones.
    private Iterator<Row> started() throws SparkException {
        return rows.toLocalIterator();
    }

    private static boolean more(Iterator<Row> iterator) throws SparkException {
        return iterator.hasNext();
    }
}
