package dev.sotto.domain;

import static dev.sotto.domain.ReportSection.ATTRIBUTION;
import static dev.sotto.domain.ReportSection.CAMPAIGNS;
import static dev.sotto.domain.ReportSection.CREATIVE;
import static dev.sotto.domain.ReportSection.DELIVERY;
import static dev.sotto.domain.ReportSection.DRIVERS;
import static dev.sotto.domain.ReportSection.ENGAGEMENT;
import static dev.sotto.domain.ReportSection.EXPERIMENTS;
import static dev.sotto.domain.ReportSection.FUNNEL;
import static dev.sotto.domain.ReportSection.KINDS;
import static dev.sotto.domain.ReportSection.LEAD;
import static dev.sotto.domain.ReportSection.MEDIA;
import static dev.sotto.domain.ReportSection.RETENTION;
import static dev.sotto.domain.ReportSection.SAFETY;
import static dev.sotto.domain.ReportSection.SERVICE;
import static dev.sotto.domain.ReportSection.TILES;

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
                    DELIVERY,
                    SERVICE,
                    MEDIA,
                    SAFETY),
            List.of(CREATIVE));

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
