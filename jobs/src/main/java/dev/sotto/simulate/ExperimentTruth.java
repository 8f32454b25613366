package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who was drawn into which arm of an experiment, and who converted within the campaign's window after that. */
final class ExperimentTruth {
    /** With fewer contacts nothing is said of how they were drawn. */
    private static final long ENOUGH = 100;

    /** Arms less probable than this are not what was planned, and their lifts say nothing. */
    private static final double INVALID = 0.001;

    /** Purchases of this long before are known when somebody is drawn. */
    private static final long BEFORE = 28 * Calendar.DAY;

    /** A purchase may be given back for so long. */
    private static final long RETURNS = 30 * Calendar.DAY;

    private static final class Arm {
        long exposed;
        long mature;
        long converted;
        final Spent spent = new Spent();

        void add(Arm other) {
            exposed += other.exposed;
            mature += other.mature;
            converted += other.converted;
            spent.add(other.spent);
        }
    }

    private final Map<String, World.Campaign> campaigns = new HashMap<>();
    private final long watermark;
    private final Map<String, Map<String, Arm>> arms = new TreeMap<>();

    ExperimentTruth(World world, long watermark) {
        world.campaigns().forEach(campaign -> campaigns.put(campaign.id(), campaign));
        this.watermark = watermark;
    }

    void add(Past past) {
        for (SimulatedEvent event : past.others) {
            if (event.type == EventType.EXPERIMENT_EXPOSED || event.type == EventType.HOLDOUT_ASSIGNED) {
                drawn(event, past.all);
            }
        }
    }

    private void drawn(SimulatedEvent event, List<SimulatedEvent> life) {
        String id = String.valueOf(event.text(EventField.CAMPAIGN_ID));
        World.Campaign campaign = campaigns.get(id);
        if (campaign == null) {
            return;
        }
        Arm arm = arm(id, String.valueOf(event.text(EventField.VARIANT)));
        long window = campaign.windowDays() * Calendar.DAY;
        arm.exposed++;
        if (event.at + window <= watermark) {
            arm.mature++;
            boolean isConverted = life.stream()
                    .anyMatch(one -> one.type.dotted().equals(campaign.conversionEvent())
                            && one.at > event.at
                            && one.at <= event.at + window);
            arm.converted += isConverted ? 1 : 0;
            spent(event, window, campaign.brand(), life, arm.spent);
        }
    }

    /** What it bought in the window, less what was given back, and what before it. */
    private static void spent(SimulatedEvent drawn, long window, String brand, List<SimulatedEvent> life, Spent into) {
        long net = 0;
        long before = 0;
        for (SimulatedEvent order : life) {
            if (order.type != EventType.ORDER_PURCHASED || !brand.equals(order.text(EventField.BRAND_ID))) {
                continue;
            }
            if (order.at > drawn.at && order.at <= drawn.at + window) {
                net += order.number(EventField.AMOUNT_MINOR) - givenBack(order, life);
            } else if (order.at <= drawn.at && order.at > drawn.at - BEFORE) {
                before += order.number(EventField.AMOUNT_MINOR);
            }
        }
        into.add(net, before);
    }

    private static long givenBack(SimulatedEvent order, List<SimulatedEvent> life) {
        return life.stream()
                .filter(one -> one.type == EventType.ORDER_REFUNDED
                        && Objects.equals(one.text(EventField.ORDER_ID), order.text(EventField.ORDER_ID))
                        && one.at >= order.at
                        && one.at - order.at <= RETURNS)
                .mapToLong(one -> one.number(EventField.AMOUNT_MINOR))
                .sum();
    }

    private Arm arm(String campaign, String name) {
        return arms.computeIfAbsent(campaign, ignored -> new TreeMap<>()).computeIfAbsent(name, ignored -> new Arm());
    }

    /** Add whom another counted, which begins anew. */
    void take(ExperimentTruth other) {
        other.arms.forEach((campaign, all) ->
                all.forEach((name, arm) -> arm(campaign, name).add(arm)));
        other.arms.clear();
    }

