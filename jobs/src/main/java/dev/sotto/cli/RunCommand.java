package dev.sotto.cli;

import dev.sotto.domain.SottoException.Code;
import dev.sotto.warehouse.Warehouse;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sotto run}: the main job, from the log to the reports that are due. */
@CommandLine.Command(
        name = "run",
        description = "Read what is new, build what it changes, and make the reports that are due.",
        sortOptions = false)
public final class RunCommand implements Command {

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        options.workspace(inputs::into);
        try (Warehouse warehouse = Warehouse.open(options.warehouse())) {
            RunSummary summary = new Run(options, warehouse).carryOut();
            summary.print(options.surroundings().out(), options.quiet());
            return summary.hasRefusedFiles() ? Code.DATA.exitCode() : 0;
        }
    }
}
