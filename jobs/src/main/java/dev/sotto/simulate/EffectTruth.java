package dev.sotto.simulate;

import dev.sotto.simulate.EffectLedger.Arm;
import dev.sotto.simulate.EffectLedger.Book;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is true of an arm of an effect, and what somebody would see who only compares arms.
 *
 * @param effect the effect
 * @param campaignId the campaign; empty outside campaigns
 * @param arm the arm
 * @param units how many lots were drawn in it
 * @param hits how many of them fell; of times, how many are below the median of the control
 * @param chance their mean chance; of times, the mean logarithm of the median milliseconds
 * @param effectIsTimes by how much the effect multiplies its own units' chance or median: the truth
 * @param unlikeIsTimes how much likelier these units are than those of the control without any effect: 1 if drawn by lot,
 *     else confounding; null without a control
 * @param naiveIsTimes what comparing the arms gives on average: the truth times the confounding
 */
record EffectTruth(
        Effect effect,
        String campaignId,
        String arm,
        long units,
        long hits,
        double chance,
        double effectIsTimes,
        @Nullable Double unlikeIsTimes,
        @Nullable Double naiveIsTimes) {

    /** Every arm of every effect; a campaign's arms are held against the control in the same campaign. */
    static List<EffectTruth> all(EffectLedger ledger) {
        List<EffectTruth> all = new ArrayList<>();
        Map<Arm, Book> books = ledger.books();
        books.forEach((arm, book) -> {
            Arm control = new Arm(arm.effect(), arm.campaignId(), arm.effect().control());
            all.add(of(arm, book, books.get(control)));
        });
        return all;
    }

    private static EffectTruth of(Arm arm, Book book, @Nullable Book control) {
        boolean isTime = arm.effect().unit() == Effect.Unit.TIME;
        double chance = book.expected();
        double truth = isTime ? StrictMath.exp(chance - book.without()) : chance / book.without();
        if (control == null) {
            return new EffectTruth(
                    arm.effect(), arm.campaignId(), arm.name(), book.units, book.hits, chance, truth, null, null);
        }
        double unlike =
                isTime ? StrictMath.exp(book.without() - control.without()) : book.without() / control.without();
        return new EffectTruth(
                arm.effect(),
                arm.campaignId(),
                arm.name(),
                book.units,
                book.hits,
                chance,
                truth,
                unlike,
                truth * unlike);
    }

    /** What is written of it, in the words of {@code truth.json}. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("effect", effect.id());
        map.put("campaign_id", campaignId.isEmpty() ? null : campaignId);
        map.put("arm", arm);
        map.put("control", effect.control());
        map.put("units", units);
        map.put("hits", hits);
        map.put(effect.unit() == Effect.Unit.TIME ? "mean_log_median_ms" : "mean_chance", rounded(chance));
        map.put("true_ratio", rounded(effectIsTimes));
        map.put("confounding_ratio", rounded(unlikeIsTimes));
        map.put("naive_ratio", rounded(naiveIsTimes));
        return map;
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Math.round(value * 1e9) / 1e9;
    }
}
