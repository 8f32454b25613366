package dev.sotto.domain;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A funnel as it was declared: which events are its steps, and how they are matched.
 *
 * @param brandIds the brands it is for; empty for all
 * @param exclusions which events are the exclusions of {@code matching}, in their order
 * @param heldColumn the column that is held constant; null if none is
 * @param byColumn the column whose values persons are listed under; null if none is
 */
public record FunnelPlan(
        String id,
        String name,
        List<String> brandIds,
        List<EventCondition> steps,
        List<EventCondition> exclusions,
        @Nullable String heldColumn,
        @Nullable String byColumn,
        Funnel matching)
        implements Serializable {

    public FunnelPlan {
        brandIds = List.copyOf(brandIds);
        steps = List.copyOf(steps);
        exclusions = List.copyOf(exclusions);
    }

    /** Whether it is for a brand. */
    public boolean isFor(String brandId) {
        return brandIds.isEmpty() || brandIds.contains(brandId);
    }
}
