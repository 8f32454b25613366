package dev.sotto.domain;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * A report as declared in {@code reports/*.yaml}: which brand gets it, when, and in which languages.
 *
 * @param kind whom it is about
 * @param brandId the brand; {@link #EVERY_BRAND} where it is about all of them
 * @param zone the brand's zone unless the plan names another
 * @param weekday the day after the reported week on which it is due
 * @param notBefore the local time of that day before which it is not made
 * @param formats the forms in which it is made, in the order in which they are declared
 * @param sections what it shows, in this order
 * @param maxAgeDays how long after its planned instant a missed report is still made
 * @param condition what it waits for, and what its week must hold
 */
public record ReportPlan(
        String id,
        ReportKind kind,
        String brandId,
        Period.Unit period,
        ZoneId zone,
        DayOfWeek weekday,
        LocalTime notBefore,
        List<Locale> languages,
        List<ReportFormat> formats,
        List<ReportSection> sections,
        State state,
        String owner,
        int maxAgeDays,
        ReportCondition condition) {

    /** Stands for the brand of a report that is about all of them. */
    public static final String EVERY_BRAND = "*";

    /** Whether it is made. */
    public enum State {
        DRAFT,
        ACTIVE,
        PAUSED
    }

    public ReportPlan {
        languages = List.copyOf(languages);
        formats = List.copyOf(formats);
        sections = List.copyOf(sections);
    }
}
