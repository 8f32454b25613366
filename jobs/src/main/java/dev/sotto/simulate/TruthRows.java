package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The true values by cell; each neighbourhood adds its own, because nobody lives in two. */
final class TruthRows {
    private static final List<String> PLATFORMS =
            List.of("tiktok", "whatsapp", "instagram", "messenger", "spotify", "web", "other");

    /** Series begin this much before the first day, which somewhere is a Sunday still. */
    private static final int MARGIN = 7;

    private final Map<String, TruthSeries> weekly = new LinkedHashMap<>();
    private final Map<String, TruthSeries> daily = new LinkedHashMap<>();
    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, Scope> platforms = new HashMap<>();
    private final Map<String, List<Scope>> brands = new HashMap<>();
    private final Map<String, List<Scope>> campaigns = new HashMap<>();
    private final List<Scope> house;
    private final Calendar calendar;
    private final long watermark;
    private final int firstDay;
    private long somebody;

    TruthRows(World world, Calendar calendar) {
        this.calendar = calendar;
        watermark = calendar.endOn().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        firstDay = (int) calendar.startOn().toEpochDay() - MARGIN;
        Map<ZoneId, LocalDays> days = new HashMap<>();
        days.put(ZoneOffset.UTC, new LocalDays(ZoneOffset.UTC, calendar));
        house = List.of(scope("all", null, null, null, days, ZoneOffset.UTC));
        for (String platform : PLATFORMS) {
            platforms.put(platform, scope("platform", platform, null, null, days, ZoneOffset.UTC));
        }
        for (World.Brand brand : world.brands()) {
            Scope ofBrand = scope("brand", null, brand.id(), null, days, brand.zoneId());
            brands.put(brand.id(), List.of(house.get(0), ofBrand));
            for (World.Campaign campaign : world.campaigns()) {
                if (campaign.brand().equals(brand.id())) {
                    Scope own = scope("campaign", null, brand.id(), campaign.id(), days, brand.zoneId());
                    campaigns.put(campaign.id(), List.of(house.get(0), ofBrand, own));
                }
            }
        }
    }

    private Scope scope(
            String name,
            @Nullable String platform,
            @Nullable String brand,
            @Nullable String campaign,
            Map<ZoneId, LocalDays> days,
            ZoneId zone) {
        LocalDays local = days.computeIfAbsent(zone, ignored -> new LocalDays(zone, calendar));
        Scope scope = new Scope(name, platform, brand, campaign, scopes.size(), local);
        scopes.add(scope);
        return scope;
    }

    Map<TruthKey, TruthCell> cells() {
        Map<TruthKey, TruthCell> cells = new HashMap<>();
        Scope[] known = scopes.toArray(new Scope[0]);
        weekly.values().forEach(series -> series.collect(known, cells));
        daily.values().forEach(series -> series.collect(known, cells));
        return cells;
    }

    /** Add what was counted of other neighbourhoods; the other begins anew. */
    void take(TruthRows other) {
        other.weekly.forEach((metric, series) -> weekly(metric).add(series));
        other.daily.forEach((metric, series) -> daily(metric).add(series));
        other.weekly.values().forEach(TruthSeries::clear);
        other.daily.values().forEach(TruthSeries::clear);
    }

    /** All, and the brand where there is one. */
    List<Scope> scopes(@Nullable String brandId) {
        return brandId == null ? house : brands.getOrDefault(brandId, house);
    }

    /** All, the brand, and the campaign where there is one. */
    List<Scope> scopes(@Nullable String brandId, @Nullable String campaignId) {
        List<Scope> ofCampaign = campaignId == null ? null : campaigns.get(campaignId);
        return ofCampaign == null ? scopes(brandId) : ofCampaign;
    }

    Scope platform(@Nullable String platform) {
        Scope known = platform == null ? null : platforms.get(platform);
        return known == null ? platforms.getOrDefault("other", house.get(0)) : known;
    }

    /** The series of a metric, and of others that are told of the same cells in another way. */
    TruthSeries weekly(String metric, String... others) {
        TruthSeries known = weekly.get(metric);
        if (known == null) {
            known = new TruthSeries(
                    Stream.concat(Stream.of(metric), Stream.of(others)).toList(), false, firstDay, null, null);
            weekly.put(metric, known);
        }
        return known;
    }

    TruthSeries daily(String metric) {
        return daily.computeIfAbsent(metric, name -> new TruthSeries(List.of(name), true, firstDay, null, null));
    }

    TruthCell day(String metric, Scope scope, long at) {
        return daily(metric).at(scope, at);
    }

    TruthCell week(String metric, Scope scope, long at) {
        return weekly(metric).at(scope, at);
    }

    /** The end of the last complete day of the sources, whose days are the site's: the beginning of the last Monday. */
    long watermark() {
        return watermark;
    }

    /** A number that stands for the next person who is to be counted once in a cell. */
    long nextSomebody() {
        return ++somebody;
    }
}
