package dev.sotto.ingest;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Where the values of an event go in a row of the table, whose columns may have been added in another order.
 *
 * @param places of {@link EventRows#COLUMNS} among the columns of the table
 * @param columns how many the table has
 * @param runColumn which of them names the run
 */
record RowShape(int[] places, int columns, int runColumn, String runId) implements Serializable {

    /** The shape of a table with these columns. */
    static RowShape of(List<String> columns, String runId) {
        int[] places = EventRows.COLUMNS.stream().mapToInt(columns::indexOf).toArray();
        return new RowShape(places, columns.size(), columns.indexOf("run_id"), runId);
    }

    InternalRow row(ByteBuffer in) {
        InternalRow row = RowCodec.row(in, places, columns);
        row.update(runColumn, UTF8String.fromString(runId));
        return row;
    }
}
