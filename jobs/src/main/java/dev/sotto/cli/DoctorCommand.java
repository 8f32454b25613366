package dev.sotto.cli;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.Inventory;
import dev.sotto.warehouse.Bygones;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sotto doctor}: says what is fit of environment, configuration and warehouse, with a remedy for what is not. */
@CommandLine.Command(
        name = "doctor",
        description =
                "Look at Java, memory, disk, configuration, inputs and warehouse; give a remedy for what is not fit.",
        sortOptions = false)
public final class DoctorCommand implements Command {
    private static final long LEAST_HEAP = 900L << 20;
    private static final long LEAST_DISK = 1L << 30;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        Diagnosis diagnosis = new Diagnosis(options.surroundings().out());
        diagnosis.of("java", () -> "Java " + Runtime.version() + " of " + System.getProperty("java.vendor"));
        diagnosis.of("memory", DoctorCommand::memory);
        diagnosis.of("workspace", () -> workspace(options.workspace()));
        if (diagnosis.exitCode() == 0) {
            diagnosis.of("inputs", () -> inputs(options.workspace()));
            diagnosis.of("key", () -> key(options.workspace()));
            diagnosis.of("disk", () -> disk(options.warehouse().directory()));
            diagnosis.of("output", () -> disk(options.output()));
            diagnosis.of("warehouse", this::warehouse);
            if (hasRun()) {
                diagnosis.of("erasures", this::erasures);
            }
        }
        return diagnosis.exitCode();
    }

    private static String memory() {
        long heap = Runtime.getRuntime().maxMemory();
        if (heap < LEAST_HEAP) {
            throw Diagnosis.unfit("The program has " + megabytes(heap) + " of memory, and Spark needs about a gigabyte."
                    + " Set SOTTO_HEAP=2g.");
        }
        return megabytes(heap) + ", " + Runtime.getRuntime().availableProcessors() + " processors";
    }

    private String workspace(Workspace workspace) {
        return options.config() + ": " + workspace.brands().size() + " brands, "
                + workspace.campaigns().size() + " campaigns, "
                + workspace.reports().size() + " reports";
    }

    private static String inputs(Workspace workspace) {
        Inventory inventory = Inventory.of(Run.inputs(workspace), Progress.NONE);
        if (!inventory.refused().isEmpty()) {
            throw Diagnosis.unfit("Files that a run would refuse: " + inventory.refused() + ". Mend or remove them.");
        }
        return inventory.files().size() + " files";
    }

    // Asked for only where it is there already: looking must not make one.
    private String key(Workspace workspace) {
        boolean isInEnvironment = options.surroundings().environment().containsKey("SOTTO_PSEUDONYM_KEY");
        if (isInEnvironment || hasRun()) {
            workspace.pseudonymKey();
            return "read" + (isInEnvironment ? " from SOTTO_PSEUDONYM_KEY" : "; keep a copy of it in a safe place");
        }
        return "made by the first run";
    }

    private boolean hasRun() {
        return Files.exists(options.warehouse().directory().resolve("catalog.db"));
    }

    private static String disk(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw Diagnosis.unfit(there + " is no folder that this user may write to. Give the right to it, or name"
                    + " another with --warehouse or --output.");
        }
        try {
            long room = Files.getFileStore(there).getUsableSpace();
            if (room < LEAST_DISK) {
                throw Diagnosis.unfit(megabytes(room) + " are left at " + there + ". Make room.");
            }
            return megabytes(room) + " left at " + there;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String warehouse() {
        if (!hasRun()) {
            return "none yet; 'sotto run' makes it";
        }
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Optional<Ledger.Run> last = warehouse.ledger().lastFinished();
            return last.map(run ->
                            "last run " + run.runId() + ", " + run.snapshots().size() + " tables")
                    .orElse("no run has finished yet");
        }
    }

    private String erasures() {
        try (Ledger ledger = Ledger.open(options.warehouse().directory())) {
            List<Bygones.Erasure> unfinished = ledger.bygones().pending();
            if (!unfinished.isEmpty()) {
                throw Diagnosis.unfit("Begun and not finished: "
                        + unfinished.stream().map(Bygones.Erasure::erasureId).collect(Collectors.joining(", "))
                        + ". Run sotto erase, which goes on with them.");
            }
            return ledger.bygones().erasures().size() + " finished, none pending";
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
    }
}
