package dev.sotto.cli.report;

import dev.sotto.cli.RunStep;
import dev.sotto.config.Workspace;
import dev.sotto.delivery.Archive;
import dev.sotto.delivery.Decision;
import dev.sotto.delivery.Due;
import dev.sotto.domain.Progress;
import dev.sotto.domain.ReportKind;
import dev.sotto.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The step of a run that makes the reports that are due, writes every decision down and lists all reports on one page. */
public final class ReportStep implements RunStep {

    /** The step as {@code ServiceLoader} makes it. */
    public ReportStep() {}

    @Override
    public List<String> run(
            Workspace workspace, Warehouse warehouse, Path output, Instant asOf, String runId, Progress progress) {
        progress.begin("report");
        // The operator's report tells what became of the others, so it is made last.
        List<Decision> decisions = new Due(warehouse.ledger().deliveries(), asOf)
                .decisions(workspace.reports()).stream()
                        .sorted(Comparator.comparing(decision -> decision.plan().kind() == ReportKind.OPERATOR))
                        .toList();
        ReportRun run = new ReportRun(
                new Archive(output),
                warehouse.ledger(),
                workspace,
                new WeeklyDesk(warehouse, workspace, runId, asOf),
                runId);
        for (int i = 0; i < decisions.size(); i++) {
            progress.at(i, decisions.size());
            run.carryOut(decisions.get(i));
        }
        run.list();
        progress.end(run.outcome());
        return run.lines();
    }
}
