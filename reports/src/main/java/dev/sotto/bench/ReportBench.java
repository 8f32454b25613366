package dev.sotto.bench;

import dev.sotto.build.Build;
import dev.sotto.cli.RunStep;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.simulate.Simulation;
import dev.sotto.simulate.SimulationSettings;
import dev.sotto.simulate.SimulationSettings.Compression;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import dev.sotto.warehouse.WarehouseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Times the step of a run that makes what is due, where as many brands as asked are each due a report in several languages. */
final class ReportBench {
    private static final long SEED = 9;
    private static final String RUN_ID = "bench";

    /**
     * One line of the benchmark.
     *
     * @param work the forms that were made
     * @param pages how many reports, each in one language
     * @param cpuSeconds of all threads of this process
     */
    record Figures(String work, int brands, int pages, int files, long bytes, double seconds, double cpuSeconds) {}

    private final Path folder;
    private final Progress progress;
    private final Clock clock;

    ReportBench(Path folder, Progress progress, Clock clock) {
        this.folder = folder;
        this.progress = progress;
        this.clock = clock;
    }

    /** Simulate a small world, lay its results under so many brands, and make their reports in each list of forms. */
    List<Figures> run(long events, int brands, List<String> languages, List<List<String>> works) {
        Path directory = folder.resolve("world");
        Simulation.run(SimulationSettings.of(events, SEED, directory).withCompression(Compression.NONE), progress);
        Workspace world = Workspace.read(directory.resolve("sotto.yaml"), Map.of());
        Instant asOf = world.asOf().orElseGet(clock::instant);
        WarehouseSettings settings = WarehouseSettings.embedded(folder.resolve("warehouse"), world.zone());
        try (Warehouse warehouse = Warehouse.open(settings)) {
            warehouse.ledger().begin(new Ledger.Run(RUN_ID, RUN_ID, asOf, clock.instant(), null, Map.of()));
            Ingest.run(warehouse, IngestSettings.of(world, asOf), inputs(world), RUN_ID, progress);
            Build.run(warehouse, world, List.of(), asOf, progress);
            Crowd crowd = new Crowd(directory, brands);
            crowd.layUnder(warehouse);
            warehouse.ledger().finish(RUN_ID, clock.instant(), warehouse.snapshots());
            return reports(warehouse, crowd, asOf, languages, works);
        }
    }

    /** Make the reports of a crowd that has been laid under a warehouse, in each list of forms. */
    List<Figures> reports(
            Warehouse warehouse, Crowd crowd, Instant asOf, List<String> languages, List<List<String>> works) {
        List<Figures> figures = new ArrayList<>();
        for (List<String> formats : works) {
            String name = String.join("+", formats);
            Path settings = crowd.workspace(folder.resolve(name), name.replace('+', '-'), languages, formats);
            Workspace workspace = Workspace.read(settings, Map.of());
            int brands = workspace.brands().size();
            figures.add(timed(name, workspace, warehouse, asOf, brands, brands * languages.size()));
        }
        return figures;
    }

    private static List<InputSpec> inputs(Workspace world) {
        return world.inputs().stream()
                .map(input -> new InputSpec(input.path(), input.mapping()))
                .toList();
    }

    private Figures timed(String work, Workspace workspace, Warehouse warehouse, Instant asOf, int brands, int pages) {
        Path output = folder.resolve("output-" + work);
        Cost cost = Cost.of(() -> RunStep.takeAll(workspace, warehouse, output, asOf, RUN_ID, progress));
        List<Path> files = files(output);
        int made = (int) files.stream()
                .filter(file -> !file.getFileName().toString().equals("index.html"))
                .count();
        long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
        return new Figures(work, brands, pages, made, bytes, cost.seconds(), cost.cpuSeconds());
    }

    private static List<Path> files(Path output) {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
