package dev.sotto.cli.report;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.SottoException;
import dev.sotto.report.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be made where somebody asks for a report: what they name, and else what the brand's plans say. */
final class ReportChoice {
    private final Workspace workspace;

    ReportChoice(Workspace workspace) {
        this.workspace = workspace;
    }

    static Locale language(String tag) {
        return Words.LANGUAGES.stream()
                .filter(language -> language.toLanguageTag().equals(tag.strip()))
                .findFirst()
                .orElseThrow(() -> new SottoException(
                        SottoException.Code.USE,
                        "Cannot make a report in the language '" + tag + "': there are no words in it. Take one of "
                                + Words.LANGUAGES.stream()
                                        .map(Locale::toLanguageTag)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** The languages of the brand's own reports, so that a page anew takes the place of each. */
    List<Locale> languages(Brand of) {
        List<Locale> planned =
                plans(of).flatMap(plan -> plan.languages().stream()).distinct().toList();
        return planned.isEmpty() ? List.of(Locale.ENGLISH) : planned;
    }

    List<ReportFormat> formats(Brand of) {
        List<ReportFormat> planned =
                plans(of).flatMap(plan -> plan.formats().stream()).distinct().toList();
        return planned.isEmpty() ? List.of(ReportFormat.HTML) : planned;
    }

    /** What the brand's own report shows, so that the page anew is that of the plan. */
    List<ReportSection> sections(Brand of) {
        return plans(of).map(ReportPlan::sections).findFirst().orElse(ReportKind.BRAND.sections());
    }

    String owner(Brand of) {
        return plans(of).map(ReportPlan::owner).findFirst().orElse(of.name());
    }

    private Stream<ReportPlan> plans(Brand of) {
        return workspace.reports().stream().filter(plan -> plan.brandId().equals(of.id()));
    }

    List<Brand> brands(@Nullable String brand) {
        List<Brand> all = workspace.brands();
        if (brand == null) {
            return all;
        }
        List<Brand> asked = all.stream().filter(each -> each.id().equals(brand)).toList();
        if (asked.isEmpty()) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot make a report of the brand '" + brand + "': it is not declared. Take one of "
                            + all.stream().map(Brand::id).collect(Collectors.joining(", ")) + ".");
        }
        return asked;
    }

    /** The zone of the brand's own report, so that the page anew is that of the plan. */
    ZoneId zone(Brand of) {
        return plans(of).map(ReportPlan::zone).findFirst().orElse(of.zone());
    }

    static Period week(@Nullable String period, Instant asOf, ZoneId zone) {
        if (period == null) {
            return Period.weekOf(asOf.atZone(zone).toLocalDate()).previous();
        }
        Period asked = Period.parse(period);
        return switch (asked.unit()) {
            case WEEK, DAY -> Period.weekOf(asked.startOn());
            case MONTH, LIFETIME ->
                throw new SottoException(
                        SottoException.Code.USE,
                        "Cannot make a report of '" + period + "': reports are weekly. Give a week such as 2026-W15.");
        };
    }

    static SottoException noRun() {
        return new SottoException(
                SottoException.Code.USE,
                "Cannot make a report: this warehouse has no finished run. Run sotto run first.");
    }
}
