package dev.sotto.simulate;

import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Makes a workspace with a log whose truth is known: persons with propensities, campaigns, safeguards, and dirt. */
public final class Simulation {
    private Simulation() {}

    /** Simulate, and write log, truth and workspace; a log that is there already is replaced. */
    public static SimulationSummary run(SimulationSettings settings, Progress progress) {
        World world = World.read(settings.world());
        Calendar calendar = new Calendar(settings.startOn(), settings.weeks());
        long neighbourhoods = neighbourhoods(settings, world);
        Truth truth = new Truth(world, calendar);
        Path log = settings.directory().resolve("log");
        try {
            refuseForeign(settings.directory());
            emptied(log, world);
            progress.begin("simulate");
            LogCounts counts = new Blocks(settings, world, calendar, neighbourhoods).write(log, truth, progress);
            WorkspaceFiles.write(settings, world, calendar);
            TruthFile.write(settings, world, neighbourhoods, counts, truth);
            progress.end(counts.accepted + " events in " + counts.lines + " lines");
            return new SimulationSummary(
                    counts.accepted,
                    counts.lines,
                    counts.duplicates,
                    counts.rejects(),
                    counts.bytes,
                    counts.linesByFile.size(),
                    settings.directory());
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot write the simulation to " + settings.directory() + ": " + e.getMessage()
                            + ". Choose a folder that can be written and has room.",
                    e);
        }
    }

    private static long neighbourhoods(SimulationSettings settings, World world) {
        double perNeighbourhood =
                world.eventsPerNeighbourhood() * (double) settings.weeks() / SimulationSettings.DEFAULT_WEEKS;
        return Math.max(1, Math.round(settings.events() / perNeighbourhood));
    }

    /** Somebody's own workspace is never written over. */
    private static void refuseForeign(Path directory) {
        boolean isWorkspace = Files.exists(directory.resolve("sotto.yaml"));
        if (isWorkspace && !Files.exists(directory.resolve(TruthFile.NAME))) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot simulate into " + directory + ": it holds a workspace that is not of a simulation."
                            + " Choose an empty folder.");
        }
    }

    /** A folder for the log without the files of an earlier simulation; a file of somebody else stays and is refused. */
    private static void emptied(Path log, World world) throws IOException {
        for (World.Brand brand : world.brands()) {
            Path ofBrand = log.resolve(brand.id());
            if (Files.isDirectory(ofBrand)) {
                emptied(ofBrand);
                Files.delete(ofBrand);
            }
        }
        emptied(log);
    }

    private static void emptied(Path log) throws IOException {
        Files.createDirectories(log);
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.sorted().toList()) {
                if (!file.getFileName()
                        .toString()
                        .matches("\\d{4}-W\\d\\d\\.(jsonl|csv)(\\.gz)?|part-\\d{6}\\.parquet")) {
                    throw new SottoException(
                            SottoException.Code.USE,
                            "Cannot simulate into " + log + ": it holds " + file.getFileName()
                                    + ", which is not of a simulation. Choose an empty folder.");
                }
                Files.delete(file);
            }
        }
    }
}
