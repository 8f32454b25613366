package dev.sotto.fold;

import dev.sotto.domain.Experiment;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.RetentionPlan;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What stories know besides events.
 *
 * @param currencies by brand: what its money is counted in
 * @param perEuro by day and currency, such as {@code 2026-04-06 USD}: what one euro bought
 */
public record StorySettings(
        FoldSettings folding,
        List<FunnelPlan> funnels,
        List<RetentionPlan> retention,
        List<Experiment> experiments,
        Lookback lookback,
        Map<String, String> currencies,
        Map<String, Double> perEuro)
        implements Serializable {

    public StorySettings {
        funnels = List.copyOf(funnels);
        retention = List.copyOf(retention);
        experiments = List.copyOf(experiments);
        currencies = new HashMap<>(currencies);
        perEuro = new HashMap<>(perEuro);
    }

    /** An amount in the brand's currency at the rates of its day; nothing where there is no rate. */
    OptionalLong money(String brandId, long minor, @Nullable String currency, long at) {
        String wanted = currencies.get(brandId);
        if (currency == null || wanted == null || currency.equals(wanted)) {
            return OptionalLong.of(minor);
        }
        LocalDate day = LocalDate.ofInstant(java.time.Instant.ofEpochMilli(at), ZoneOffset.UTC);
        Double from = rate(day, currency);
        Double to = rate(day, wanted);
        return from == null || to == null ? OptionalLong.empty() : OptionalLong.of(Math.round(minor / from * to));
    }

    private @Nullable Double rate(LocalDate day, String currency) {
        return currency.equals("EUR") ? Double.valueOf(1) : perEuro.get(day + " " + currency);
    }
}
