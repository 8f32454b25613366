package dev.sotto.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Books of every lot that an effect had a part in: what its chance was, what it would have been without the effect, and
 * how it fell.
 *
 * <p>Chances are summed as whole billionths, so that books which were kept apart add up to the same in any order.
 */
final class EffectLedger {
    private static final double SCALE = 1e9;

    /** An arm of an effect, in one campaign where the effect is one of campaigns. */
    record Arm(Effect effect, String campaignId, String name) implements Comparable<Arm> {
        @Override
        public int compareTo(Arm other) {
            int byEffect = effect.compareTo(other.effect);
            int byCampaign = byEffect == 0 ? campaignId.compareTo(other.campaignId) : byEffect;
            return byCampaign == 0 ? name.compareTo(other.name) : byCampaign;
        }
    }

    /** The sums of an arm. */
    static final class Book {
        long units;
        long hits;
        private long expected;
        private long without;

        /** The mean chance as it was; of a time, the mean logarithm of the median. */
        double expected() {
            return expected / SCALE / units;
        }

        /** The mean chance of the same units without the effect. */
        double without() {
            return without / SCALE / units;
        }

        private void add(Book other) {
            units += other.units;
            hits += other.hits;
            expected += other.expected;
            without += other.without;
        }
    }

    /** By campaign and arm, for each effect: lots are drawn for every other event. */
    private final List<Map<String, Map<String, Book>>> books = new ArrayList<>();

    EffectLedger() {
        for (int i = 0; i < Effect.values().length; i++) {
            books.add(new HashMap<>());
        }
    }

    /** Book a lot with its chance, and the chance that it would have had without the effect. */
    void lot(Effect effect, @Nullable String campaignId, String arm, double chance, double without, boolean isHit) {
        Book book = book(effect, campaignId, arm);
        book.units++;
        book.hits += isHit ? 1 : 0;
        book.expected += Math.round(chance * SCALE);
        book.without += Math.round(without * SCALE);
    }

    /** Book a time by the logarithm of its median, as it was and without the effect; a hit is one below the latter. */
    void time(Effect effect, @Nullable String campaignId, String arm, double median, double without, double drawn) {
        double asIs = StrictMath.log(median);
        lot(effect, campaignId, arm, asIs, StrictMath.log(without), drawn < without);
    }

    private Book book(Effect effect, @Nullable String campaignId, String arm) {
        return books.get(effect.ordinal())
                .computeIfAbsent(campaignId == null ? "" : campaignId, ignored -> new HashMap<>())
                .computeIfAbsent(arm, ignored -> new Book());
    }

    Map<Arm, Book> books() {
        Map<Arm, Book> all = new TreeMap<>();
        for (Effect effect : Effect.values()) {
            books.get(effect.ordinal())
                    .forEach((campaign, arms) ->
                            arms.forEach((arm, book) -> all.put(new Arm(effect, campaign, arm), book)));
        }
        return all;
    }

    /** Add the books of another, which begins anew. */
    void take(EffectLedger other) {
        other.books()
                .forEach((arm, book) ->
                        book(arm.effect(), arm.campaignId(), arm.name()).add(book));
        other.books.forEach(Map::clear);
    }
}
