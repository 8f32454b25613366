package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.util.HashMap;
import java.util.Map;

/** What came back of what campaigns cost, by week: revenue by the cost of the days whose windows have all passed. */
final class SpendingTruth {
    private static final String REVENUE = "net_revenue_per_reached";
    private static final int WEEK = 7;

    private final World world;
    private final Calendar calendar;
    private final long watermark;

    SpendingTruth(World world, Calendar calendar, long watermark) {
        this.world = world;
        this.calendar = calendar;
        this.watermark = watermark;
    }

    /** Put the return on what was spent beside each revenue of a campaign or brand that spent anything at all. */
    void collect(Map<TruthKey, TruthCell> cells) {
        Map<TruthKey, TruthCell> returns = new HashMap<>();
        cells.forEach((key, revenue) -> {
            if (key.metric().equals(REVENUE) && key.slice() == null && isPriced(key.scope())) {
                TruthCell cell = new TruthCell();
                cell.ratio(revenue.numerator, spent(key.scope(), key.startOn()));
                cell.pending = revenue.pending;
                returns.put(new TruthKey("roas", key.scope(), "week", key.startOn(), null, null), cell);
            }
        });
        cells.putAll(returns);
    }

    private boolean isPriced(Scope scope) {
        return world.campaigns().stream().anyMatch(campaign -> isOf(scope, campaign) && cost(campaign, 0, 1, 1) > 0);
    }

    private static boolean isOf(Scope scope, World.Campaign campaign) {
        return scope.campaignId() == null
                ? campaign.brand().equals(scope.brandId())
                : campaign.id().equals(scope.campaignId());
    }

    private long spent(Scope scope, int week) {
        long spent = 0;
        for (World.Campaign campaign : world.campaigns()) {
            int first = (int) calendar.startOn().toEpochDay() + WEEK * (campaign.fromWeek() - 1);
            int days = (int) calendar.endOn().toEpochDay() - first;
            for (int day = Math.max(week, first);
                    isOf(scope, campaign) && day < Math.min(week + WEEK, first + days);
                    day++) {
                boolean isOver = scope.days().beginOf(day + 1) + campaign.windowDays() * Calendar.DAY <= watermark;
                spent += isOver ? cost(campaign, day - first, day - first + 1, days) : 0;
            }
        }
        return spent;
    }

    /** What a campaign, and the one elsewhere, cost between two of its days, each of which costs the same. */
    private static long cost(World.Campaign campaign, long from, long to, long days) {
        Long own = campaign.spendMinor();
        Long elsewhere = campaign.offPlatformCostMinor();
        return (own == null ? 0 : own * to / days - own * from / days)
                + (elsewhere == null ? 0 : elsewhere * to / days - elsewhere * from / days);
    }
}
