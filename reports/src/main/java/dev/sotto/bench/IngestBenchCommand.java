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
            "Time the reading of a simulated log beside DuckDB, which only reads, sorts and writes it.",
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
        int cores = Runtime.getRuntime().availableProcessors();
        try (Warehouse warehouse =
                        Warehouse.open(WarehouseSettings.embedded(folder.resolve("warehouse"), workspace.zone()));
                Peer peer = Peer.open(cores, Runtime.getRuntime().maxMemory() >> 20, folder.resolve("spill"))) {
            warehouse.spark();
            Cost own = Cost.of(() -> ingest(workspace, warehouse));
            Cost peers = Cost.of(() -> peer.ingest(workspace.inputs().get(0).path(), folder.resolve("peer.parquet")));
            print(made, own, peers);
            return 0;
        }
    }

    private void ingest(Workspace workspace, Warehouse warehouse) {
        Instant asOf = workspace.asOf().orElseGet(options.surroundings().clock()::instant);
        List<InputSpec> inputs = workspace.inputs().stream()
                .map(input -> new InputSpec(input.path(), input.mapping()))
                .toList();
        Ingest.run(warehouse, IngestSettings.of(workspace, asOf), inputs, "bench", options.progress());
    }

    private void print(long made, Cost own, Cost peers) {
        PrintStream out = options.surroundings().out();
        out.println(BenchCommand.machine(options.surroundings().clock().instant()) + ".");
        out.printf(Locale.ROOT, "%-8s %12s %9s %9s %9s%n", "", "events", "seconds", "cpu_s", "cpu_us/e");
        print(out, "sotto", made, own);
        print(out, "duckdb", made, peers);
        out.printf(
                Locale.ROOT,
                "%-8s %12s %9.2f %9.2f%n",
                "ratio",
                "",
                own.seconds() / peers.seconds(),
                own.cpuSeconds() / peers.cpuSeconds());
    }

    private static void print(PrintStream out, String who, long made, Cost cost) {
        out.printf(
                Locale.ROOT,
                "%-8s %,12d %9.2f %9.2f %9.2f%n",
                who,
                made,
                cost.seconds(),
                cost.cpuSeconds(),
                cost.cpuSeconds() * 1e6 / made);
    }
}
