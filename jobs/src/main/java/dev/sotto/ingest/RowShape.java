package dev.sotto.ingest;

import dev.sotto.warehouse.SparseRow;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Where the values of an event go in a row of the table, whose columns may have been added in another order.
 *
 * @param places of {@link EventRows#COLUMNS} among the columns of the table
 * @param runColumn which of them names the run
 */
record RowShape(int[] places, int runColumn, UTF8String runId) implements Serializable {

    /** The shape of a table with these columns. */
    static RowShape of(List<String> columns, String runId) {
        int[] places = EventRows.COLUMNS.stream().mapToInt(columns::indexOf).toArray();
        return new RowShape(places, columns.indexOf("run_id"), UTF8String.fromString(runId));
    }

    /** Read an event's row. */
    void read(ByteBuffer in, SparseRow.Values into) {
        RowCodec.row(in, places, into);
        into.put(runColumn, runId);
    }
}
