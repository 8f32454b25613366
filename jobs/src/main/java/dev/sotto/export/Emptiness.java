package dev.sotto.export;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which zeros are there by structure and tell of nobody: those of a campaign without anyone in the whole export, of a day
 * without anyone of the brand, of a place where a metric that is given by slice has none, and of units that wait where all
 * windows of a metric are over.
 */
final class Emptiness {
    private final Set<String> campaigns = new HashSet<>();
    private final Set<String> days = new HashSet<>();
    private final Set<String> metrics = new HashSet<>();
    private final Set<List<String>> counting = new HashSet<>();
    private final Set<String> slicedMetrics = new HashSet<>();
    private final Set<Place> slicedPlaces = new HashSet<>();
    private final Set<Place> peopled = new HashSet<>();
    private boolean isBrandEmpty = true;

    Emptiness(Map<Place, PartnerRow> rows) {
        rows.forEach((place, row) -> {
            if (place.isSliced()) {
                slicedMetrics.add(place.metric());
                slicedPlaces.add(place.whole());
            }
            if (isSomebody(row.pending())) {
                metrics.add(place.metric());
            }
            if (isSomebody(row.persons()) || isSomebody(row.denominator())) {
                counting.add(daysOf(place));
            }
            if (isSomebody(row.persons()) || isSomebody(row.pending()) || isSomebody(row.numerator())) {
                isBrandEmpty = false;
                peopled.add(place);
                add(campaigns, place.campaign());
                add(days, place.day());
            }
        });
    }

    boolean isStructural(Place place) {
        String campaign = place.campaign();
        String day = place.day();
        boolean lacksSlices = slicedMetrics.contains(place.metric())
                && !place.isSliced()
                && !slicedPlaces.contains(place)
                && !peopled.contains(place);
        return isBrandEmpty
                || campaign != null && !campaigns.contains(campaign)
                || day != null && !days.contains(day)
                || lacksSlices;
    }

    /** Whether units of a metric still wait for their windows, somewhere. */
    boolean hasPending(String metric) {
        return metrics.contains(metric);
    }

    /** Whether nobody of a day or week can be counted yet, since the windows of all units that are there are open. */
    boolean isOpen(Place place) {
        return hasPending(place.metric()) && !counting.contains(daysOf(place));
    }

    private static List<String> daysOf(Place place) {
        return List.of(place.metric(), place.day() == null ? "" : place.day());
    }

    private static boolean isSomebody(@Nullable Number number) {
        return number != null && number.doubleValue() != 0;
    }

    private static void add(Set<String> places, @Nullable String coordinate) {
        if (coordinate != null) {
            places.add(coordinate);
        }
    }
}
