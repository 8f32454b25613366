package dev.sotto.build;

import dev.sotto.build.UnitShape.Form;
import dev.sotto.build.UnitShape.Measure;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The rows of a unit file in the one form that all are moved in; those that measure nothing are left out. */
final class UnitRows implements Iterator<InternalRow> {

    /** Three longs a measure: its {@link #head}, and two that depend on its form. */
    static final StructType ROW = StructType.fromDDL("person_id STRING, place BINARY, unit_on INT, unit_site_on INT,"
            + " ends_from INT, ends_before INT, ends_site_from INT, ends_site_before INT, measures ARRAY<BIGINT>");

    /** How long a value was watched that nobody watched. */
    static final long UNWATCHED = -1;

    private static final int FORM_BITS = 3;
    private static final Form[] FORMS = Form.values();
    private static final UTF8String TRUE = UTF8String.fromString("true");

    private final Iterator<InternalRow> rows;
    private final UnitShape shape;
    private final @Nullable UTF8String[] texts;
    private long[] measured = new long[64];
    private int length;
    private @Nullable InternalRow ready;

    UnitRows(Iterator<InternalRow> rows, UnitShape shape) {
        this.rows = rows;
        this.shape = shape;
        this.texts = new UTF8String[6 + 2 * shape.slices().size()];
        for (int i = 0; i < shape.slices().size(); i++) {
            texts[6 + 2 * i] = UTF8String.fromString(shape.slices().get(i).name());
        }
    }

    /** The metric and form of a measure, and whether its window has passed or, of a value, whether it ended. */
    static long head(int metric, Form form, boolean isOver) {
        return (long) metric << FORM_BITS + 1 | form.ordinal() << 1 | (isOver ? 1 : 0);
    }

    static int metric(long head) {
        return (int) (head >> FORM_BITS + 1);
    }

    static Form form(long head) {
        return FORMS[(int) (head >> 1) & (1 << FORM_BITS) - 1];
    }

    static boolean isOver(long head) {
        return (head & 1) != 0;
    }

    @Override
    public boolean hasNext() {
        while (ready == null && rows.hasNext()) {
            InternalRow row = rows.next();
            length = 0;
            for (Measure measure : shape.measures()) {
                if (!row.isNullAt(measure.position())) {
                    measure(row, measure);
                }
            }
            if (length > 0) {
                ready = moved(row);
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

    private void measure(InternalRow row, Measure measure) {
        DataType type = measure.types().get(0);
        switch (measure.form()) {
            case COUNT, PART -> {
                long count = number(row, measure.position(), type);
                if (count != 0) {
                    put(measure, true, count, 0);
                }
            }
            case VALUE -> put(measure, true, number(row, measure.position(), type), 0);
            case VALUES -> {
                ArrayData values = row.getArray(measure.position());
                for (int i = 0; i < values.numElements(); i++) {
                    put(measure, true, type.equals(DataTypes.LongType) ? values.getLong(i) : values.getInt(i), 0);
                }
            }
            case RATIO -> {
                InternalRow ratio =
                        row.getStruct(measure.position(), measure.types().size());
                long r = number(ratio, 0, type);
                long n = number(ratio, 1, measure.types().get(1));
                if (r != 0 || n != 0) {
                    put(measure, measure.types().size() == 2 || isTrue(ratio), r, n);
                }
            }
            case TIMED -> {
                InternalRow timed = row.getStruct(measure.position(), 3);
                if (timed.isNullAt(0)) {
                    long watched = timed.isNullAt(1)
                            ? UNWATCHED
                            : number(timed, 1, measure.types().get(1));
                    put(measure, false, watched, isTrue(timed) ? 1 : 0);
                } else {
                    put(measure, true, number(timed, 0, type), 0);
                }
            }
        }
    }

    private static boolean isTrue(InternalRow struct) {
        return !struct.isNullAt(2) && struct.getBoolean(2);
    }

    private void put(Measure measure, boolean isOver, long first, long second) {
        if (length + 3 > measured.length) {
            measured = Arrays.copyOf(measured, measured.length * 2);
        }
        measured[length++] = head(measure.metric(), measure.form(), isOver);
        measured[length++] = first;
        measured[length++] = second;
    }

    private static long number(InternalRow row, int position, DataType type) {
        if (row.isNullAt(position)) {
            return 0;
        }
        return type.equals(DataTypes.LongType) ? row.getLong(position) : row.getInt(position);
    }

    private InternalRow moved(InternalRow row) {
        texts[0] = text(row, shape.platform());
        texts[1] = text(row, shape.brandId());
        texts[2] = text(row, shape.campaignId());
        texts[3] = shape.isOfWhole() < 0 || row.getBoolean(shape.isOfWhole()) ? TRUE : null;
        texts[4] = shape.isSlicedByDay() >= 0 && row.getBoolean(shape.isSlicedByDay()) ? TRUE : null;
        texts[5] = shape.flag() < 0 ? null : text(row, shape.flag());
        for (int i = 0; i < shape.slices().size(); i++) {
            texts[7 + 2 * i] = text(row, shape.slices().get(i).position());
        }
        return new GenericInternalRow(new @Nullable Object[] {
            text(row, shape.personId()),
            UnitPlace.pack(texts),
            day(row, shape.unitOn()),
            day(row, shape.unitSiteOn()),
            day(row, shape.endsFrom()),
            day(row, shape.endsBefore()),
            day(row, shape.endsSiteFrom()),
            day(row, shape.endsSiteBefore()),
            UnsafeArrayData.fromPrimitiveArray(Arrays.copyOf(measured, length))
        });
    }

    private static @Nullable UTF8String text(InternalRow row, int position) {
        return row.isNullAt(position) ? null : row.getUTF8String(position);
    }

    private static @Nullable Integer day(InternalRow row, int position) {
        return position < 0 || row.isNullAt(position) ? null : row.getInt(position);
    }
}
