package dev.sotto.cli.report;

import dev.sotto.domain.Brand;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * A report that is to be made: of which kind, about whom, and how.
 *
 * @param condition of its plan: what it is made of crossed limits; whether it is made is decided before
 * @param brands the one that it is about, or all of them
 * @param owner who answers for it
 */
record Commission(
        ReportKind kind,
        ReportCondition condition,
        List<Brand> brands,
        List<ReportSection> sections,
        ZoneId zone,
        List<Locale> languages,
        List<ReportFormat> formats,
        String owner) {
    Commission {
        brands = List.copyOf(brands);
        sections = List.copyOf(sections);
        languages = List.copyOf(languages);
        formats = List.copyOf(formats);
    }
}
