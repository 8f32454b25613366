package dev.sotto.domain;

import java.util.List;

/**
 * What a planned report waits for, and what its week must hold for it to be made at all.
 *
 * @param after what it waits for
 * @param onlyIf what its week must hold
 * @param thresholds limits of numbers, which its page tells where they are crossed
 */
public record ReportCondition(After after, OnlyIf onlyIf, List<Threshold> thresholds) {

    /** What a report waits for. */
    public enum After {
        /** That there is something to tell of its week, be it the reason why there are no numbers. */
        RESULTS,
        /** That the days of its week are complete in every source. */
        DATA_COMPLETE
    }

    /** What a week must hold. */
    public enum OnlyIf {
        /** Nothing: the report is made whatever its week holds. */
        ALWAYS,
        /** A number that somebody is behind. */
        RESULTS,
        /** A change or a day beyond noise, or a day without data. */
        CHANGED,
        /** A number beyond its limit. */
        THRESHOLD
    }

    /** Made always, as soon as there is something to tell. */
    public static final ReportCondition NONE = new ReportCondition(After.RESULTS, OnlyIf.ALWAYS, List.of());

    public ReportCondition {
        thresholds = List.copyOf(thresholds);
    }
}
