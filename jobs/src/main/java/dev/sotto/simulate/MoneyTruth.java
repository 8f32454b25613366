package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What orders are worth, and which campaigns they are owed to: a touch is a delivery, a read, a click or a reply. */
final class MoneyTruth {
    /** Credits are shares of an order; they are counted in billionths, so that any number of parts adds up to the same. */
    static final double CREDIT = 1e9;

    private static final long LOOKBACK = 30 * Calendar.DAY;
    private static final long HALF_LIFE = 7 * Calendar.DAY;

    private record Touch(long at, String campaign) {}

    /** An order less what was refunded of it within thirty days. */
    private record Order(long at, long netMinor, String brand, List<Touch> path) {}

    private final TruthRows rows;
    private final TruthSeries unattributed;
    private final TruthSeries toFirst;
    private final TruthSeries toLast;
    private final TruthSeries toAll;
    private final TruthSeries byPosition;
    private final TruthSeries byDecay;
    private final TruthSeries shapley;
    private final TruthSeries perReached;
    private final ChainTruth chains;
    private final Map<String, World.Campaign> campaigns = new HashMap<>();

    MoneyTruth(TruthRows rows, World world) {
        this.rows = rows;
        unattributed = rows.weekly("unattributed_share");
        TruthSeries credit = rows.weekly("rule_credit");
        toFirst = credit.slice("model", "first");
        toLast = credit.slice("model", "last");
        toAll = credit.slice("model", "linear");
        byPosition = credit.slice("model", "position");
        byDecay = credit.slice("model", "time_decay");
        shapley = rows.weekly("shapley_credit");
        perReached = rows.weekly("net_revenue_per_reached");
        chains = new ChainTruth(rows, world);
        world.campaigns().forEach(campaign -> campaigns.put(campaign.id(), campaign));
    }

    /** Which campaign led to which. */
    ChainTruth chains() {
        return chains;
    }

    /** Take a life, and when which campaign first reached it. */
    void add(List<SimulatedEvent> life, Map<String, JourneyTruth.Reached> reached) {
        List<Touch> touches = new ArrayList<>();
        Map<String, Long> refunds = new HashMap<>();
        List<SimulatedEvent> purchases = new ArrayList<>();
        for (SimulatedEvent event : life) {
            if (isTouch(event)) {
                String campaign = event.text(EventField.CAMPAIGN_ID);
                if (campaign != null) {
                    touches.add(new Touch(event.at, campaign));
                }
            } else if (event.type == EventType.ORDER_PURCHASED) {
                purchases.add(event);
            } else if (event.type == EventType.ORDER_REFUNDED) {
                purchases.stream()
                        .filter(order -> isOf(order, event) && event.at - order.at <= LOOKBACK)
                        .forEach(order -> refunds.merge(
                                String.valueOf(order.text(EventField.ORDER_ID)),
                                event.number(EventField.AMOUNT_MINOR),
                                Long::sum));
            }
        }
        List<Order> orders = new ArrayList<>();
        for (SimulatedEvent purchase : purchases) {
            orders.add(order(purchase, touches, refunds));
        }
        orders.forEach(this::credit);
        orders.forEach(order -> chains.add(order.brand(), names(order.path()), order.at(), true));
        if (orders.isEmpty() && !touches.isEmpty()) {
            unsold(touches);
        }
        reached.forEach((campaign, first) -> revenue(campaigns.get(campaign), first, orders));
    }

    /** Of somebody who never bought, the path that led to nothing ends with the last touch. */
    private void unsold(List<Touch> touches) {
        Touch last = touches.get(touches.size() - 1);
        World.Campaign campaign = campaigns.get(last.campaign());
        if (campaign != null) {
            List<Touch> path = touches.stream()
                    .filter(touch -> last.at() - touch.at() <= LOOKBACK)
                    .toList();
            chains.add(campaign.brand(), names(path), last.at(), false);
        }
    }

    private static List<String> names(List<Touch> path) {
        return path.stream().map(Touch::campaign).toList();
    }

    private static boolean isTouch(SimulatedEvent event) {
        return switch (event.type) {
            case MESSAGE_DELIVERED, MESSAGE_READ, LINK_CLICKED -> true;
            case MESSAGE_SENT -> event.isByContact();
            default -> false;
        };
    }

