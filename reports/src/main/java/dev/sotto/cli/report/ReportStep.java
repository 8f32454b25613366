package dev.sotto.cli.report;

import dev.sotto.cli.RunStep;
import dev.sotto.config.Workspace;
import dev.sotto.delivery.Archive;
import dev.sotto.delivery.Decision;
import dev.sotto.delivery.Due;
import dev.sotto.domain.Progress;
import dev.sotto.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The step of a run that makes the reports that are due, writes every decision down and lists all reports on one page. */
public final class ReportStep implements RunStep {

    /** The step as {@code ServiceLoader} makes it. */
    public ReportStep() {}

    @Override
    public List<String> run(
            Workspace workspace, Warehouse warehouse, Path output, Instant asOf, String runId, Progress progress) {
        progress.begin("report");
        List<Decision> decisions = new Due(warehouse.ledger().deliveries(), asOf).decisions(workspace.reports());
        ReportRun run = new ReportRun(
                new Archive(output),
                warehouse.ledger(),
                workspace,
                new WeeklyDesk(warehouse, workspace, runId, asOf),
                runId);
        run.carryOut(decisions, progress);
        run.list();
        progress.end(run.outcome());
        return run.lines();
    }
}
