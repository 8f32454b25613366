package dev.sotto.cli.report;

import dev.sotto.delivery.Decision;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.report.Restatement;
import dev.sotto.report.WeeklyReport;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.Ledger.Run;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.Results.Restated;
import dev.sotto.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares what reports told with what is published now: numbers that were settled and are others make a new revision of their
 * week's report, and are named in the reports of later weeks.
 */
final class Revisions {
    private final Warehouse warehouse;
    private final Results results;
    private final Map<String, Run> runs = new HashMap<>();
    private final Map<List<Object>, List<Restated>> restated = new HashMap<>();
    private List<Delivery> told = List.of();
    private boolean isRead;

    Revisions(Warehouse warehouse, Results results) {
        this.warehouse = warehouse;
        this.results = results;
    }

    /** Whether numbers of a period may be others than when its report was made; which of them it tells is not asked yet. */
    boolean areLikely(Delivery made, Period period) {
        return made.period().equals(Period.Unit.WEEK.column())
                && kind(made) != ReportKind.OPERATOR
                && kind(made) != ReportKind.ALERT
                && Restatement.touches(since(made, period), period);
    }

    /** What became of the numbers of a report since its reader saw them last. */
    Restatement of(WeeklyReport report) {
        if (report.kind() == ReportKind.OPERATOR || report.kind() == ReportKind.ALERT) {
            return Restatement.none();
        }
        List<Delivery> before = told(report);
        List<Delivery> own = before.stream()
                .filter(row -> row.periodStartOn().equals(report.period().startOn()))
                .toList();
        if (!own.isEmpty()) {
            Delivery last = own.get(0);
            List<Restated> since = report.seen(since(last, report.period()));
            if (Restatement.touches(since, report.period())) {
                return new Restatement(last.revision() + 1, asOf(last), since);
            }
        }
        int revision = own.isEmpty() ? Delivery.FIRST_REVISION : own.get(0).revision();
        // Made again, a report says what it said: what was others than in the one before.
        return before.stream()
                .filter(row -> !own.contains(row) || row.revision() < revision)
                .findFirst()
                .map(row -> new Restatement(revision, asOf(row), since(row, report.period())))
                .orElse(new Restatement(revision, Instant.EPOCH, List.of()));
    }

    /** The revision of a report that its reader in a language has; the first where there is none. */
    int told(WeeklyReport report, Locale language) {
        return told(report).stream()
                .filter(row -> row.periodStartOn().equals(report.period().startOn()))
                .filter(row -> row.language().equals(language.toLanguageTag()))
                .mapToInt(Delivery::revision)
                .findFirst()
                .orElse(Delivery.FIRST_REVISION);
    }

    /** The reports of the same kind that a reader has of this week and of earlier ones, the newest first. */
    private synchronized List<Delivery> told(WeeklyReport report) {
        read();
        return told.stream()
                .filter(row -> row.brandId().equals(report.brandId()))
                .filter(row -> row.period().equals(report.period().unit().column()))
                .filter(row -> !row.periodStartOn().isAfter(report.period().startOn()))
                .filter(row -> kind(row) == report.kind())
                .toList();
    }

    private static ReportKind kind(Delivery row) {
        return ReportKind.ofFile(Objects.requireNonNullElse(row.path(), ""));
    }

    private synchronized void read() {
        if (!isRead) {
            isRead = true;
            told = warehouse.ledger().deliveries().stream()
                    .filter(row -> row.state().equals(Decision.DELIVERED))
                    .sorted(Comparator.comparing(Delivery::periodStartOn)
                            .thenComparing(Delivery::revision)
                            .reversed())
                    .toList();
            warehouse.ledger().runs().forEach(run -> runs.put(run.runId(), run));
        }
    }

    private synchronized Instant asOf(Delivery row) {
        read();
        return Optional.ofNullable(runs.get(row.runId())).map(Run::asOf).orElse(row.scheduledAt());
    }

    /** One question for all brands, and none where nothing was published since. */
    private synchronized List<Restated> since(Delivery row, Period week) {
        read();
        Long snapshot = Optional.ofNullable(runs.get(row.runId()))
                .map(run -> run.snapshots().get(Results.TABLE))
                .orElse(null);
        if (snapshot == null || warehouse.snapshot(Results.TABLE).orElse(snapshot) == snapshot) {
            return List.of();
        }
        LocalDate from = WeeklyReport.wantedFrom(week);
        return restated.computeIfAbsent(List.of(snapshot, from), key -> results.restatedSince(snapshot, from)).stream()
                .filter(each -> row.brandId().equals(each.now().brandId()))
                .toList();
    }
}
