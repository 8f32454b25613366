package dev.sotto.export;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.export.Publication.Offer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    private static final Set<Quantity> PENDING = Set.of(Quantity.PENDING);

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
        int smallChanges = 0;
        for (Map.Entry<Place, PartnerRow> entry : rows.entrySet()) {
            Place place = entry.getKey();
            PartnerRow row = entry.getValue();
            Metric metric = catalogue.get(row.metric());
            if (row.status() != Status.NOT_OBSERVABLE && !emptiness.isStructural(place) && metric != null) {
                boolean isMoved = before.movedByLess(threshold, place, row);
                smallChanges += isMoved ? 1 : 0;
                cells.put(place, cell(place, row, numbers(place, row, metric, emptiness), before, isMoved));
            }
        }
        Publication publication = new Publication(threshold, cells.values());
        Set<Place> shown = publication.publish(offers(rows, cells.values(), before));
        Set<Place> shownPending = publication.publish(pendingOffers(shown, cells.values(), before));
        List<PartnerRow> disclosed = rows.entrySet().stream()
                .map(entry -> disclosed(
                        entry.getValue(),
                        shown.contains(entry.getKey()),
                        !emptiness.hasPending(entry.getKey().metric()) || shownPending.contains(entry.getKey())))
                .sorted(ORDER)
                .toList();
        long suppressed = disclosed.stream()
                .filter(row -> row.status() == Status.SUPPRESSED)
                .count();
        return new Disclosure(disclosed, suppressed, smallChanges);
    }

    private Cell cell(Place place, PartnerRow row, Map<Quantity, Double> numbers, ToldBefore before, boolean isMoved) {
        Set<Quantity> secrets = EnumSet.noneOf(Quantity.class);
        Set<Quantity> told = EnumSet.noneOf(Quantity.class);
        if (row.status() == Status.SUPPRESSED || isMoved || number(numbers, Quantity.PERSONS) < threshold) {
            secrets.addAll(Quantity.COUNTED);
        } else if (isOneSided(numbers)) {
            secrets.addAll(Quantity.DIVISION);
        }
        if (isMoved || number(numbers, Quantity.PENDING) < threshold) {
            secrets.add(Quantity.PENDING);
        }
        if (before.told(place, row)) {
            told.addAll(Quantity.COUNTED);
        }
        if (before.toldPending(place, units(row))) {
            told.add(Quantity.PENDING);
        }
        return new Cell(place, numbers, secrets, told);
    }

    // Where the unit is an item, as many persons are behind it at most.
    private boolean isOneSided(Map<Quantity, Double> numbers) {
        return numbers.containsKey(Quantity.REMAINDER)
                && (number(numbers, Quantity.NUMERATOR) < threshold || number(numbers, Quantity.REMAINDER) < threshold);
    }

    private static Map<Quantity, Double> numbers(Place place, PartnerRow row, Metric metric, Emptiness emptiness) {
        Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
        // While all windows of a row are open, nobody can be counted in it yet: its zeros are there by structure.
        if (row.status() != Status.IMMATURE && !emptiness.isOpen(place)) {
            put(numbers, Quantity.PERSONS, row.persons());
            put(numbers, metric.additive() ? Quantity.COUNT : Quantity.NUMERATOR, row.numerator());
            if (metric.interval() != Metric.Interval.NONE) {
                put(numbers, Quantity.DENOMINATOR, row.denominator());
            }
            if (metric.interval() == Metric.Interval.WILSON || row.unit().equals("ratio")) {
                double numerator = number(numbers, Quantity.NUMERATOR);
                put(numbers, Quantity.REMAINDER, number(numbers, Quantity.DENOMINATOR) - numerator);
            }
        }
        if (emptiness.hasPending(row.metric())) {
            put(numbers, Quantity.PENDING, row.pending());
            put(numbers, Quantity.UNITS, number(numbers, Quantity.DENOMINATOR) + units(row));
        }
        return numbers;
    }

    private static List<Offer> offers(Map<Place, PartnerRow> rows, Collection<Cell> cells, ToldBefore before) {
        List<Offer> offers = new ArrayList<>();
        for (Cell cell : cells) {
            PartnerRow row = Objects.requireNonNull(rows.get(cell.place()));
            boolean isImmature = row.status() == Status.IMMATURE;
            Set<Quantity> tells = isImmature ? PENDING : Quantity.COUNTED;
            boolean wasWithheld = before.withheld(cell.place()) || isImmature && before.withheldPending(cell.place());
            if (!wasWithheld && Collections.disjoint(cell.secrets(), tells)) {
                offers.add(new Offer(cell.place(), tells, size(cell)));
            }
        }
        return offers;
    }

    private static List<Offer> pendingOffers(Set<Place> shown, Collection<Cell> cells, ToldBefore before) {
        return cells.stream()
                .filter(cell -> shown.contains(cell.place()) && !before.withheldPending(cell.place()))
                .filter(cell -> !cell.secrets().contains(Quantity.PENDING))
                .map(cell -> new Offer(cell.place(), PENDING, size(cell)))
                .toList();
    }

    private static double size(Cell cell) {
        return Math.max(number(cell.numbers(), Quantity.PERSONS), number(cell.numbers(), Quantity.PENDING));
    }

    private static long units(PartnerRow row) {
        return row.pending() == null ? 0 : row.pending();
    }

    private static PartnerRow disclosed(PartnerRow row, boolean isShown, boolean isPendingShown) {
        if (!isShown) {
            return row.blank(row.status() == Status.NOT_OBSERVABLE ? row.status() : Status.SUPPRESSED);
        }
        if (row.status() == Status.IMMATURE) {
            return row.pendingOnly();
        }
        return isPendingShown ? row : row.withoutPending();
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

    private static double number(Map<Quantity, Double> numbers, Quantity quantity) {
        return numbers.getOrDefault(quantity, 0.0);
    }

    private static void put(Map<Quantity, Double> numbers, Quantity quantity, @Nullable Number number) {
        numbers.put(quantity, number == null ? 0 : Math.max(0, number.doubleValue()));
    }
}
