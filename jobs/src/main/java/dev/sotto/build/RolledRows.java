package dev.sotto.build;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Metric.ByPerson;
import dev.sotto.domain.Period.Unit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * What the units of one partition add up to, cell by cell; all units of a person are in one partition, side by side.
 *
 * <p>The uncertainty of a ratio comes from the spread between persons, and some metrics count each person once: so the
 * units of a person are added up first, and persons into cells then.
 */
final class RolledRows implements Iterator<InternalRow> {

    /**
     * Sums of a cell, or its values; those of several rows still have to be added to each other, and are, where one says
     * nothing of values, 0 or null.
     */
    static final StructType ROW = StructType.fromDDL("metric STRING, scope STRING, platform STRING, brand_id STRING,"
            + " campaign_id STRING, period STRING, period_start_on DATE, slice STRING, slice_value STRING, is_part BOOLEAN,"
            + " r BIGINT, n BIGINT, persons BIGINT, pending BIGINT, rr DECIMAL(38,0), rn DECIMAL(38,0),"
            + " nn DECIMAL(38,0), ended ARRAY<BIGINT>, unended ARRAY<BIGINT>, flag STRING");

    /** How many weeks a share of days looks at, of which the period is the last. */
    static final int WEEKS_OF_DAY_SHARE = 4;

    /** How many columns say which cell it is. */
    private static final int KEYS = 9;

    /** How many are held in memory at once, about: of a place, what was found out of it takes as much as 20 sums. */
    record Most(int sums, int values, int places) {}

    private static final Most MOST = new Most(500_000, 1 << 22, 20_000);

    private static final int METRICS = 1 << 10;
    private static final int SLICES = 1 << 22;

    private final Iterator<InternalRow> units;
    private final List<Metric> metrics;
    private final boolean[][] spans;
    private final Most most;
    private CellIndex cells;
    private CellSums sums;
    private CellValues values;
    private final PersonSums person;
    private @Nullable InternalRow held;
    private int sumsToTell;
    private int told;

    RolledRows(Iterator<InternalRow> units, List<Metric> metrics) {
        this(units, metrics, MOST);
    }

    /** One that holds no more in memory than that. */
    RolledRows(Iterator<InternalRow> units, List<Metric> metrics, Most most) {
        this.most = most;
        this.units = units;
        this.metrics = metrics;
        this.spans = metrics.stream().map(Span::of).toArray(boolean[][]::new);
        this.cells = new CellIndex(metrics, most.places());
        this.sums = new CellSums(metrics, most.sums());
        this.values = new CellValues(most.values());
        this.person = new PersonSums(metrics);
        if (metrics.size() >= METRICS) {
            throw new IllegalStateException("too many metrics to number them: " + metrics.size());
        }
    }

    @Override
    public boolean hasNext() {
        while (told == rowsToTell() && hasUnit()) {
            fill();
        }
        return told < rowsToTell();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int row = told++;
        return row < values.size() ? rowOfValues(row) : rowOfSums(row - values.size());
    }

    private int rowsToTell() {
        return values.size() + sumsToTell;
    }

    /** Values are handed on whenever there are many, sums of all persons together unless there are too many. */
    private void fill() {
        if (isFull()) {
            cells = new CellIndex(metrics, most.places());
            sums = new CellSums(metrics, most.sums());
        }
        values = new CellValues(most.values());
        told = 0;
        while (!isFull() && !values.isFull() && hasUnit()) {
            addPerson(held != null ? held : units.next());
        }
        sumsToTell = isFull() || !hasUnit() ? sums.size() : 0;
    }

    private boolean hasUnit() {
        return held != null || units.hasNext();
    }

    private boolean isFull() {
        return sums.isFull() || cells.isFull();
    }

    /** Add the units of the person of this one, up to the first of another, which is held. */
    private void addPerson(InternalRow first) {
        UTF8String personId = personId(first);
        if (personId != null) {
            personId = personId.clone();
        }
        held = null;
        person.begin(personId != null);
        add(first);
        while (held == null && units.hasNext()) {
            InternalRow unit = units.next();
            if (Objects.equals(personId(unit), personId)) {
                add(unit);
            } else {
                held = unit.copy();
            }
        }
        person.addTo(sums);
    }

    private static @Nullable UTF8String personId(InternalRow unit) {
        return unit.isNullAt(0) ? null : unit.getUTF8String(0);
    }

