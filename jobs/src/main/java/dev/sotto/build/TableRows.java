package dev.sotto.build;

import dev.sotto.domain.Table;
import dev.sotto.warehouse.TableRow;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes rows of several tables from values of Java: times are epoch milliseconds. */
final class TableRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, Integer> positions = new HashMap<>();
    private final boolean[][] isTime;

    TableRows(List<Table> tables) {
        isTime = new boolean[tables.size()][];
        for (Table table : tables) {
            StructType columns = StructType.fromDDL(table.ddl());
            boolean[] times = new boolean[columns.size()];
            for (int i = 0; i < times.length; i++) {
                times[i] = columns.fields()[i].dataType().equals(DataTypes.TimestampType);
            }
            isTime[positions.size()] = times;
            positions.put(table.name(), positions.size());
        }
    }

    TableRow row(Table table, @Nullable Object... values) {
        int position = Objects.requireNonNull(positions.get(table.name()), table.name());
        boolean[] times = isTime[position];
        Object[] converted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = converted(values[i], times[i]);
        }
        return new TableRow(position, new GenericInternalRow(converted));
    }

    private static @Nullable Object converted(@Nullable Object value, boolean isTime) {
        if (value instanceof String text) {
            return UTF8String.fromString(text);
        }
        if (isTime && value instanceof Long millis) {
            return millis * 1000L;
        }
        return value instanceof int[] numbers ? new GenericArrayData(numbers) : value;
    }
}
