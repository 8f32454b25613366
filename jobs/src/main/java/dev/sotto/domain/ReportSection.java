package dev.sotto.domain;

import java.util.Locale;

/** A section of a report, by the word that plans name it by. */
public enum ReportSection {
    /** The sentence that a page begins with, and what a reader should not miss. */
    LEAD,
    TILES,
    ENGAGEMENT,
    FUNNEL,
    /** What made the change. */
    DRIVERS,
    KINDS,
    RETENTION,
    CAMPAIGNS,
    ATTRIBUTION,
    EXPERIMENTS,
    DELIVERY,
    SERVICE,
    MEDIA,
    CREATIVE,
    SAFETY;

    /** The section of a word such as {@code retention}. */
    public static ReportSection of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** How a plan names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
