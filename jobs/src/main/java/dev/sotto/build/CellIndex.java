package dev.sotto.build;

import dev.sotto.domain.Metric;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the cells and slices that units count in, so that adding up needs no texts. */
final class CellIndex {

    /** Where and when numbers are given: from one day to another, which a lifetime has none of. */
    record Cell(
            Span span,
            @Nullable String platform,
            @Nullable String brandId,
            @Nullable String campaignId,
            int startOn,
            int lastOn) {}

    /** A place of units, and what was found out of it: the slices by metric, and the cells by day. */
    final class Place {
        private final UnitPlace is;
        private final int[] @Nullable [] slicesOfMetric = new int[metrics.size()][];
        private final LongIndex days = new LongIndex();
        private final List<int[]> cellsOfDay = new ArrayList<>();

        Place(UnitPlace is) {
            this.is = is;
        }

        boolean isOfWhole() {
            return is.isOfWhole();
        }

        boolean isSlicedByDay() {
            return is.isSlicedByDay();
        }

        @Nullable
        String flag() {
            return is.flag();
        }

        /** The cells of a day by position in {@link Span#ALL}; -1 where it counts in none. */
        int[] cells(@Nullable Integer unitOn, @Nullable Integer siteOn) {
            long day = (unitOn == null ? Integer.MIN_VALUE : (long) unitOn) << 32
                    | (siteOn == null ? Integer.MIN_VALUE : siteOn) & 0xffffffffL;
            int number = days.add(day);
            if (number == cellsOfDay.size()) {
                cellsOfDay.add(found(unitOn, siteOn));
            }
            return cellsOfDay.get(number);
        }

        /** The slices that a metric is given by and that its units here are in. */
        int[] slices(int metric) {
            int[] known = slicesOfMetric[metric];
            if (known == null) {
                known = new int[is.slices().size()];
                int given = 0;
                for (UnitPlace.Slice slice : is.slices()) {
                    if (metrics.get(metric).slices().contains(slice.name())) {
                        known[given++] = slices.number(slice);
                    }
                }
                known = Arrays.copyOf(known, given);
                slicesOfMetric[metric] = known;
            }
            return known;
        }

        private int[] found(@Nullable Integer unitOn, @Nullable Integer siteOn) {
            int[] found = new int[Span.ALL.size()];
            for (int i = 0; i < found.length; i++) {
                Span span = Span.ALL.get(i);
                Integer day = span.scope().isOfBrand() ? unitOn : siteOn;
                boolean isPart = switch (span.scope()) {
                    case ALL, PLATFORM -> true;
                    case BRAND -> is.brandId() != null;
                    case CAMPAIGN -> is.brandId() != null && is.campaignId() != null;
                };
                found[i] = day == null || !isPart ? -1 : cells.number(cell(span, day));
            }
            return found;
        }

        private Cell cell(Span span, int day) {
            return new Cell(
                    span,
                    span.scope() == Span.Scope.PLATFORM ? is.platform() : null,
                    span.scope().isOfBrand() ? is.brandId() : null,
                    span.scope() == Span.Scope.CAMPAIGN ? is.campaignId() : null,
                    span.startOn(day),
                    span.lastOn(day));
        }
    }

    /** The slice of what is not sliced. */
    static final int WHOLE = 0;

    private final List<Metric> metrics;
    private final int most;
    private final Map<ByteBuffer, Place> places = new HashMap<>();
    private final Numbering<Cell> cells = new Numbering<>();
    private final Numbering<UnitPlace.Slice> slices = new Numbering<>();

    /**
     * None yet.
     *
     * @param most how many places are held in memory at once, about: rooms make more of them as there are more persons
     */
    CellIndex(List<Metric> metrics, int most) {
        this.metrics = metrics;
        this.most = most;
        slices.number(new UnitPlace.Slice("", ""));
    }

    /** Whether it is time to begin anew. */
    boolean isFull() {
        return places.size() > most;
    }

    /** The place of these packed texts. */
    Place place(byte[] packed) {
        Place known = places.get(ByteBuffer.wrap(packed));
        if (known == null) {
            byte[] own = Arrays.copyOf(packed, packed.length);
            known = new Place(UnitPlace.unpack(own));
            places.put(ByteBuffer.wrap(own), known);
        }
        return known;
    }

    Cell cell(int number) {
        return cells.get(number);
    }

    /** The cell of as many weeks later. */
    int later(int number, int weeks) {
        Cell cell = cell(number);
        int days = 7 * weeks;
        return weeks == 0
                ? number
                : cells.number(new Cell(
                        cell.span(),
                        cell.platform(),
                        cell.brandId(),
                        cell.campaignId(),
                        cell.startOn() + days,
                        cell.lastOn() + days));
    }

    UnitPlace.Slice slice(int number) {
        return slices.get(number);
    }

    /** Numbers things from 0 in the order in which they come. */
    private static final class Numbering<T> {
        private final List<T> all = new ArrayList<>();
        private final Map<T, Integer> numbers = new HashMap<>();

        int number(T thing) {
            Integer known = numbers.putIfAbsent(thing, all.size());
            if (known == null) {
                all.add(thing);
                return all.size() - 1;
            }
            return known;
        }

        T get(int number) {
            return all.get(number);
        }
    }
}
