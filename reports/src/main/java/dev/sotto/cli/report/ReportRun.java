package dev.sotto.cli.report;

import dev.sotto.config.Workspace;
import dev.sotto.delivery.Archive;
import dev.sotto.delivery.Decision;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.SottoException;
import dev.sotto.report.Pages;
import dev.sotto.report.ReportList;
import dev.sotto.report.WeeklyReport;
import dev.sotto.warehouse.Ledger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One pass over what is due: pages written first, the ledger after, so that a run that dies is made up for. */
final class ReportRun {
    private final Archive archive;
    private final Ledger ledger;
    private final Workspace workspace;
    private final Map<String, Brand> brands;
    private final WeeklyDesk desk;
    private final String runId;
    private final List<Path> made = new ArrayList<>();
    private final List<Path> kept = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    ReportRun(Archive archive, Ledger ledger, Workspace workspace, WeeklyDesk desk, String runId) {
        this.archive = archive;
        this.ledger = ledger;
        this.workspace = workspace;
        this.brands = workspace.brands().stream().collect(Collectors.toMap(Brand::id, Function.identity()));
        this.desk = desk;
        this.runId = runId;
    }

    void carryOut(Decision decision) {
        switch (decision.verdict()) {
            case MAKE -> make(decision);
            case MADE -> keep(decision);
            case SKIP_DRAFT, SKIP_PAUSED, SKIP_TOO_OLD, SKIP_SUPERSEDED -> {
                ledger.record(decision.skipped(runId));
                remark(decision, "skipped, " + decision.verdict().reason());
            }
        }
    }

    private void make(Decision decision) {
        WeeklyReport report = report(decision);
        if (!WeeklyDesk.hasResults(report)) {
            ledger.record(decision.waiting(runId));
            remark(decision, "waits for results");
            return;
        }
        made.add(write(decision, report));
        ledger.record(decision.delivered(path(decision), runId));
    }

    /** A report that was made but is not in this folder is written again; nothing else comes of it. */
    private void keep(Decision decision) {
        String path = path(decision);
        kept.add(archive.holds(path) ? archive.resolve(path) : write(decision, report(decision)));
    }

    /** All forms of a report; the first is the one that is named. */
    private Path write(Decision decision, WeeklyReport report) {
        Documents documents =
                new Documents(report, decision.language(), decision.plan().owner());
        List<Path> written = decision.plan().formats().stream()
                .map(format -> documents.write(archive, format))
                .toList();
        return written.get(0);
    }

    private WeeklyReport report(Decision decision) {
        if (decision.period().unit() != Period.Unit.WEEK) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot make the report '" + decision.plan().id() + "': there is no document for a "
                            + decision.period().unit().column() + ". Set its period to week.");
        }
        return desk.report(
                decision.plan().kind(),
                about(decision.plan()),
                decision.period(),
                decision.plan().zone(),
                decision.plan().sections());
    }

    private List<Brand> about(ReportPlan plan) {
        if (plan.kind() == ReportKind.OPERATOR) {
            return workspace.brands();
        }
        Brand brand = brands.get(plan.brandId());
        if (brand == null) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot make the report '" + plan.id() + "': the brand '" + plan.brandId()
                            + "' is not declared. Declare it in the brands file.");
        }
        return List.of(brand);
    }

    private static String path(Decision decision) {
        return Archive.path(
                decision.plan().kind(),
                decision.plan().brandId(),
                decision.period(),
                decision.language(),
                decision.plan().formats().get(0));
    }

    private void remark(Decision decision, String words) {
        remarks.add("report %s %s %s: %s"
                .formatted(
                        decision.plan().id(),
                        decision.period(),
                        decision.language().toLanguageTag(),
                        words));
    }

    /** Write the page that lists all reports, and for each brand the page that lists its own. */
    void list() {
        List<Ledger.Delivery> delivered = ledger.deliveries().stream()
                .filter(row -> row.state().equals(Decision.DELIVERED))
                .toList();
        ReportList list = new ReportList(delivered, brands, archive::holds, workspace.zone());
        archive.write(archive.index().getFileName().toString(), Pages.index(list.page(Locale.ENGLISH)));
        for (String brandId : list.brandIds()) {
            archive.write(Archive.brandIndex(brandId), Pages.index(list.pageOf(brandId, language(brandId))));
        }
    }

    /** The first language of a brand's reports, which the list of them is in. */
    private Locale language(String brandId) {
        return workspace.reports().stream()
                .filter(plan -> plan.brandId().equals(brandId))
                .flatMap(plan -> plan.languages().stream())
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    String outcome() {
        return made.isEmpty() ? "nothing due" : made.size() + (made.size() == 1 ? " page" : " pages");
    }

    /** The pages, new ones first, then what was decided otherwise and where all are listed. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        made.forEach(page -> lines.add(page.toString()));
        kept.forEach(page -> lines.add(page.toString()));
        if (made.isEmpty() && !kept.isEmpty()) {
            lines.add("nothing due: made before");
        }
        lines.addAll(remarks);
        lines.add("all reports: " + archive.index());
        return List.copyOf(lines);
    }
}
