package dev.sotto.bench;

import dev.sotto.build.Build;
import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.config.Workspace;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.Warehouse;
import dev.sotto.warehouse.WarehouseSettings;
import java.io.IOException;
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

/** {@code sotto bench skew}: what reading and building cost where most of a log lies in one place. */
@CommandLine.Command(
        name = "skew",
        description =
                "Time the reading and building of a log whose messages lie evenly, half in one campaign, and in one conversation.",
        sortOptions = false)
final class SkewBenchCommand implements Callable<Integer> {
    /** What Spark and Java learn from, so that no shape pays for being the first. */
    private static final int WARMING = 20_000;

    @Option(names = "--events", paramLabel = "N", description = "How many messages. Default: 1000000.")
    private int events = 1_000_000;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    /** What reading and building took. */
    private record Costs(Cost ingest, Cost build) {
        double seconds() {
            return ingest.seconds() + build.seconds();
        }
    }

    @Override
    public Integer call() {
        return BenchCommand.inFolder(folder -> {
            PrintStream out = options.surroundings().out();
            costs(folder.resolve("warming"), Skew.EVEN, Math.min(WARMING, events));
            out.println(BenchCommand.machine(options.surroundings().clock().instant()) + ".");
            out.printf(Locale.ROOT, "%,d messages, in seconds, and of all processors:%n", events);
            out.printf(Locale.ROOT, "%-36s %9s %9s %9s %9s %9s%n", "", "ingest", "cpu", "build", "cpu", "ratio");
            double even = 0;
            for (Skew skew : Skew.values()) {
                Costs costs = costs(folder.resolve(skew.name()), skew, events);
                even = skew == Skew.EVEN ? costs.seconds() : even;
                out.printf(
                        Locale.ROOT,
                        "%-36s %9.1f %9.1f %9.1f %9.1f %9.2f%n",
                        skew.words(),
                        costs.ingest().seconds(),
                        costs.ingest().cpuSeconds(),
                        costs.build().seconds(),
                        costs.build().cpuSeconds(),
                        costs.seconds() / even);
            }
            return 0;
        });
    }

    private Costs costs(Path folder, Skew skew, int messages) throws IOException {
        Workspace workspace = Workspace.read(skew.write(folder, messages), Map.of());
        Instant asOf = workspace.asOf().orElseThrow();
        try (Warehouse warehouse =
                Warehouse.open(WarehouseSettings.embedded(folder.resolve("warehouse"), workspace.zone()))) {
            warehouse.spark();
            List<InputSpec> log = List.of(InputSpec.of(folder.resolve("log")));
            Cost ingest = Cost.of(
                    () -> Ingest.run(warehouse, IngestSettings.of(workspace, asOf), log, "skew", options.progress()));
            Cost build = Cost.of(() -> Build.run(warehouse, workspace, List.of(), asOf, options.progress()));
            return new Costs(ingest, build);
        }
    }
}
