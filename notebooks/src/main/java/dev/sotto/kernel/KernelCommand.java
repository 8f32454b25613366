package dev.sotto.kernel;

import dev.sotto.cli.Command;
import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.query.Query;
import dev.sotto.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto kernel}: what Jupyter starts for a notebook in Spark SQL. */
@CommandLine.Command(
        name = "kernel",
        description = "The Jupyter kernel: notebooks in Spark SQL. Jupyter starts it, after 'sotto kernel install'.",
        subcommands = InstallCommand.class)
public final class KernelCommand implements Command {

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(
            names = "--connection-file",
            paramLabel = "FILE",
            description = "Where to listen; Jupyter writes it and names it.")
    private @Nullable Path connectionFile;

    private @Nullable Warehouse warehouse;

    @Override
    public Integer call() {
        if (connectionFile == null) {
            throw new SottoException(
                    Code.USE,
                    "Cannot start the kernel: no --connection-file is given, which Jupyter writes."
                            + " Run 'sotto kernel install', then open a notebook with " + Self.NAME + ".");
        }
        try {
            new Kernel(
                            Connection.read(connectionFile),
                            this::open,
                            options.surroundings().clock(),
                            parent(options.surroundings().environment()))
                    .serve();
        } finally {
            if (warehouse != null) {
                warehouse.close();
            }
        }
        return 0;
    }

    // A notebook may be opened before the first run; its cells say so, and find the tables when they are there.
    private Query open() {
        if (warehouse == null) {
            warehouse = Warehouse.openPinned(options.warehouse());
        }
        return new Query(warehouse);
    }

    // Jupyter tells who it is, so that a kernel does not outlive a Jupyter that was killed.
    private static BooleanSupplier parent(Map<String, String> environment) {
        String id = environment.getOrDefault("JPY_PARENT_PID", "");
        Optional<ProcessHandle> jupyter =
                id.matches("[1-9]\\d{0,9}") ? ProcessHandle.of(Long.parseLong(id)) : Optional.empty();
        return () -> jupyter.map(ProcessHandle::isAlive).orElse(true);
    }
}
