package dev.sotto.cli.report;

import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import dev.sotto.report.Provenance;
import dev.sotto.report.WeeklyReport;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.LogFacts;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes weekly reports from the results of a warehouse, which it reads once for each of them. */
final class WeeklyDesk {
    private static final Period EVER = Period.parse("lifetime");

    private final Warehouse warehouse;
    private final Workspace workspace;
    private final Results results;
    private final Map<String, Metric> catalogue;
    private final LogFacts facts;
    private @Nullable List<LogFacts.Sent> sent;
    private @Nullable List<LogFacts.LeftOut> leftOut;
    private @Nullable Map<String, Set<String>> logs;
    private final String runId;
    private final Instant asOf;

    WeeklyDesk(Warehouse warehouse, Workspace workspace, String runId, Instant asOf) {
        this.warehouse = warehouse;
        this.workspace = workspace;
        this.results = new Results(warehouse);
        this.catalogue = Catalogue.shipped().byId();
        this.facts = new LogFacts(warehouse);
        this.runId = runId;
        this.asOf = asOf;
    }

    /** What a report of a week is made of. */
    WeeklyReport report(ReportKind kind, List<Brand> brands, Period week, ZoneId zone, List<ReportSection> sections) {
        boolean isOfAll = kind == ReportKind.OPERATOR;
        return new WeeklyReport(
                kind,
                sections,
                brands,
                week,
                zone,
                isOfAll ? ofAll(week) : ofBrand(brands.get(0).id(), week),
                workspace.campaigns(),
                isOfAll ? deliveries(week) : List.of(),
                catalogue,
                provenance(brandId -> isOfAll || brands.get(0).id().equals(brandId)));
    }

    /** The log is asked once, and only where a report is made. */
    private Provenance provenance(Predicate<@Nullable String> isOwn) {
        if (sent == null) {
            sent = facts.sent();
        }
        if (leftOut == null) {
            leftOut = facts.leftOut(sent);
        }
        if (logs == null) {
            logs = facts.logsThatTell();
        }
        return new Provenance(
                runId,
                asOf,
                sent.stream().filter(each -> isOwn.test(each.brandId())).toList(),
                leftOut.stream().filter(each -> isOwn.test(each.brandId())).toList(),
                workspace.policies(),
                logs);
    }

    private List<Result> ofBrand(String brandId, Period week) {
        LocalDate from = WeeklyReport.wantedFrom(week);
        return Stream.of(
                        results.ofBrand(brandId, Period.Unit.WEEK, from, week.endOn()).stream(),
                        results.ofBrand(brandId, Period.Unit.DAY, from, week.endOn()).stream()
                                .filter(result -> result.scope().equals("brand")),
                        results.ofBrand(brandId, Period.Unit.LIFETIME, EVER.startOn(), week.endOn()).stream())
                .flatMap(rows -> rows)
                .filter(result ->
                        result.scope().equals("brand") || result.scope().equals("campaign"))
                .toList();
    }

    private List<Result> ofAll(Period week) {
        LocalDate from = WeeklyReport.wantedFrom(week);
        return Stream.of(
                        results.ofHouse(Period.Unit.WEEK, from, week.endOn()).stream(),
                        results.ofHouse(Period.Unit.DAY, from, week.endOn()).stream()
                                .filter(result -> result.scope().equals("all")),
                        results.ofHouse(Period.Unit.LIFETIME, EVER.startOn(), week.endOn()).stream(),
                        results.ofBrands(Period.Unit.WEEK, from, week.endOn()).stream())
                .flatMap(rows -> rows)
                .toList();
    }

    private List<Delivery> deliveries(Period week) {
        return warehouse.ledger().deliveries().stream()
                .filter(delivery -> delivery.period().equals(week.unit().column()))
                .filter(delivery -> delivery.periodStartOn().equals(week.startOn()))
                .toList();
    }

    /** Whether a report has a number, or a reason for having none, for its own week. */
    static boolean hasResults(WeeklyReport report) {
        return report.results().stream()
                .anyMatch(result -> result.period().equals(Period.Unit.WEEK.column())
                        && result.periodStartOn().equals(report.period().startOn()));
    }
}
