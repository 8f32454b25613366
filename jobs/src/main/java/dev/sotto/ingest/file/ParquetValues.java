package dev.sotto.ingest.file;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sotto.ingest.record.Unicode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Writes the values of a row of Parquet as JSON, an absent one not at all. */
final class ParquetValues {
    private static final long JULIAN_EPOCH = 2_440_588;

    private final JsonGenerator out;
    private boolean isText = true;

    ParquetValues(JsonGenerator out) {
        this.out = out;
    }

    /** Write a row; false where a text is no UTF-8. */
    boolean write(Group row) throws IOException {
        object(row);
        return isText;
    }

    private void object(Group group) throws IOException {
        out.writeStartObject();
        GroupType type = group.getType();
        for (int i = 0; i < type.getFieldCount(); i++) {
            if (group.getFieldRepetitionCount(i) > 0) {
                out.writeFieldName(type.getFieldName(i));
                field(group, i);
            }
        }
        out.writeEndObject();
    }

    private void field(Group group, int i) throws IOException {
        Type type = group.getType().getType(i);
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            out.writeStartArray();
            for (int k = 0; k < group.getFieldRepetitionCount(i); k++) {
                value(group, i, k);
            }
            out.writeEndArray();
        } else {
            value(group, i, 0);
        }
    }

    private void value(Group group, int i, int k) throws IOException {
        Type type = group.getType().getType(i);
        if (type.isPrimitive()) {
            primitive(group, i, k, type.asPrimitiveType());
            return;
        }
        Group inner = group.getGroup(i, k);
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof ListLogicalTypeAnnotation) {
            list(inner);
        } else if (meaning instanceof MapLogicalTypeAnnotation) {
            map(inner);
        } else {
            object(inner);
        }
    }

    /** A list is a group of one repeated group of one element; older writers leave the inner group out. */
    private void list(Group list) throws IOException {
        out.writeStartArray();
        for (int k = 0; k < list.getFieldRepetitionCount(0); k++) {
            Type element = list.getType().getType(0);
            boolean isWrapped = !element.isPrimitive() && element.asGroupType().getFieldCount() == 1;
            if (!isWrapped) {
                value(list, 0, k);
            } else if (list.getGroup(0, k).getFieldRepetitionCount(0) == 0) {
                out.writeNull();
            } else {
                field(list.getGroup(0, k), 0);
            }
        }
        out.writeEndArray();
    }

    private void map(Group map) throws IOException {
        out.writeStartObject();
        for (int k = 0; k < map.getFieldRepetitionCount(0); k++) {
            Group entry = map.getGroup(0, k);
            out.writeFieldName(entry.getValueToString(0, 0));
            if (entry.getType().getFieldCount() < 2 || entry.getFieldRepetitionCount(1) == 0) {
                out.writeNull();
            } else {
                field(entry, 1);
            }
        }
        out.writeEndObject();
    }

    private void primitive(Group group, int i, int k, PrimitiveType type) throws IOException {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> out.writeBoolean(group.getBoolean(i, k));
            case INT32 -> integer(group.getInteger(i, k), meaning);
            case INT64 -> integer(group.getLong(i, k), meaning);
            case INT96 ->
                out.writeString(julian(group.getInt96(i, k).getBytes()).toString());
            case FLOAT -> number(group.getFloat(i, k));
            case DOUBLE -> number(group.getDouble(i, k));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(group.getBinary(i, k).getBytes(), meaning);
        }
    }

    private void integer(long value, @Nullable LogicalTypeAnnotation meaning) throws IOException {
        if (meaning instanceof DateLogicalTypeAnnotation) {
            out.writeString(LocalDate.ofEpochDay(value).toString());
        } else if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            out.writeNumber(BigDecimal.valueOf(value, decimal.getScale()).toPlainString());
        } else if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            Instant instant = instant(value, timestamp.getUnit());
            String text = instant.toString();
            // A time that is not fixed to UTC is one of nobody knows which zone.
            out.writeString(
                    timestamp.isAdjustedToUTC()
                            ? text
                            : instant.atZone(ZoneOffset.UTC).toLocalDateTime().toString());
        } else {
            out.writeNumber(value);
        }
    }

    private static Instant instant(long value, LogicalTypeAnnotation.TimeUnit unit) {
        long perSecond = switch (unit) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> 1_000_000_000;
        };
        return Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond));
    }

    /** The time of older writers: nanoseconds of a day, and the day since the Julian epoch. */
    private static Instant julian(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = buffer.getLong();
        long day = buffer.getInt() - JULIAN_EPOCH;
        return Instant.ofEpochSecond(day * 86_400).plusNanos(nanos);
    }

    private void number(double value) throws IOException {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        if (isWhole) {
            out.writeNumber((long) value);
        } else {
            // NaN and infinity are written as texts, which no number can be.
            out.writeNumber(value);
        }
    }

    private void bytes(byte[] bytes, @Nullable LogicalTypeAnnotation meaning) throws IOException {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            out.writeNumber(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString());
            return;
        }
        isText &= Unicode.isUtf8(bytes, 0, bytes.length);
        out.writeString(new String(bytes, StandardCharsets.UTF_8));
    }
}