    private void add(InternalRow unit) {
        CellIndex.Place place = cells.place(unit.getBinary(1));
        Integer unitOn = day(unit, 2);
        Integer siteOn = day(unit, 3);
        int[] cellsOfDay = place.cells(unitOn, siteOn);
        List<PersonSums.Unit> measures = measures(unit.getArray(8), place.flag());
        for (int span = 0; span < cellsOfDay.length; span++) {
            int cell = cellsOfDay[span];
            boolean isOfBrand = Span.ALL.get(span).scope().isOfBrand();
            if (cell < 0 || !endsIn(cells.cell(cell).lastOn(), unit, isOfBrand ? 4 : 6)) {
                continue;
            }
            Integer day = isOfBrand ? unitOn : siteOn;
            int dayOfPeriod = day == null ? 0 : day - cells.cell(cell).startOn();
            for (PersonSums.Unit measured : measures) {
                if (spans[UnitRows.metric(measured.head())][span]) {
                    add(place, span, cell, measured, dayOfPeriod);
                }
            }
        }
    }

    private static List<PersonSums.Unit> measures(ArrayData packed, @Nullable String flag) {
        List<PersonSums.Unit> measures = new ArrayList<>(packed.numElements() / 3);
        for (int i = 0; i < packed.numElements(); i += 3) {
            measures.add(new PersonSums.Unit(packed.getLong(i), packed.getLong(i + 1), packed.getLong(i + 2), flag));
        }
        return measures;
    }

    private static @Nullable Integer day(InternalRow unit, int position) {
        return unit.isNullAt(position) ? null : unit.getInt(position);
    }

    private static boolean endsIn(int lastOn, InternalRow unit, int position) {
        Integer from = day(unit, position);
        Integer before = day(unit, position + 1);
        return (from == null || lastOn >= from) && (before == null || lastOn < before);
    }

    private void add(CellIndex.Place place, int span, int cell, PersonSums.Unit unit, int dayOfPeriod) {
        int metric = UnitRows.metric(unit.head());
        if (metrics.get(metric).byPerson() != ByPerson.DAY_SHARE) {
            add(place, span, cell, unit, metric, dayOfPeriod);
            return;
        }
        for (int weeks = 0; weeks < WEEKS_OF_DAY_SHARE; weeks++) {
            int earlier = 7 * (WEEKS_OF_DAY_SHARE - 1 - weeks);
            add(place, span, cells.later(cell, weeks), unit, metric, dayOfPeriod + earlier);
        }
    }

    private void add(CellIndex.Place place, int span, int cell, PersonSums.Unit unit, int metric, int day) {
        if (place.isOfWhole()) {
            person.add(key(cell, metric, CellIndex.WHOLE), unit, day, values);
        }
        if (place.isSlicedByDay() || Span.ALL.get(span).unit() != Unit.DAY) {
            for (int slice : place.slices(metric)) {
                person.add(key(cell, metric, slice), unit, day, values);
            }
        }
    }

    /** A cell, metric and slice in one number. */
    private static long key(int cell, int metric, int slice) {
        if (slice >= SLICES) {
            throw new IllegalStateException("too many values to slice by: " + slice);
        }
        return (long) cell << 32 | (long) metric << 22 | slice;
    }

    static int metric(long key) {
        return (int) (key >>> 22) & METRICS - 1;
    }

    /** The key of the whole that a slice is of. */
    static long whole(long key) {
        return key & -SLICES;
    }

    private InternalRow rowOfSums(int index) {
        return row(
                sums.key(index),
                sums.isPart(index),
                sums.r(index),
                sums.n(index),
                sums.persons(index),
                sums.pending(index),
                sums.rr(index),
                sums.rn(index),
                sums.nn(index),
                null,
                null,
                UTF8String.fromString(sums.flag(index)));
    }

    private InternalRow rowOfValues(int index) {
        return row(
                values.key(index),
                false,
                0L,
                0L,
                0L,
                0L,
                null,
                null,
                null,
                values.ended(index),
                values.unended(index),
                null);
    }

    /** The columns that say which cell it is, and then what it has. */
    private InternalRow row(long key, @Nullable Object... has) {
        CellIndex.Cell cell = cells.cell((int) (key >>> 32));
        UnitPlace.Slice slice = cells.slice((int) key & SLICES - 1);
        boolean isWhole = whole(key) == key;
        @Nullable Object[] row = new @Nullable Object[KEYS + has.length];
        row[0] = UTF8String.fromString(metrics.get(metric(key)).id());
        row[1] = UTF8String.fromString(cell.span().scope().column());
        row[2] = UTF8String.fromString(cell.platform());
        row[3] = UTF8String.fromString(cell.brandId());
        row[4] = UTF8String.fromString(cell.campaignId());
        row[5] = UTF8String.fromString(cell.span().unit().column());
        row[6] = cell.startOn();
        row[7] = isWhole ? null : UTF8String.fromString(slice.name());
        row[8] = isWhole ? null : UTF8String.fromString(slice.value());
        System.arraycopy(has, 0, row, KEYS, has.length);
        return new GenericInternalRow(row);
    }
}
