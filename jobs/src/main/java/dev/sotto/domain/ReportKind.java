package dev.sotto.domain;

import static dev.sotto.domain.ReportSection.ATTRIBUTION;
import static dev.sotto.domain.ReportSection.BRANDS;
import static dev.sotto.domain.ReportSection.CAMPAIGNS;
import static dev.sotto.domain.ReportSection.CREATIVE;
import static dev.sotto.domain.ReportSection.CROWD;
import static dev.sotto.domain.ReportSection.DELIVERY;
import static dev.sotto.domain.ReportSection.DRIVERS;
import static dev.sotto.domain.ReportSection.ENGAGEMENT;
import static dev.sotto.domain.ReportSection.EXPERIMENTS;
import static dev.sotto.domain.ReportSection.FILTER;
import static dev.sotto.domain.ReportSection.FIRST_CONTACTS;
import static dev.sotto.domain.ReportSection.FUNNEL;
import static dev.sotto.domain.ReportSection.HOURS;
import static dev.sotto.domain.ReportSection.INCIDENTS;
import static dev.sotto.domain.ReportSection.KINDS;
import static dev.sotto.domain.ReportSection.LEAD;
import static dev.sotto.domain.ReportSection.LIMITS;
import static dev.sotto.domain.ReportSection.MEDIA;
import static dev.sotto.domain.ReportSection.METHOD;
import static dev.sotto.domain.ReportSection.MODERATION;
import static dev.sotto.domain.ReportSection.PROMOS;
import static dev.sotto.domain.ReportSection.QUALITY;
import static dev.sotto.domain.ReportSection.RETENTION;
import static dev.sotto.domain.ReportSection.ROOMS;
import static dev.sotto.domain.ReportSection.RULES;
import static dev.sotto.domain.ReportSection.SAFETY;
import static dev.sotto.domain.ReportSection.SERVICE;
import static dev.sotto.domain.ReportSection.SOURCES;
import static dev.sotto.domain.ReportSection.TILES;
import static dev.sotto.domain.ReportSection.WAITING;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A kind of report: whom it is about, and the sections that it is a list of. */
public enum ReportKind {
    /** One brand's week. */
    BRAND(
            "weekly",
            List.of(
                    LEAD,
                    TILES,
                    ENGAGEMENT,
                    FUNNEL,
                    DRIVERS,
                    KINDS,
                    RETENTION,
                    CAMPAIGNS,
                    ATTRIBUTION,
                    EXPERIMENTS,
                    HOURS,
                    WAITING,
                    DELIVERY,
                    SERVICE,
                    MEDIA,
                    SAFETY,
                    METHOD),
            List.of(CREATIVE, LIMITS)),
    /** All brands together, for whoever runs the installation: quality, safety, and what was delivered. */
    OPERATOR(
            "operator",
            List.of(
                    LEAD,
                    TILES,
                    ENGAGEMENT,
                    INCIDENTS,
                    BRANDS,
                    FIRST_CONTACTS,
                    FILTER,
                    RULES,
                    QUALITY,
                    SOURCES,
                    METHOD),
            List.of(KINDS, RETENTION, WAITING, DELIVERY, SERVICE, MEDIA, CREATIVE, LIMITS)),
    /** The creator rooms of one brand: who takes part, how they are moderated, and what their posts bring. */
    CREATOR(
            "rooms",
            List.of(LEAD, TILES, ENGAGEMENT, ROOMS, PROMOS, CROWD, MODERATION, METHOD),
            List.of(SERVICE, MEDIA, CREATIVE, LIMITS)),
    /** What is beyond its limit, or changed, in one brand's week: short, and made only then. */
    ALERT(
            "alert",
            List.of(LEAD, TILES, LIMITS, ENGAGEMENT, DRIVERS, METHOD),
            List.of(
                    FUNNEL,
                    KINDS,
                    RETENTION,
                    CAMPAIGNS,
                    ATTRIBUTION,
                    EXPERIMENTS,
                    HOURS,
                    WAITING,
                    DELIVERY,
                    SERVICE,
                    MEDIA,
                    CREATIVE,
                    SAFETY));

    private final String fileName;
    private final List<ReportSection> sections;
    private final List<ReportSection> more;

    ReportKind(String fileName, List<ReportSection> sections, List<ReportSection> more) {
        this.fileName = fileName;
        this.sections = sections;
        this.more = more;
    }

    /** The kind of a word such as {@code brand}. */
    public static ReportKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The kind of a file by its path, such as {@code northwind/2026-W12/weekly.en.html}. */
    public static ReportKind ofFile(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Stream.of(values())
                .filter(kind -> name.startsWith(kind.fileName + "."))
                .findFirst()
                .orElse(BRAND);
    }

    /** How plans and the command line name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How the names of its files begin. */
    public String fileName() {
        return fileName;
    }

    /** What it shows where a plan does not say. */
    public List<ReportSection> sections() {
        return sections;
    }

    /** Everything that it can show. */
    public List<ReportSection> choices() {
        return Stream.concat(sections.stream(), more.stream()).toList();
    }
}
