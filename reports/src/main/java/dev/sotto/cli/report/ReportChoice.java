package dev.sotto.cli.report;

import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.SottoException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be made where somebody asks for a report: what they name, and else what the brand's plans say. */
final class ReportChoice {
    private final Workspace workspace;

    ReportChoice(Workspace workspace) {
        this.workspace = workspace;
    }

    static Locale language(String tag) {
        return Catalogue.LANGUAGES.stream()
                .filter(language -> language.toLanguageTag().equals(tag.strip()))
                .findFirst()
                .orElseThrow(() -> new SottoException(
                        SottoException.Code.USE,
                        "Cannot make a report in the language '" + tag + "': there are no words in it. Take one of "
                                + Catalogue.LANGUAGES.stream()
                                        .map(Locale::toLanguageTag)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** What is to be made of a kind: of one brand, or of every one. */
    List<Commission> commissions(ReportKind kind, @Nullable String brand) {
        if (kind == ReportKind.OPERATOR) {
            return List.of(commission(kind, workspace.brands(), ReportPlan.EVERY_BRAND, workspace.zone(), "operator"));
        }
        return brands(brand).stream()
                .map(each -> commission(kind, List.of(each), each.id(), each.zone(), each.name()))
                .toList();
    }

    /** As the plans say, so that what is made anew takes the place of what they made. */
    private Commission commission(ReportKind kind, List<Brand> brands, String brandId, ZoneId zone, String owner) {
        List<ReportPlan> plans = workspace.reports().stream()
                .filter(plan -> plan.kind() == kind && plan.brandId().equals(brandId))
                .toList();
        List<Locale> languages = plans.stream()
                .flatMap(plan -> plan.languages().stream())
                .distinct()
                .toList();
        List<ReportFormat> formats = plans.stream()
                .flatMap(plan -> plan.formats().stream())
                .distinct()
                .toList();
        Optional<ReportPlan> first = plans.stream().findFirst();
        return new Commission(
                kind,
                first.map(ReportPlan::condition).orElse(ReportCondition.NONE),
                brands,
                first.map(ReportPlan::sections).orElse(kind.sections()),
                first.map(ReportPlan::zone).orElse(zone),
                languages.isEmpty() ? List.of(Locale.ENGLISH) : languages,
                formats.isEmpty() ? List.of(ReportFormat.HTML) : formats,
                first.map(ReportPlan::owner).orElse(owner));
    }

    private List<Brand> brands(@Nullable String brand) {
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
