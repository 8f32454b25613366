package dev.sotto.export;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules for what leaves the house: no cell of fewer persons than a threshold, none that can be derived to be one,
 * nothing of another brand, nothing of minors.
 *
 * <p>An attacker is taken to know every row, every margin, the earlier exports and the rules, and that numbers are not
 * negative. It is suppression without noise, and so no differential privacy.
 */
public final class DisclosureControl {
    /** The fewest persons of a published cell; a contract may ask for more, never for fewer. */
    public static final int FEWEST_PERSONS = 50;

    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<PartnerRow> ORDER = Comparator.comparing(PartnerRow::metric)
            .thenComparing(PartnerRow::campaignId, TEXT)
            .thenComparing(PartnerRow::platform, TEXT)
            .thenComparing(PartnerRow::period, Comparator.reverseOrder())
            .thenComparing(PartnerRow::periodStartOn)
            .thenComparing(PartnerRow::slice, TEXT)
            .thenComparing(PartnerRow::sliceValue, TEXT);

    private final int threshold;

    private DisclosureControl(int threshold) {
        this.threshold = threshold;
    }

    public static DisclosureControl standard() {
        return new DisclosureControl(FEWEST_PERSONS);
    }

    /** Control with a higher threshold, as a contract may ask. */
    public static DisclosureControl raisedTo(int threshold) {
        if (threshold < FEWEST_PERSONS) {
            throw new SottoException(
                    Code.USE,
                    "Cannot publish cells of " + threshold + " persons: the threshold may be raised above "
                            + FEWEST_PERSONS + ", never lowered. Ask for " + FEWEST_PERSONS + " or more.");
        }
        return new DisclosureControl(threshold);
    }

    public int threshold() {
        return threshold;
    }

    /** Turn results into a brand's rows; the results of others among them are left out. */
    Disclosure disclose(String brandId, Collection<Result> results, Map<String, Metric> catalogue, ToldBefore before) {
        List<Result> admitted = new Admission(brandId, results, catalogue).admitted(results);
        Map<Place, PartnerRow> rows = byPlace(brandId, admitted);
        Emptiness emptiness = new Emptiness(rows);
        Map<Place, Cell> cells = new LinkedHashMap<>();
        Map<Place, Cell> pending = new LinkedHashMap<>();
        int smallChanges = 0;
        for (Map.Entry<Place, PartnerRow> entry : rows.entrySet()) {
            Place place = entry.getKey();
            PartnerRow row = entry.getValue();
            if (row.status() == Status.NOT_OBSERVABLE || emptiness.isStructural(place)) {
                continue;
            }
            boolean isMoved = before.movedByLess(threshold, place, row);
            smallChanges += isMoved ? 1 : 0;
            Metric metric = catalogue.get(row.metric());
            if (metric != null) {
                cells.put(place, judged(place, row, metric, before, isMoved));
            }
        }
        ComplementarySuppression.complete(threshold, cells.values());
        cells.forEach((place, cell) -> {
            PartnerRow row = rows.get(place);
            if (row != null && emptiness.hasPending(place.metric())) {
                pending.put(place, judgedPending(place, row, cell, before));
            }
        });
        ComplementarySuppression.complete(threshold, pending.values());
        List<PartnerRow> disclosed = rows.entrySet().stream()
                .map(entry -> disclosed(entry.getValue(), cells.get(entry.getKey()), pending.get(entry.getKey())))
                .sorted(ORDER)
                .toList();
        long suppressed = disclosed.stream()
                .filter(row -> row.status() == Status.SUPPRESSED)
                .count();
        return new Disclosure(disclosed, suppressed, smallChanges);
    }

    private Cell judged(Place place, PartnerRow row, Metric metric, ToldBefore before, boolean isMoved) {
        Cell cell = new Cell(place, numbers(row, metric));
        if (before.told(place, row)) {
            cell.quantities().forEach(cell::tell);
        }
        boolean isImmature = row.status() == Status.IMMATURE;
        double behind = isImmature ? units(row) : cell.number(Quantity.PERSONS);
        boolean isOneSided = cell.number(Quantity.NUMERATOR) < threshold || cell.number(Quantity.REMAINDER) < threshold;
        if (row.status() == Status.SUPPRESSED || isMoved || behind < threshold) {
            cell.hide(Quantity.ALL);
        } else if (cell.has(Quantity.REMAINDER) && !isImmature && isOneSided) {
            // Where the unit is an item, as many persons are behind it at most.
            cell.hide(Quantity.DIVISION);
        }
        if (before.withheld(place)) {
            cell.withhold();
        }
        return cell;
    }

    private static Map<Quantity, Double> numbers(PartnerRow row, Metric metric) {
        Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
        Double numerator = row.numerator();
        Double denominator = row.denominator();
        put(numbers, Quantity.COUNT, metric.additive() ? row.value() : null);
        put(numbers, Quantity.NUMERATOR, numerator);
        put(numbers, Quantity.DENOMINATOR, denominator);
        boolean isRate =
                metric.interval() == Metric.Interval.WILSON || row.unit().equals("ratio");
        if (isRate && numerator != null && denominator != null) {
            numbers.put(Quantity.REMAINDER, denominator - numerator);
        }
        numbers.put(Quantity.PERSONS, row.persons() == null ? 0.0 : row.persons());
        return numbers;
    }

    private static long units(PartnerRow row) {
        return row.pending() == null ? 0 : row.pending();
    }

    private Cell judgedPending(Place place, PartnerRow row, Cell cell, ToldBefore before) {
        long units = units(row);
        Cell pending = new Cell(place, Map.of(Quantity.COUNT, (double) units));
        if (before.toldPending(place, units)) {
            pending.tell(Quantity.COUNT);
        }
        if (units < threshold) {
            pending.hide(Quantity.ALL);
        }
        if (cell.isHidden() || before.withheldPending(place)) {
            pending.withhold();
        }
        return pending;
    }

    private static PartnerRow disclosed(PartnerRow row, @Nullable Cell cell, @Nullable Cell pending) {
        if (cell == null) {
            return row.blank(row.status() == Status.NOT_OBSERVABLE ? row.status() : Status.SUPPRESSED);
        }
        boolean isPendingHidden = pending != null && pending.isHidden();
        if (row.status() == Status.IMMATURE) {
            return cell.isHidden() || isPendingHidden ? row.blank(Status.SUPPRESSED) : row.pendingOnly();
        }
        if (cell.isHidden()) {
            return row.blank(Status.SUPPRESSED);
        }
        return isPendingHidden ? row.withoutPending() : row;
    }

    private static Map<Place, PartnerRow> byPlace(String brandId, List<Result> admitted) {
        Map<Place, PartnerRow> rows = new LinkedHashMap<>();
        admitted.stream()
                .map(result -> PartnerRow.of(brandId, result))
                .sorted(ORDER)
                .forEach(row -> {
                    if (rows.put(Place.of(row), row) != null) {
                        throw new SottoException(
                                Code.DATA,
                                "Cannot export the metric '" + row.metric()
                                        + "': two of its results are for the same place of " + row.period() + " "
                                        + row.periodStartOn() + ". Build the results again.");
                    }
                });
        return rows;
    }

    private static void put(Map<Quantity, Double> numbers, Quantity quantity, @Nullable Double number) {
        if (number != null) {
            numbers.put(quantity, number);
        }
    }
}