    private static boolean isOf(SimulatedEvent order, SimulatedEvent refund) {
        return String.valueOf(order.text(EventField.ORDER_ID)).equals(refund.text(EventField.ORDER_ID));
    }

    private Order order(SimulatedEvent purchase, List<Touch> touches, Map<String, Long> refunds) {
        String brand = String.valueOf(purchase.text(EventField.BRAND_ID));
        long refunded = refunds.getOrDefault(String.valueOf(purchase.text(EventField.ORDER_ID)), 0L);
        List<Touch> path = new ArrayList<>();
        for (Touch touch : touches) {
            World.Campaign campaign = campaigns.get(touch.campaign());
            boolean isInTime = touch.at() < purchase.at && purchase.at - touch.at() <= LOOKBACK;
            if (isInTime && campaign != null && campaign.brand().equals(brand)) {
                path.add(touch);
            }
        }
        return new Order(purchase.at, purchase.number(EventField.AMOUNT_MINOR) - refunded, brand, path);
    }

    private void credit(Order order) {
        List<Touch> path = order.path();
        for (Scope scope : rows.scopes(order.brand())) {
            unattributed.at(scope, order.at()).judge(path.isEmpty(), true);
        }
        int count = path.size();
        double[] weights =
                path.stream().mapToDouble(touch -> decayed(order, touch)).toArray();
        double weight = DoubleStream.of(weights).sum();
        for (int i = 0; i < count; i++) {
            Touch touch = path.get(i);
            Scope own = own(order.brand(), touch.campaign());
            credit(toFirst, own, order, i == 0 ? 1 : 0);
            credit(toLast, own, order, i == count - 1 ? 1 : 0);
            credit(toAll, own, order, 1.0 / count);
            credit(byPosition, own, order, position(i, count));
            credit(byDecay, own, order, weights[i] / weight);
        }
        Set<String> distinct = new LinkedHashSet<>();
        path.forEach(touch -> distinct.add(touch.campaign()));
        for (String campaign : distinct) {
            Scope own = own(order.brand(), campaign);
            shapley.at(own, order.at()).share(1.0 / distinct.size(), CREDIT);
        }
    }

    private static double decayed(Order order, Touch touch) {
        return StrictMath.pow(2, -(double) (order.at() - touch.at()) / HALF_LIFE);
    }

    private static double position(int index, int count) {
        if (count <= 2) {
            return 1.0 / count;
        }
        return index == 0 || index == count - 1 ? 0.4 : 0.2 / (count - 2);
    }

    private static void credit(TruthSeries byModel, Scope own, Order order, double share) {
        if (share > 0) {
            byModel.at(own, order.at()).share(share, CREDIT);
        }
    }

    private Scope own(String brand, String campaign) {
        List<Scope> scopes = rows.scopes(brand, campaign);
        return scopes.get(scopes.size() - 1);
    }

    /** By the last touch, within the campaign's window; brands and campaigns have one currency each, the house has not. */
    private void revenue(World.@Nullable Campaign campaign, JourneyTruth.Reached reached, Collection<Order> orders) {
        if (campaign == null) {
            return;
        }
        long reachedAt = reached.at();
        long window = campaign.windowDays() * Calendar.DAY;
        long net = 0;
        for (Order order : orders) {
            List<Touch> path = order.path();
            boolean isOwed =
                    !path.isEmpty() && path.get(path.size() - 1).campaign().equals(campaign.id());
            boolean isInTime = order.at() > reachedAt && order.at() <= reachedAt + window;
            net += isOwed && isInTime ? order.netMinor() : 0;
        }
        List<Scope> scopes = rows.scopes(campaign.brand(), campaign.id());
        for (Scope scope : scopes.subList(1, scopes.size())) {
            earned(perReached.at(scope, reachedAt), net, reachedAt + window);
            if (JourneyTruth.isOfBrand(scope)) {
                earned(perReached.slice("kind", reached.kind()).at(scope, reachedAt), net, reachedAt + window);
            }
        }
    }

    private void earned(TruthCell cell, long net, long end) {
        if (end <= rows.watermark()) {
            cell.ratio(net, 1);
        } else {
            cell.judge(false, false);
        }
    }
}
