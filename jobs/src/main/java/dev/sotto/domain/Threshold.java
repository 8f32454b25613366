package dev.sotto.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A limit of a number.
 *
 * @param campaignId the campaign whose number it is; null for that of the whole
 * @param limit in the metric's unit; a number that equals it is within it
 */
public record Threshold(String metric, @Nullable String campaignId, Bound bound, double limit) {

    /** On which side of the limit a number is beyond it. */
    public enum Bound {
        ABOVE,
        BELOW;

        /** How plans and the ledger name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a value is beyond the limit. */
    public boolean isCrossedBy(double value) {
        return bound == Bound.ABOVE ? value > limit : value < limit;
    }
}
