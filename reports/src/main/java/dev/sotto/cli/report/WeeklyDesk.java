package dev.sotto.cli.report;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import dev.sotto.report.WeeklyReport;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes weekly pages from the results of a warehouse, which it reads once for each brand and week. */
final class WeeklyDesk {
    private final List<Campaign> campaigns;
    private final Results results;
    private final Map<String, Metric> catalogue;
    private final String runId;
    private final Instant asOf;

    WeeklyDesk(Warehouse warehouse, List<Campaign> campaigns, String runId, Instant asOf) {
        this.campaigns = List.copyOf(campaigns);
        this.results = new Results(warehouse);
        this.catalogue = Catalogue.shipped().byId();
        this.runId = runId;
        this.asOf = asOf;
    }

    /** What a brand's report of a week is made of. */
    WeeklyReport report(Brand brand, Period week, ZoneId zone, List<ReportSection> sections) {
        LocalDate from = WeeklyReport.wantedFrom(week);
        LocalDate ever = Period.parse("lifetime").startOn();
        List<Result> found = Stream.of(
                        results.ofBrand(brand.id(), Period.Unit.WEEK, from, week.endOn()).stream(),
                        results.ofBrand(brand.id(), Period.Unit.DAY, from, week.endOn()).stream()
                                .filter(result -> result.scope().equals("brand")),
                        results.ofBrand(brand.id(), Period.Unit.LIFETIME, ever, week.endOn()).stream())
                .flatMap(rows -> rows)
                .filter(result ->
                        result.scope().equals("brand") || result.scope().equals("campaign"))
                .toList();
        return new WeeklyReport(
                ReportKind.BRAND,
                sections,
                brand,
                week,
                zone,
                found,
                campaigns,
                catalogue,
                runId,
                asOf,
                results.completeUntil(brand.id()));
    }

    /** Whether a report has a number, or a reason for having none, for its own week. */
    static boolean hasResults(WeeklyReport report) {
        return report.results().stream()
                .anyMatch(result -> result.period().equals(Period.Unit.WEEK.column())
                        && result.periodStartOn().equals(report.period().startOn()));
    }
}
