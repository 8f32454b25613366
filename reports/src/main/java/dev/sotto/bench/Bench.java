package dev.sotto.bench;

import dev.sotto.build.Build;
import dev.sotto.cli.RunStep;
import dev.sotto.config.Workspace;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.simulate.Simulation;
import dev.sotto.simulate.SimulationSettings;
import dev.sotto.simulate.SimulationSettings.Compression;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.Warehouse;
import dev.sotto.warehouse.WarehouseSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The product and its peer at the same work, one after the other in one process: a simulated log is read, built and
 * reported, and the numbers of both are compared.
 */
final class Bench {
    private static final long SEED = 1;
    private static final String RUN_ID = "bench";

    private final Path folder;
    private final Progress progress;
    private final Clock clock;
    private final int threads;

    Bench(Path folder, Progress progress, Clock clock, int threads) {
        this.folder = folder;
        this.progress = progress;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * What was measured, and what the two disagree on.
     *
     * @param rows how many numbers the product has
     * @param differences empty where both have the same
     */
    record Outcome(List<Measure> measures, int rows, List<String> differences) {
        Outcome {
            measures = List.copyOf(measures);
            differences = List.copyOf(differences);
        }
    }

    /** Simulate a log of about so many events and measure all work on it. */
    Outcome run(long events) {
        Path directory = folder.resolve("workspace");
        long made = Simulation.run(
                        SimulationSettings.of(events, SEED, directory).withCompression(Compression.NONE), progress)
                .events();
        Workspace workspace = Workspace.read(directory.resolve("sotto.yaml"), Map.of());
        Instant asOf = workspace.asOf().orElseGet(clock::instant);
        WarehouseSettings settings = WarehouseSettings.embedded(folder.resolve("warehouse"), workspace.zone());
        try (Warehouse warehouse = Warehouse.open(settings);
                Peer peer = Peer.open(threads, Runtime.getRuntime().maxMemory() >> 20, folder.resolve("spill"))) {
            return new Match(warehouse, peer, workspace, asOf, made).play();
        }
    }

    /** One warehouse beside one peer. */
    private final class Match {
        private final Warehouse warehouse;
        private final Peer peer;
        private final Workspace workspace;
        private final Instant asOf;
        private final long events;
        private final Meter meter;
        private final Declarations declarations;

        Match(Warehouse warehouse, Peer peer, Workspace workspace, Instant asOf, long events) {
            this.warehouse = warehouse;
            this.peer = peer;
            this.workspace = workspace;
            this.asOf = asOf;
            this.events = events;
            this.meter = new Meter(warehouse.spark());
            this.declarations = new Declarations(workspace, List.of(), asOf);
        }

        Outcome play() {
            List<Measure> measures = new ArrayList<>();
            warehouse.ledger().begin(new Ledger.Run(RUN_ID, RUN_ID, asOf, clock.instant(), null, Map.of()));
            measures.add(meter.of("ingest", events, this::ingest).beside(Meter.seconds(this::peerIngest)));
            measures.add(meter.of("full build", events, this::build).beside(Meter.seconds(this::peerBuild)));
            warehouse.ledger().finish(RUN_ID, clock.instant(), warehouse.snapshots());
            measures.add(meter.of("report", events, this::report));
            measures.add(meter.of("scan", events, this::scan).beside(Meter.seconds(this::peerScan)));
            List<Figure> results = figures(warehouse);
            List<Figure> peers = peer.figures();
            return new Outcome(measures, results.size(), Peer.compare(Peer.shared(results, peers), peers));
        }

        private void ingest() {
            List<InputSpec> inputs = workspace.inputs().stream()
                    .map(input -> new InputSpec(input.path(), input.mapping()))
                    .toList();
            Ingest.run(warehouse, IngestSettings.of(workspace, asOf), inputs, RUN_ID, progress);
        }

        private void peerIngest() {
            peer.ingest(workspace.inputs().get(0).path(), folder.resolve("peer.parquet"));
        }

        private void build() {
            Build.run(warehouse, workspace, List.of(), asOf, progress);
        }

        private void peerBuild() {
            progress.begin("the peer's build");
            peer.build(declarations, warehouse.files(LogTables.EVENTS.name()).addresses());
            progress.end("done");
        }

        private void report() {
            for (RunStep step : ServiceLoader.load(RunStep.class)) {
                step.run(workspace, warehouse, folder.resolve("output"), asOf, RUN_ID, progress);
            }
        }

        private void scan() {
            warehouse
                    .read(LogTables.EVENTS.name())
                    .selectExpr(Peer.SCANNED.toArray(String[]::new))
                    .write()
                    .format("noop")
                    .mode("overwrite")
                    .save();
        }

        private void peerScan() {
            peer.scan();
        }
    }

    /** Every number of the product that the peer knows, too. */
    static List<Figure> figures(Warehouse warehouse) {
        return new Results(warehouse)
                .ofMetrics(PeerMetrics.METRICS).stream()
                        .filter(row -> PeerMetrics.knows(row.metric(), row.slice()))
                        .map(Figure::of)
                        .toList();
    }
}
