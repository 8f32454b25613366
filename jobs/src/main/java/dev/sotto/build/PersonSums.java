package dev.sotto.build;

import dev.sotto.build.UnitShape.Form;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Metric.ByPerson;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the units of one person add up to, by cell, metric and slice. */
final class PersonSums {

    /** What {@link UnitRows} tell of one measure of a unit. */
    record Unit(
            long head, long first, long second, @Nullable String flag) {}

    private final ByPerson[] byPerson;
    private final LongIndex keys = new LongIndex();
    private long[] r = new long[64];
    private long[] n = new long[64];
    private long[] pending = new long[64];
    private Form[] forms = new Form[64];
    private @Nullable String[] flags = new String[64];
    private boolean isKnown;

    PersonSums(List<Metric> metrics) {
        byPerson = metrics.stream().map(Metric::byPerson).toArray(ByPerson[]::new);
    }

    /** Begin with a person; who is not known counts in no number of persons. */
    void begin(boolean known) {
        keys.clear();
        isKnown = known;
    }

    /** Add a unit of the day of a period; a value goes straight to those of its cell. */
    void add(long key, Unit unit, int day, CellValues values) {
        if (!isKnown && byPerson[RolledRows.metric(key)] != ByPerson.SUM) {
            return;
        }
        Form form = UnitRows.form(unit.head());
        int index = index(key, form);
        if (unit.flag() != null) {
            flags[index] = unit.flag();
        }
        switch (form) {
            case VALUE, VALUES, TIMED -> value(index, key, unit, values);
            case COUNT, PART, RATIO -> {
                if (UnitRows.isOver(unit.head())) {
                    combine(index, byPerson[RolledRows.metric(key)], unit.first(), unit.second(), 1L << day);
                } else {
                    pending[index] += unit.second();
                }
            }
        }
    }

    private int index(long key, Form form) {
        int before = keys.size();
        int index = keys.add(key);
        if (index < before) {
            return index;
        }
        if (index == r.length) {
            r = Arrays.copyOf(r, index * 2);
            n = Arrays.copyOf(n, index * 2);
            pending = Arrays.copyOf(pending, index * 2);
            forms = Arrays.copyOf(forms, index * 2);
            flags = Arrays.copyOf(flags, index * 2);
        }
        r[index] = 0;
        n[index] = 0;
        pending[index] = 0;
        forms[index] = form;
        flags[index] = null;
        return index;
    }

    private void value(int index, long key, Unit unit, CellValues values) {
        n[index]++;
        if (UnitRows.isOver(unit.head())) {
            r[index]++;
            values.ended(key, unit.first());
            return;
        }
        pending[index] += unit.second();
        if (unit.first() != UnitRows.UNWATCHED) {
            values.unended(key, unit.first());
        }
    }

    private void combine(int index, ByPerson way, long numerator, long denominator, long dayBit) {
        switch (way) {
            case SUM -> {
                r[index] += numerator;
                n[index] += denominator;
            }
            case ANY -> {
                r[index] = Math.max(r[index], numerator);
                n[index] = Math.max(n[index], denominator);
            }
            case EVERY -> {
                r[index] = n[index] == 0 ? numerator : Math.min(r[index], numerator);
                n[index] = Math.max(n[index], denominator);
            }
            case DAYS -> {
                r[index] |= numerator > 0 ? dayBit : 0;
                n[index] = Math.max(n[index], denominator);
            }
            case DAY_SHARE -> {
                r[index] |= numerator > 0 ? dayBit : 0;
                n[index] |= denominator > 0 ? dayBit : 0;
            }
        }
    }

    /** Add them to those of all persons. */
    void addTo(CellSums sums) {
        int[] places = sums.places(keys);
        for (int i = 0; i < places.length; i++) {
            addTo(sums, places[i], i);
            String flag = flags[i];
            if (flag != null) {
                sums.flag(places[i], flag);
            }
        }
    }

    private void addTo(CellSums sums, int place, int index) {
        int persons = isKnown ? 1 : 0;
        switch (forms[index]) {
            case VALUE, VALUES, TIMED -> sums.addValues(place, r[index], n[index], pending[index], persons);
            case PART -> {
                int whole = keys.find(RolledRows.whole(keys.key(index)));
                sums.addPart(place, r[index], whole < 0 ? 0 : r[whole], persons);
            }
            case COUNT -> sums.addCount(place, r[index], persons);
            case RATIO -> {
                ByPerson way = byPerson[RolledRows.metric(keys.key(index))];
                long numerator = r[index];
                long denominator = n[index];
                if (way == ByPerson.DAYS) {
                    numerator = Long.bitCount(r[index]);
                } else if (way == ByPerson.DAY_SHARE && denominator != 0) {
                    numerator = Math.round(CellSums.SCALE * (double) Long.bitCount(r[index]) / Long.bitCount(n[index]));
                    denominator = 1;
                }
                sums.add(place, numerator, denominator, pending[index], persons);
            }
        }
    }
}
