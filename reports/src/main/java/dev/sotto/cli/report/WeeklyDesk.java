package dev.sotto.cli.report;

import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.Result;
import dev.sotto.report.Provenance;
import dev.sotto.report.Restatement;
import dev.sotto.report.Silence;
import dev.sotto.report.WeeklyReport;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.LogFacts;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes weekly reports from the results of a warehouse, several at a time where that is asked. */
final class WeeklyDesk {
    private static final Period EVER = Period.parse("lifetime");

    /** What is known of the log behind all results. */
    private record LogKnown(
            List<LogFacts.Sent> sent,
            List<LogFacts.LeftOut> leftOut,
            Map<String, Set<String>> formats,
            List<Silence> silences) {}

    private final Warehouse warehouse;
    private final Workspace workspace;
    private final Results results;
    private final ResultShelf shelf;
    private final Revisions revisions;
    private final Catalogue catalogue;
    private final LogFacts facts;
    private @Nullable LogKnown log;
    private final String runId;
    private final Instant asOf;

    WeeklyDesk(Warehouse warehouse, Workspace workspace, String runId, Instant asOf) {
        this.warehouse = warehouse;
        this.workspace = workspace;
        this.results = new Results(warehouse);
        this.shelf = new ResultShelf(results);
        this.revisions = new Revisions(warehouse, results);
        this.catalogue = Catalogue.shipped();
        this.facts = new LogFacts(warehouse);
        this.runId = runId;
        this.asOf = asOf;
    }

    /** Say of which brands and weeks reports are going to be asked, so that they are read together. */
    void expect(List<ResultShelf.Wish> wishes) {
        shelf.expect(wishes);
    }

    /** Whether a report that was made may have to be made anew, because numbers that it told are others now. */
    boolean mayBeRestated(Delivery made, Period period) {
        return revisions.areLikely(made, period);
    }

    /** The revision of a report that its reader in a language has. */
    int told(WeeklyReport report, Locale language) {
        return revisions.told(report, language);
    }

    /** What a report of a week is made of. */
    WeeklyReport report(Commission asked, Period week) {
        WeeklyReport report = unrevised(asked, week);
        Restatement restatement = revisions.of(report);
        return restatement.equals(Restatement.none()) ? report : report.restated(restatement);
    }

    private WeeklyReport unrevised(Commission asked, Period week) {
        boolean isOfAll = asked.kind() == ReportKind.OPERATOR;
        List<Brand> brands = asked.brands();
        return new WeeklyReport(
                asked.kind(),
                asked.condition(),
                asked.sections(),
                brands,
                week,
                asked.zone(),
                isOfAll ? ofAll(week) : shelf.of(brands.get(0).id(), week),
                workspace.campaigns(),
                isOfAll ? deliveries(week) : List.of(),
                catalogue,
                provenance(brandId -> isOfAll || brands.get(0).id().equals(brandId)));
    }

    private Provenance provenance(Predicate<@Nullable String> isOwn) {
        LogKnown known = log();
        List<LogFacts.Sent> sent =
                known.sent().stream().filter(each -> isOwn.test(each.brandId())).toList();
        Set<String> sources = sent.stream().map(LogFacts.Sent::source).collect(Collectors.toSet());
        return new Provenance(
                runId,
                asOf,
                sent,
                known.leftOut().stream()
                        .filter(each -> isOwn.test(each.brandId()))
                        .toList(),
                workspace.policies(),
                known.formats(),
                known.silences().stream()
                        .filter(silence -> sources.contains(silence.source()))
                        .toList(),
                Restatement.none());
    }

    /** The log is asked once, and only where a report is made. */
    private synchronized LogKnown log() {
        LogKnown known = log;
        if (known == null) {
            List<LogFacts.Sent> sent = facts.sent();
            known = new LogKnown(sent, facts.leftOut(sent), facts.logsThatTell(), Silence.all(facts.hours()));
            log = known;
        }
        return known;
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

    /** What became of the brands' reports; an alert is none of those that a brand waits for. */
    private List<Delivery> deliveries(Period week) {
        Set<String> alerts = workspace.reports().stream()
                .filter(plan -> plan.kind() == ReportKind.ALERT)
                .map(ReportPlan::id)
                .collect(Collectors.toSet());
        return warehouse.ledger().deliveries().stream()
                .filter(delivery -> !alerts.contains(delivery.reportId()))
                .filter(delivery -> delivery.period().equals(week.unit().column()))
                .filter(delivery -> delivery.periodStartOn().equals(week.startOn()))
                .toList();
    }
}
