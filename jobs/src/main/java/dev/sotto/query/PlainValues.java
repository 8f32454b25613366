package dev.sotto.query;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of Spark as values of plain Java, whatever they hold. */
final class PlainValues {
    private PlainValues() {}

    static List<@Nullable Object> of(Row row) {
        List<@Nullable Object> values = new ArrayList<>(row.length());
        for (int i = 0; i < row.length(); i++) {
            values.add(value(row.get(i)));
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Row row) {
            return struct(row);
        }
        if (value instanceof Seq<?> list) {
            return list(CollectionConverters.asJava(list));
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            return map(CollectionConverters.asJava(map));
        }
        if (value instanceof VariantVal variant) {
            return variant.toJson(ZoneOffset.UTC);
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        return value instanceof Date date ? date.toLocalDate() : value;
    }

    private static Map<String, @Nullable Object> struct(Row row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.length(); i++) {
            fields.put(row.schema().fieldNames()[i], value(row.get(i)));
        }
        return fields;
    }

    private static List<@Nullable Object> list(List<?> items) {
        List<@Nullable Object> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(value(item)));
        return values;
    }

    private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> entries) {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach((key, item) -> values.put(value(key), value(item)));
        return values;
    }
}
