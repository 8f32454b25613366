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

    /** Sums of a cell; those of several partitions still have to be added to each other. */
    static final StructType ROW = StructType.fromDDL("metric STRING, scope STRING, platform STRING, brand_id STRING,"
            + " campaign_id STRING, period STRING, period_start_on DATE, slice STRING, slice_value STRING, is_part BOOLEAN,"
            + " r BIGINT, n BIGINT, persons BIGINT, pending BIGINT, rr DECIMAL(38,0), rn DECIMAL(38,0),"
            + " nn DECIMAL(38,0), ended ARRAY<BIGINT>, unended ARRAY<BIGINT>, flag STRING");

    /** How many weeks a share of days looks at, of which the period is the last. */
    static final int WEEKS_OF_DAY_SHARE = 4;

    private static final int METRICS = 1 << 10;
    private static final int SLICES = 1 << 22;

    private final Iterator<InternalRow> units;
    private final List<Metric> metrics;
    private final boolean[][] spans;
    private CellIndex cells;
    private CellSums sums;
    private final PersonSums person;
    private @Nullable InternalRow held;
    private int told;

    RolledRows(Iterator<InternalRow> units, List<Metric> metrics) {
        this.units = units;
        this.metrics = metrics;
        this.spans = metrics.stream().map(Span::of).toArray(boolean[][]::new);
        this.cells = new CellIndex(metrics);
        this.sums = new CellSums(metrics);
        this.person = new PersonSums(metrics);
        if (metrics.size() >= METRICS) {
            throw new IllegalStateException("too many metrics to number them: " + metrics.size());
        }
    }

    @Override
    public boolean hasNext() {
        if (told == sums.size()) {
            fill();
        }
        return told < sums.size();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return row(told++);
    }

    private void fill() {
        cells = new CellIndex(metrics);
        sums = new CellSums(metrics);
        told = 0;
        while (!sums.isFull() && (held != null || units.hasNext())) {
            addPerson(held != null ? held : units.next());
        }
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
            person.add(key(cell, metric, CellIndex.WHOLE), unit, day, sums);
        }
        if (place.isSlicedByDay() || Span.ALL.get(span).unit() != Unit.DAY) {
            for (int slice : place.slices(metric)) {
                person.add(key(cell, metric, slice), unit, day, sums);
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

    private InternalRow row(int index) {
        long key = sums.key(index);
        CellIndex.Cell cell = cells.cell((int) (key >>> 32));
        UnitPlace.Slice slice = cells.slice((int) key & SLICES - 1);
        boolean isWhole = whole(key) == key;
        return new GenericInternalRow(new @Nullable Object[] {
            UTF8String.fromString(metrics.get(metric(key)).id()),
            UTF8String.fromString(cell.span().scope().column()),
            UTF8String.fromString(cell.platform()),
            UTF8String.fromString(cell.brandId()),
            UTF8String.fromString(cell.campaignId()),
            UTF8String.fromString(cell.span().unit().column()),
            cell.startOn(),
            isWhole ? null : UTF8String.fromString(slice.name()),
            isWhole ? null : UTF8String.fromString(slice.value()),
            sums.isPart(index),
            sums.r(index),
            sums.n(index),
            sums.persons(index),
            sums.pending(index),
            sums.rr(index),
            sums.rn(index),
            sums.nn(index),
            sums.ended(index),
            sums.unended(index),
            UTF8String.fromString(sums.flag(index))
        });
    }
}
