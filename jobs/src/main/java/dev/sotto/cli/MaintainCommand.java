package dev.sotto.cli;

import dev.sotto.warehouse.Warehouse;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto maintain}: lets go of what is older than its limit, joins small files, forgets old snapshots. */
@CommandLine.Command(
        name = "maintain",
        description = {
            "Let go of rows that are older than the limits of the workspace, join small files, forget snapshots that are"
                    + " older than three days, and list files that no table knows."
        },
        sortOptions = false)
public final class MaintainCommand implements Command {

    @Option(
            names = "--delete-orphans",
            description = "Delete files that no table knows and that are older than three days. Default: list them.")
    private boolean isDeleting;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        options.workspace();
        try (Warehouse warehouse = Warehouse.open(options.warehouse())) {
            Maintenance maintenance = new Maintenance(options, warehouse);
            maintenance.carryOut();
            if (isDeleting) {
                maintenance.deleteOrphans();
            } else {
                maintenance.listOrphans();
            }
            if (!options.quiet()) {
                maintenance.lines().forEach(options.surroundings().out()::println);
            }
            return 0;
        }
    }
}
