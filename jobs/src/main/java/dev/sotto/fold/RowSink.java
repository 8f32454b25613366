package dev.sotto.fold;

import dev.sotto.domain.Table;
import org.jspecify.annotations.Nullable;

/** Where a fold puts its rows. */
@FunctionalInterface
public interface RowSink {

    /**
     * Put a row.
     *
     * @param values in the order of the table's columns: String, Long, Integer, Double, Boolean, int[] or null;
     *     timestamps as Long in epoch milliseconds, dates as Integer in epoch days
     */
    void row(Table table, @Nullable Object... values);
}
