package dev.sotto.domain;

import java.util.Locale;

/** A section of a report, by the word that plans name it by. */
public enum ReportSection {
    /** The sentence that a page begins with, and what a reader should not miss. */
    LEAD,
    TILES,
    /** The course of each number that its plan gives a limit, beside that limit. */
    LIMITS,
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
    /** Who still waits for a first answer, by how long. */
    WAITING,
    /** When contacts write, by weekday and hour. */
    HOURS,
    MEDIA,
    CREATIVE,
    SAFETY,
    /** How often persons were reported, by brand. */
    INCIDENTS,
    /** Every brand with its numbers and the state of its reports. */
    BRANDS,
    FIRST_CONTACTS,
    FILTER,
    RULES,
    /** How far the numbers of each platform can be relied on. */
    QUALITY,
    SOURCES,
    /** Creator rooms by how many of their members take part. */
    ROOMS,
    /** What followed the posts of creator rooms that promote something. */
    PROMOS,
    CROWD,
    MODERATION,
    /** How the numbers are made, by which rules, from what, and without what. */
    METHOD;

    /** The section of a word such as {@code first-contacts}. */
    public static ReportSection of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** How a plan names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
