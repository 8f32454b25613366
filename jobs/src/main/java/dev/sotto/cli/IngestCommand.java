package dev.sotto.cli;

import dev.sotto.domain.SottoException.Code;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestReport;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.Inventory;
import dev.sotto.warehouse.Warehouse;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sotto ingest}: the first step of a run alone; readers see its events after the next build. */
@CommandLine.Command(
        name = "ingest",
        description = "Read what is new into log.events; the first step of a run alone.",
        sortOptions = false)
public final class IngestCommand implements Command {

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        var workspace = options.workspace(inputs::into);
        Instant asOf = Run.asOf(workspace, options.surroundings().clock());
        try (Warehouse warehouse = Warehouse.open(options.warehouse())) {
            Inventory inventory = Inventory.of(Run.inputs(workspace), options.progress());
            RunIdentity identity = RunIdentity.of(inventory, workspace, asOf);
            IngestReport report = Ingest.run(
                    warehouse, IngestSettings.of(workspace, asOf), inventory, identity.runId(), options.progress());
            if (!options.quiet()) {
                new IngestSummary(report, IngestSummary.Place.TABLES)
                        .print(options.surroundings().out());
            }
            return report.refused().isEmpty() ? 0 : Code.DATA.exitCode();
        }
    }
}
