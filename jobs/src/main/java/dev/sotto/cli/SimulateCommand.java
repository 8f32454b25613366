package dev.sotto.cli;

import dev.sotto.simulate.Simulation;
import dev.sotto.simulate.SimulationSettings;
import dev.sotto.simulate.SimulationSummary;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto simulate}: an event log of any size, with its truth beside it. */
@CommandLine.Command(
        name = "simulate",
        description = "Make a workspace with an event log of any size, and truth.json beside it.",
        sortOptions = false)
public final class SimulateCommand implements Command {

    @Option(names = "--events", paramLabel = "N", required = true, description = "About how many events.")
    private long events;

    @Option(names = "--seed", paramLabel = "S", description = "Decides every chance: the same gives the same bytes.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the workspace is made.")
    private Path directory = Path.of("");

    @Option(names = "--world", paramLabel = "FILE", description = "The world to simulate instead of the built-in one.")
    private @Nullable Path world;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How the log is written: ${COMPLETION-CANDIDATES}.")
    private SimulationSettings.Format format = SimulationSettings.Format.JSONL;

    @Option(
            names = "--parts",
            paramLabel = "N",
            description = "How many parts are made at the same time; as many as processors by default.")
    private int parts;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        SimulationSettings settings = SimulationSettings.of(events, seed, directory);
        settings = format == SimulationSettings.Format.JSONL ? settings : settings.withFormat(format);
        settings = parts == 0 ? settings : settings.withParts(parts);
        SimulationSummary made =
                Simulation.run(world == null ? settings : settings.withWorld(world), options.progress());
        if (!options.quiet()) {
            options.surroundings()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%,d events, %,d duplicates and %,d records to reject, in %,d files under %s%n",
                            made.events(),
                            made.duplicates(),
                            made.rejects(),
                            made.files(),
                            made.directory());
        }
        return 0;
    }
}
