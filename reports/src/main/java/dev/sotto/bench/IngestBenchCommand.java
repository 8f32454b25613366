package dev.sotto.bench;

import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.config.Workspace;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.simulate.Simulation;
import dev.sotto.simulate.SimulationSettings;
import dev.sotto.simulate.SimulationSettings.Compression;
import dev.sotto.warehouse.Warehouse;
import dev.sotto.warehouse.WarehouseSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto bench ingest}: what it costs to read a log, beside DuckDB's reading and sorting of the same files. */
@CommandLine.Command(
        name = "ingest",
        description = {
            "Time the reading of a simulated log beside DuckDB, which only reads, sorts and writes it: in a process that"
                    + " has just begun, and again in the same one, where Java has compiled what it runs.",
            "The seconds of all processors are told, too, which other programs on the machine change little."
        },
        sortOptions = false)
final class IngestBenchCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Option(names = "--events", paramLabel = "N", description = "About how many events. Default: 2000000.")
    private long events = 2_000_000;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        return BenchCommand.inFolder(this::measure);
    }

    private int measure(Path folder) {
        Path directory = folder.resolve("workspace");
        long made = Simulation.run(
                        SimulationSettings.of(events, SEED, directory).withCompression(Compression.NONE),
                        options.progress())
                .events();
        Workspace workspace = Workspace.read(directory.resolve("sotto.yaml"), Map.of());
        PrintStream out = options.surroundings().out();
        out.println(BenchCommand.machine(options.surroundings().clock().instant()) + ".");
        out.printf(Locale.ROOT, "%-14s %12s %9s %9s %9s%n", "", "events", "seconds", "cpu_s", "cpu_us/e");
        try (Peer peer =
                Peer.open(BenchCommand.CORES, Runtime.getRuntime().maxMemory() >> 20, folder.resolve("spill"))) {
            for (String time : List.of("", " again")) {
                Cost own = ingest(workspace, folder.resolve("warehouse" + time));
                Cost peers = Cost.of(() -> peer.ingest(log(workspace), folder.resolve("peer.parquet" + time)));
                print(out, time, made, own, peers);
            }
        }
        return 0;
    }

    private static Path log(Workspace workspace) {
        return workspace.inputs().get(0).path();
    }

    private Cost ingest(Workspace workspace, Path place) {
        Instant asOf = workspace.asOf().orElseGet(options.surroundings().clock()::instant);
        try (Warehouse warehouse = Warehouse.open(WarehouseSettings.embedded(place, workspace.zone()))) {
            warehouse.spark();
            List<InputSpec> log = List.of(InputSpec.of(log(workspace)));
            return Cost.of(
                    () -> Ingest.run(warehouse, IngestSettings.of(workspace, asOf), log, "bench", options.progress()));
        }
    }

    private static void print(PrintStream out, String time, long made, Cost own, Cost peers) {
        print(out, "sotto" + time, made, own);
        print(out, "duckdb" + time, made, peers);
        out.printf(
                Locale.ROOT,
                "%-14s %12s %9.2f %9.2f%n",
                "ratio" + time,
                "",
                own.seconds() / peers.seconds(),
                own.cpuSeconds() / peers.cpuSeconds());
    }

    private static void print(PrintStream out, String who, long made, Cost cost) {
        out.printf(
                Locale.ROOT,
                "%-14s %,12d %9.2f %9.2f %9.2f%n",
                who,
                made,
                cost.seconds(),
                cost.cpuSeconds(),
                cost.cpuSeconds() * 1e6 / made);
    }
}
