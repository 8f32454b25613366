package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Which cell of {@code metrics.results} a true value stands for, in its columns. */
record TruthKey(
        String metric,
        Scope scope,
        String period,
        int startOn,
        @Nullable String slice,
        @Nullable String sliceValue) implements Comparable<TruthKey> {

    /**
     * All, a platform, a brand or a campaign.
     *
     * @param index its place among the scopes of a world
     * @param days in whose zone its days and weeks begin
     */
    record Scope(
            String name,
            @Nullable String platform,
            @Nullable String brandId,
            @Nullable String campaignId,
            int index,
            LocalDays days) {
        /** Whether something that happened counts here, be it everywhere or at a brand. */
        boolean holds(SimulatedEvent event) {
            return brandId == null || brandId.equals(event.text(EventField.BRAND_ID));
        }

        @Override
        public String toString() {
            return name + ' ' + platform + ' ' + brandId + ' ' + campaignId;
        }
    }

    private static final Comparator<TruthKey> ORDER = Comparator.comparing(TruthKey::metric)
            .thenComparing(key -> key.scope().toString())
            .thenComparing(TruthKey::period)
            .thenComparing(TruthKey::startOn)
            .thenComparing(key -> String.valueOf(key.slice()))
            .thenComparing(key -> String.valueOf(key.sliceValue()).length())
            .thenComparing(key -> String.valueOf(key.sliceValue()));

    LocalDate startDate() {
        return LocalDate.ofEpochDay(startOn);
    }

    @Override
    public int compareTo(TruthKey other) {
        return ORDER.compare(this, other);
    }
}
