package dev.sotto.domain;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * An experiment of a campaign: arms with planned weights, one of which is the control.
 *
 * @param weights by arm; proportions of one another
 * @param conversionEvent what counts as a success after the first exposure
 * @param window how long it counts, inclusive
 */
public record Experiment(
        String id,
        String campaignId,
        String brandId,
        String control,
        Map<String, Double> weights,
        EventType conversionEvent,
        Duration window)
        implements Serializable {

    public Experiment {
        weights = new TreeMap<>(weights);
        if (weights.size() < 2 || !weights.containsKey(control)) {
            throw new IllegalArgumentException("an experiment needs two arms, of which one is the control");
        }
    }
}
