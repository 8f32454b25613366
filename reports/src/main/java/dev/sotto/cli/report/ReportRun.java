package dev.sotto.cli.report;

import dev.sotto.config.Workspace;
import dev.sotto.delivery.Archive;
import dev.sotto.delivery.Decision;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Progress;
import dev.sotto.domain.ReportKind;
import dev.sotto.report.Pages;
import dev.sotto.report.ReportList;
import dev.sotto.warehouse.Ledger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One pass over what is due: pages written first, the ledger after, so that a run that dies is made up for.
 *
 * <p>Pages are made side by side, as many at a time as there are processors; the ledger is written in their order.
 */
final class ReportRun {
    private final Archive archive;
    private final Ledger ledger;
    private final Workspace workspace;
    private final WeeklyDesk desk;
    private final Printing printing;
    private final List<Path> made = new ArrayList<>();
    private final List<Path> kept = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    ReportRun(Archive archive, Ledger ledger, Workspace workspace, WeeklyDesk desk, String runId) {
        this.archive = archive;
        this.ledger = ledger;
        this.workspace = workspace;
        this.desk = desk;
        this.printing = new Printing(archive, workspace, desk, runId);
    }

    /** Carry out all decisions; the operator's report tells what became of the others, so it is made last. */
    void carryOut(List<Decision> decisions, Progress progress) {
        List<List<Decision>> jobs = jobs(decisions);
        desk.expect(jobs.stream()
                .map(job -> job.get(0))
                .filter(printing::reads)
                .map(first -> new ResultShelf.Wish(first.plan().brandId(), first.period()))
                .distinct()
                .toList());
        int done = 0;
        for (boolean isOfAll : new boolean[] {false, true}) {
            List<List<Decision>> now =
                    jobs.stream().filter(job -> isOfAll(job.get(0)) == isOfAll).toList();
            done = carryOut(now, progress, done, decisions.size());
        }
    }

    private static boolean isOfAll(Decision decision) {
        return decision.plan().kind() == ReportKind.OPERATOR;
    }

    /** The languages of one occurrence are one job, since they are made of the same results. */
    private static List<List<Decision>> jobs(List<Decision> decisions) {
        List<List<Decision>> jobs = new ArrayList<>();
        for (Decision decision : decisions) {
            List<Decision> last = jobs.isEmpty() ? List.of() : jobs.get(jobs.size() - 1);
            if (last.isEmpty() || !isSame(last.get(0), decision)) {
                last = new ArrayList<>();
                jobs.add(last);
            }
            last.add(decision);
        }
        return jobs;
    }

    private static boolean isSame(Decision one, Decision other) {
        return one.plan().equals(other.plan()) && one.period().equals(other.period());
    }

    private int carryOut(List<List<Decision>> jobs, Progress progress, int before, int all) {
        ExecutorService hands = Executors.newFixedThreadPool(
                Math.max(1, Math.min(jobs.size(), Runtime.getRuntime().availableProcessors())));
        try {
            List<Future<List<Printing.Outcome>>> outcomes = jobs.stream()
                    .map(job -> hands.submit(() -> printing.of(job)))
                    .toList();
            int done = before;
            for (Future<List<Printing.Outcome>> outcome : outcomes) {
                for (Printing.Outcome each : made(outcome)) {
                    settle(each);
                    done++;
                }
                progress.at(done, all);
            }
            return done;
        } finally {
            hands.shutdownNow();
        }
    }

    private static List<Printing.Outcome> made(Future<List<Printing.Outcome>> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reports were made", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private void settle(Printing.Outcome outcome) {
        outcome.rows().forEach(ledger::record);
        outcome.made().ifPresent(made::add);
        outcome.kept().ifPresent(kept::add);
        outcome.remark().ifPresent(remarks::add);
    }

    /** Write the page that lists all reports, and for each brand the page that lists its own. */
    void list() {
        List<Ledger.Delivery> delivered = ledger.deliveries().stream()
                .filter(row -> row.state().equals(Decision.DELIVERED))
                .toList();
        Map<String, Brand> brands =
                workspace.brands().stream().collect(Collectors.toMap(Brand::id, Function.identity()));
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
