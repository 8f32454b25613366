package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The true values by cell; each neighbourhood adds its own, because nobody lives in two. */
final class TruthRows {

    /** A true value: a count, or a ratio with what is not yet mature. */
    static final class Cell {
        long numerator;
        long denominator;
        long pending;
        boolean isRatio;

        @Nullable
        Durations durations;

        private void add(Cell other) {
            numerator += other.numerator;
            denominator += other.denominator;
            pending += other.pending;
            isRatio |= other.isRatio;
            if (other.durations != null) {
                durations = durations == null ? new Durations() : durations;
                durations.add(other.durations);
            }
        }
    }

    /** Counts everybody once in a cell. */
    final class Distinct {
        private final Map<TruthKey, Set<String>> seen = new HashMap<>();

        void see(TruthKey key, String person) {
            if (seen.computeIfAbsent(key, ignored -> new HashSet<>()).add(person)) {
                count(key);
            }
        }
    }

    private static final Scope ALL = new Scope("all", null, null, null);

    private final Map<TruthKey, Cell> cells = new HashMap<>();
    private final Map<String, ZoneId> zones = new HashMap<>();
    private final Map<String, Scope> platforms = new HashMap<>();
    private final Map<String, List<Scope>> brands = new HashMap<>();
    private final Map<String, List<Scope>> campaigns = new HashMap<>();
    private final Calendar calendar;

    TruthRows(World world, Calendar calendar) {
        this.calendar = calendar;
        for (World.Brand brand : world.brands()) {
            zones.put(brand.id(), brand.zoneId());
            brands.put(brand.id(), List.of(ALL, new Scope("brand", null, brand.id(), null)));
        }
        for (World.Campaign campaign : world.campaigns()) {
            List<Scope> scopes = new ArrayList<>(scopes(campaign.brand()));
            scopes.add(new Scope("campaign", null, campaign.brand(), campaign.id()));
            campaigns.put(campaign.id(), List.copyOf(scopes));
        }
    }

    Map<TruthKey, Cell> cells() {
        return cells;
    }

    /** Add what was counted of other neighbourhoods. */
    void add(TruthRows other) {
        other.cells.forEach((key, cell) -> cell(key).add(cell));
    }

    /** All, and the brand where there is one. */
    List<Scope> scopes(@Nullable String brandId) {
        return brands.getOrDefault(String.valueOf(brandId), List.of(ALL));
    }

    /** All, the brand, and the campaign where there is one. */
    List<Scope> scopes(@Nullable String brandId, @Nullable String campaignId) {
        return campaigns.getOrDefault(String.valueOf(campaignId), scopes(brandId));
    }

    Scope platform(String platform) {
        return platforms.computeIfAbsent(platform, name -> new Scope("platform", name, null, null));
    }

    TruthKey day(String metric, Scope scope, long at) {
        return new TruthKey(metric, scope, "day", localDay(scope, at), null, null);
    }

    TruthKey week(String metric, Scope scope, long at) {
        return week(metric, scope, at, null, null);
    }

    TruthKey week(String metric, Scope scope, long at, @Nullable String slice, @Nullable String value) {
        int day = localDay(scope, at);
        // Epoch day 4 was the first Monday.
        return new TruthKey(metric, scope, "week", day - Math.floorMod(day - 4, 7), slice, value);
    }

    /** The end of the last complete day of the sources, whose days are the site's: the beginning of the last Monday. */
    long watermark() {
        return calendar.endOn().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    void count(TruthKey key) {
        add(key, 1);
    }

    void add(TruthKey key, long more) {
        cell(key).numerator += more;
    }

    /** A unit of a ratio: a hit or not, or not to be judged yet. */
    void judge(TruthKey key, boolean isHit, boolean isMature) {
        if (isMature) {
            ratio(key, isHit ? 1 : 0, 1);
        } else {
            Cell cell = cell(key);
            cell.isRatio = true;
            cell.pending++;
        }
    }

    void ratio(TruthKey key, long numerator, long denominator) {
        Cell cell = cell(key);
        cell.isRatio = true;
        cell.numerator += numerator;
        cell.denominator += denominator;
    }

    /** A conversation, with how long its answer took where there is one. */
    void duration(TruthKey key, @Nullable Long millis) {
        Cell cell = cell(key);
        if (cell.durations == null) {
            cell.durations = new Durations();
        }
        cell.denominator++;
        if (millis != null) {
            cell.durations.add(millis);
        }
    }

    private Cell cell(TruthKey key) {
        return cells.computeIfAbsent(key, ignored -> new Cell());
    }

    private int localDay(Scope scope, long at) {
        int offset = zone(scope).getRules().getOffset(Instant.ofEpochMilli(at)).getTotalSeconds();
        return (int) Math.floorDiv(at + offset * 1000L, Calendar.DAY);
    }

    private ZoneId zone(Scope scope) {
        ZoneId zone = scope.brandId() == null ? null : zones.get(scope.brandId());
        return zone == null ? ZoneOffset.UTC : zone;
    }
}
