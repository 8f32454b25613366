package dev.sotto.export;

import dev.sotto.domain.Result.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What earlier exports of the same brand have told of the same days: whoever has them subtracts one from the other. */
final class ToldBefore {
    /** Nothing was told yet. */
    static final ToldBefore NOTHING = new ToldBefore(List.of());

    private final Map<Place, List<PartnerRow>> rows = new HashMap<>();

    ToldBefore(Collection<PartnerRow> earlier) {
        for (PartnerRow row : earlier) {
            rows.computeIfAbsent(Place.of(row), unused -> new ArrayList<>()).add(row);
        }
    }

    /** Whether the place was withheld: what is shown now would tell what was withheld then. */
    boolean withheld(Place place) {
        return of(place).stream().anyMatch(row -> row.status() == Status.SUPPRESSED);
    }

    /** Whether the place was told with the numbers that it has now. */
    boolean told(Place place, PartnerRow now) {
        return of(place).stream()
                .anyMatch(row -> row.persons() != null
                        && Objects.equals(row.persons(), now.persons())
                        && Objects.equals(row.value(), now.value())
                        && Objects.equals(row.numerator(), now.numerator())
                        && Objects.equals(row.denominator(), now.denominator()));
    }

    boolean withheldPending(Place place) {
        return of(place).stream().anyMatch(row -> row.pending() == null && row.status() != Status.NOT_OBSERVABLE);
    }

    boolean toldPending(Place place, long pending) {
        return of(place).stream().anyMatch(row -> row.pending() != null && row.pending() == pending);
    }

    /** Whether a number of the place was told otherwise, and differs by so little that the difference is a small group. */
    boolean movedByLess(double threshold, Place place, PartnerRow now) {
        return of(place).stream()
                .anyMatch(row -> isSmall(threshold, row.persons(), now.persons())
                        || isSmall(threshold, row.numerator(), now.numerator())
                        || isSmall(threshold, row.denominator(), now.denominator())
                        || isSmall(threshold, row.pending(), now.pending()));
    }

    private static boolean isSmall(double threshold, @Nullable Number then, @Nullable Number now) {
        if (then == null || now == null) {
            return false;
        }
        double difference = Math.abs(then.doubleValue() - now.doubleValue());
        return difference > 0 && difference < threshold;
    }

    private List<PartnerRow> of(Place place) {
        return rows.getOrDefault(place, List.of());
    }
}