    /** One map an arm: what was planned, who was drawn, who converted, the lift over the control, and the test of the draw. */
    List<Map<String, Object>> toMaps() {
        List<Map<String, Object>> maps = new ArrayList<>();
        arms.forEach((campaign, all) -> {
            Map<String, Double> weights = weights(campaign);
            String control = control(campaign);
            Arm other = all.getOrDefault(control, new Arm());
            all.forEach((name, arm) -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("campaign_id", campaign);
                map.put("arm", name);
                map.put("control", control);
                map.put("weight", weights.getOrDefault(name, 0.0));
                map.put("exposed", arm.exposed);
                map.put("mature", arm.mature);
                map.put("converted", arm.converted);
                map.put("lift_absolute", name.equals(control) ? null : lift(arm, other));
                map.put("srm_chi_squared", chiSquared(all, weights));
                maps.add(map);
            });
        });
        return maps;
    }

    /** Put under their keys: every lift over its control, and how probable such arms are by chance. */
    void collect(TruthRows rows, Map<TruthKey, TruthCell> into) {
        arms.forEach((campaign, all) -> {
            List<Scope> scopes = rows.scopes(campaign(campaign).brand(), campaign);
            Scope own = scopes.get(scopes.size() - 1);
            Map<String, Double> weights = weights(campaign);
            long exposed = all.values().stream().mapToLong(arm -> arm.exposed).sum();
            double p = Comparison.tail(chiSquared(all, weights), weights.size() - 1);
            boolean isEnough = exposed >= ENOUGH;
            TruthCell cell = TruthCell.told(isEnough ? p : null, null, null);
            into.put(new TruthKey("srm_p", own, "lifetime", 0, null, null), cell);
            if (!isEnough || p >= INVALID) {
                lifts(own, campaign, all, into);
            }
        });
    }

    private void lifts(Scope own, String campaign, Map<String, Arm> all, Map<TruthKey, TruthCell> into) {
        String control = control(campaign);
        Arm other = all.getOrDefault(control, new Arm());
        all.forEach((name, arm) -> {
            if (name.equals(control) || arm.mature == 0 || other.mature == 0) {
                return;
            }
            Comparison comparison = new Comparison(arm.converted, arm.mature, other.converted, other.mature);
            Map<String, TruthCell> numbers = Map.of(
                    "lift_absolute", comparison.absolute(),
                    "lift_relative", comparison.relative(),
                    "lift_sequential", comparison.sequential(),
                    "lift_detectable", comparison.detectable(),
                    "incremental_conversions", comparison.incremental());
            numbers.forEach((metric, cell) -> {
                cell.ratio(arm.converted, arm.mature);
                cell.pending = arm.exposed - arm.mature + other.exposed - other.mature;
                into.put(new TruthKey(metric, own, "lifetime", 0, "variant", name), cell);
            });
            money(arm, other).forEach((metric, cell) -> {
                cell.ratio(arm.spent.net(), arm.mature);
                cell.pending = arm.exposed - arm.mature + other.exposed - other.mature;
                into.put(new TruthKey(metric, own, "lifetime", 0, "variant", name), cell);
            });
        });
    }

    /** Means as they are, and each moved along the common slope to where all had bought the same before. */
    private static Map<String, TruthCell> money(Arm arm, Arm control) {
        if (arm.mature < 2 || control.mature < 2) {
            return Map.of();
        }
        Spent one = arm.spent;
        Spent other = control.spent;
        double difference = one.meanNet() - other.meanNet();
        double variance = one.variation() + other.variation();
        double slope = variance == 0 ? 0 : (one.covariation() + other.covariation()) / variance;
        double adjusted = difference - slope * (one.meanBefore() - other.meanBefore());
        return Map.of(
                "lift_revenue", TruthCell.told(difference),
                "lift_revenue_adjusted", TruthCell.told(adjusted));
    }

    private static @Nullable Double lift(Arm arm, Arm control) {
        return arm.mature == 0 || control.mature == 0
                ? null
                : (double) arm.converted / arm.mature - (double) control.converted / control.mature;
    }

    private Map<String, Double> weights(String campaignId) {
        World.Campaign campaign = campaign(campaignId);
        World.Experiment experiment = campaign.experiment();
        return experiment != null
                ? experiment.arms()
                : Map.of("holdout", campaign.holdout(), "messages", 1 - campaign.holdout());
    }

    /** What the others are held against: those left out, else the first arm. */
    private String control(String campaignId) {
        World.Experiment experiment = campaign(campaignId).experiment();
        return experiment == null
                ? "holdout"
                : experiment.arms().keySet().iterator().next();
    }

    private World.Campaign campaign(String id) {
        return Objects.requireNonNull(campaigns.get(id));
    }

    private static double chiSquared(Map<String, Arm> arms, Map<String, Double> weights) {
        double total = arms.values().stream().mapToLong(arm -> arm.exposed).sum();
        double weight = new TreeMap<>(weights)
                .values().stream().mapToDouble(Double::doubleValue).sum();
        double sum = 0;
        for (Map.Entry<String, Double> planned : new TreeMap<>(weights).entrySet()) {
            double expected = total * planned.getValue() / weight;
            Arm arm = arms.get(planned.getKey());
            double missing = (arm == null ? 0 : arm.exposed) - expected;
            sum += missing * missing / expected;
        }
        return sum;
    }
}
