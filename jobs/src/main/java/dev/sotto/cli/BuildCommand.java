package dev.sotto.cli;

import dev.sotto.build.Build;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sotto build}: the second step of a run alone, from the events that are there to the results. */
@CommandLine.Command(
        name = "build",
        description = "Build journeys and results from the events that were read; the second step of a run alone.",
        sortOptions = false)
public final class BuildCommand implements Command {

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        var workspace = options.workspace(inputs::into);
        Clock clock = options.surroundings().clock();
        Instant asOf = Run.asOf(workspace, clock);
        // A build alone is another run than one that looked at the log, which is to do its work when it comes.
        String runId = "build-" + clock.instant().toEpochMilli();
        try (Warehouse warehouse = Warehouse.open(options.warehouse())) {
            warehouse.ledger().begin(new Ledger.Run(runId, runId, asOf, clock.instant(), null, Map.of()));
            Build.run(warehouse, workspace, Run.mappedSources(workspace, warehouse), asOf, options.progress());
            warehouse.ledger().finish(runId, clock.instant(), warehouse.snapshots());
        }
        return 0;
    }
}
