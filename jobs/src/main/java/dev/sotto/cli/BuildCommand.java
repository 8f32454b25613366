package dev.sotto.cli;

import dev.sotto.warehouse.Warehouse;
import java.time.Clock;
import java.time.Instant;
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
        try (Warehouse warehouse = Warehouse.open(options.warehouse())) {
            OpenRun run = OpenRun.begin("build", warehouse, asOf, clock);
            run.build(workspace, options.progress());
            run.finish();
        }
        return 0;
    }
}
