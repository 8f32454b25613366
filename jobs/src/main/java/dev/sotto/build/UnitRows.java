package dev.sotto.build;

import dev.sotto.build.UnitShape.Measure;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The rows of a unit file in the one form that all are moved in; those that measure nothing are left out. */
final class UnitRows implements Iterator<InternalRow> {

    /** Three longs a measure: its {@link #head}, its numerator and its denominator. */
    static final StructType ROW =
            StructType.fromDDL("person_id STRING, place BINARY, unit_on INT, unit_site_on INT, measures ARRAY<BIGINT>");

    private static final int MATURE = 1;
    private static final int PART = 2;
    private static final UTF8String TRUE = UTF8String.fromString("true");

    private final Iterator<InternalRow> rows;
    private final UnitShape shape;
    private final @Nullable UTF8String[] texts;
    private final long[] measured;
    private @Nullable InternalRow ready;

    UnitRows(Iterator<InternalRow> rows, UnitShape shape) {
        this.rows = rows;
        this.shape = shape;
        this.measured = new long[3 * shape.measures().size()];
        this.texts = new UTF8String[6 + 2 * shape.slices().size()];
        for (int i = 0; i < shape.slices().size(); i++) {
            texts[6 + 2 * i] = UTF8String.fromString(shape.slices().get(i).name());
        }
    }

    static long head(int metric, boolean isPart, boolean isMature) {
        return (long) metric << 2 | (isPart ? PART : 0) | (isMature ? MATURE : 0);
    }

    static int metric(long head) {
        return (int) (head >> 2);
    }

    static boolean isPart(long head) {
        return (head & PART) != 0;
    }

    static boolean isMature(long head) {
        return (head & MATURE) != 0;
    }

    @Override
    public boolean hasNext() {
        while (ready == null && rows.hasNext()) {
            InternalRow row = rows.next();
            int length = measure(row);
            if (length > 0) {
                ready = moved(row, length);
            }
        }
        return ready != null;
    }

    @Override
    public InternalRow next() {
        InternalRow row = hasNext() ? ready : null;
        if (row == null) {
            throw new NoSuchElementException();
        }
        ready = null;
        return row;
    }

    private int measure(InternalRow row) {
        int length = 0;
        for (Measure measure : shape.measures()) {
            if (row.isNullAt(measure.position())) {
                continue;
            }
            boolean isPlain = measure.fields() == 0;
            InternalRow struct = isPlain ? row : row.getStruct(measure.position(), measure.fields());
            long r = number(
                    struct, isPlain ? measure.position() : 0, measure.types().get(0));
            long n = isPlain ? 0 : number(struct, 1, measure.types().get(1));
            if (r != 0 || n != 0) {
                boolean isMature = measure.fields() < 3 || !struct.isNullAt(2) && struct.getBoolean(2);
                measured[length++] = head(measure.metric(), measure.isPart(), isMature);
                measured[length++] = r;
                measured[length++] = n;
            }
        }
        return length;
    }

    private static long number(InternalRow row, int position, DataType type) {
        if (row.isNullAt(position)) {
            return 0;
        }
        return type.equals(DataTypes.LongType) ? row.getLong(position) : row.getInt(position);
    }

    private InternalRow moved(InternalRow row, int length) {
        texts[0] = text(row, shape.platform());
        texts[1] = text(row, shape.brandId());
        texts[2] = text(row, shape.campaignId());
        texts[3] = shape.isOfWhole() < 0 || row.getBoolean(shape.isOfWhole()) ? TRUE : null;
        texts[4] = shape.isSlicedByDay() >= 0 && row.getBoolean(shape.isSlicedByDay()) ? TRUE : null;
        texts[5] = shape.flag() < 0 ? null : text(row, shape.flag());
        for (int i = 0; i < shape.slices().size(); i++) {
            texts[7 + 2 * i] = text(row, shape.slices().get(i).position());
        }
        long[] measures = new long[length];
        System.arraycopy(measured, 0, measures, 0, length);
        return new GenericInternalRow(new @Nullable Object[] {
            text(row, shape.personId()),
            UnitPlace.pack(texts),
            day(row, shape.unitOn()),
            day(row, shape.unitSiteOn()),
            UnsafeArrayData.fromPrimitiveArray(measures)
        });
    }

    private static @Nullable UTF8String text(InternalRow row, int position) {
        return row.isNullAt(position) ? null : row.getUTF8String(position);
    }

    private static @Nullable Integer day(InternalRow row, int position) {
        return row.isNullAt(position) ? null : row.getInt(position);
    }
}
