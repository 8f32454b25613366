package dev.sotto.export;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Publishes numbers one by one, the important ones first, as long as every secret stays uncertain by a threshold.
 *
 * <p>Each secret has its witnesses: two worlds that agree in all that is published and differ in it by that much. A number
 * that is the true one in both leaves them alone; any other is published only if other witnesses are found.
 */
final class Publication {

    /** Numbers of a place that may be published if that tells no secret. */
    record Offer(Place place, Set<Quantity> tells, double persons) {
        /** Brand before campaign, week before day, whole before slice, large before small. */
        static final Comparator<Offer> ORDER = Comparator.<Offer>comparingInt(
                        offer -> offer.place().at().size())
                .thenComparing(offer -> offer.place().isSliced())
                .thenComparing(offer -> offer.place().day() != null)
                .thenComparing(Comparator.comparingDouble(Offer::persons).reversed())
                .thenComparing(Offer::place);
    }

    private final Laws laws;
    private final BitSet published = new BitSet();
    private final int[] importance;
    private final Witnesses witnesses;

    Publication(double threshold, Collection<Cell> cells) {
        laws = LawReading.of(cells);
        importance = new int[laws.figures().size()];
        for (Cell cell : cells) {
            figures(cell.place(), cell.told()).forEach(published::set);
        }
        Set<Integer> secrets = new LinkedHashSet<>();
        for (Cell cell : cells) {
            secrets.addAll(figures(cell.place(), cell.secrets()));
        }
        secrets.removeIf(published::get);
        witnesses = new Witnesses(threshold, laws, secrets, importance);
    }

    /** The places of the offers that are published. */
    Set<Place> publish(Collection<Offer> offers) {
        List<Offer> ordered = offers.stream().sorted(Offer.ORDER).toList();
        BitSet all = (BitSet) published.clone();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            for (int figure : figures(ordered.get(i).place(), ordered.get(i).tells())) {
                importance[figure] = ordered.size() - i;
                all.set(figure);
            }
        }
        witnesses.call(published, all);
        Set<Place> places = new HashSet<>();
        for (Offer offer : ordered) {
            Set<Integer> figures = figures(offer.place(), offer.tells());
            if (publishes(figures)) {
                places.add(offer.place());
            } else {
                figures.forEach(figure -> importance[figure] = 0);
            }
        }
        return places;
    }

    private boolean publishes(Set<Integer> figures) {
        List<Integer> fresh =
                figures.stream().filter(figure -> !published.get(figure)).toList();
        fresh.forEach(published::set);
        boolean isSafe = witnesses.outlive(fresh, published);
        if (!isSafe) {
            fresh.forEach(published::clear);
        }
        return isSafe;
    }

    private Set<Integer> figures(Place place, Set<Quantity> quantities) {
        Set<Integer> figures = new LinkedHashSet<>();
        for (Quantity quantity : quantities) {
            Integer figure = laws.figures().at(place, quantity);
            if (figure != null) {
                figures.add(figure);
            }
        }
        return figures;
    }
}
