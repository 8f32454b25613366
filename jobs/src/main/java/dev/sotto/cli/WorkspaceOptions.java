package dev.sotto.cli;

import dev.sotto.config.Overrides;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.warehouse.WarehouseSettings;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command takes, and what they lead to: workspace, warehouse, output and progress. */
public final class WorkspaceOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The workspace's sotto.yaml. Default: data-samples/sotto.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = "Where the tables are. Default: as the workspace says, else its .sotto/warehouse.")
    private @Nullable Path warehouse;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where reports and exports go. Default: as the workspace says, else its .sotto/output.")
    private @Nullable Path output;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors and what was asked for.")
    private boolean quiet;

    @Option(names = "--debug", description = "Show the stack trace of an error, too.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what this command does.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    private @Nullable Workspace workspace;

    /** The workspace, read and checked on first use, with what these options put in the place of its settings. */
    public Workspace workspace() {
        return workspace(overrides -> overrides);
    }

    /** The same with what a command's own options put in the place of settings; to be asked for first. */
    Workspace workspace(UnaryOperator<Overrides> more) {
        if (workspace == null) {
            workspace = Workspace.read(config(), surroundings().environment()).overriddenBy(more.apply(overrides()));
        }
        return workspace;
    }

    private Overrides overrides() {
        Overrides overrides = Overrides.NONE;
        overrides = warehouse == null ? overrides : overrides.withWarehouse(warehouse);
        return output == null ? overrides : overrides.withOutput(output);
    }

    /** The path of its {@code sotto.yaml}. */
    public Path config() {
        return config != null
                ? config
                : surroundings().home().resolve("data-samples").resolve("sotto.yaml");
    }

    /** The embedded warehouse of this workspace, or the one that was asked for. */
    public WarehouseSettings warehouse() {
        Workspace opened = workspace();
        return WarehouseSettings.embedded(opened.warehouseDirectory(), opened.zone());
    }

    /** The folder for reports and exports. */
    public Path output() {
        return workspace().outputDirectory().toAbsolutePath().normalize();
    }

    /** Progress as this user sees it: a bar, lines, or nothing. */
    public Progress progress() {
        Surroundings around = surroundings();
        if (quiet) {
            return Progress.NONE;
        }
        return around.isErrWatched()
                ? new ProgressBar(around.err(), around.columns(), around.clock())
                : new ProgressLines(around.err(), around.clock());
    }

    /** Whether nothing but results is wanted. */
    public boolean quiet() {
        return quiet;
    }

    /** The world outside, which a command reads and writes only through this. */
    public Surroundings surroundings() {
        if (spec != null && spec.root().userObject() instanceof Sotto sotto) {
            return sotto.surroundings();
        }
        throw new IllegalStateException("the options belong to no command of sotto");
    }
}
