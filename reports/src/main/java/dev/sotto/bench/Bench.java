package dev.sotto.bench;

import dev.sotto.build.Build;
import dev.sotto.cli.RunStep;
import dev.sotto.config.Workspace;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The product and its peer at the same work, one after the other in one process: a simulated log is read and built up to
 * its last day, that day is added, reports are made, and the numbers of both are compared.
 */
final class Bench {
    private static final long SEED = 1;

    private final Path folder;
    private final Progress progress;
    private final Clock clock;
    private final int threads;
    private final long peerMemory;

    /**
     * A benchmark in a folder of its own.
     *
     * @param peerMemory the most memory that DuckDB may take, in MB
     */
    Bench(Path folder, Progress progress, Clock clock, int threads, long peerMemory) {
        this.folder = folder;
        this.progress = progress;
        this.clock = clock;
        this.threads = threads;
        this.peerMemory = peerMemory;
    }

    /**
     * What was measured, and what the two disagree on.
     *
     * @param rows how many numbers the product has
     * @param differences empty where both have the same
     * @param gaveUp why the peer did not finish, so that its numbers are not known; empty where it did
     */
    record Outcome(List<Measure> measures, int rows, List<String> differences, Optional<String> gaveUp) {
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
        WarehouseSettings settings = WarehouseSettings.embedded(folder.resolve("warehouse"), workspace.zone());
        try (Warehouse warehouse = Warehouse.open(settings);
                Peer peer = Peer.open(threads, peerMemory, folder.resolve("spill"))) {
            return new Match(warehouse, peer, workspace, made).play();
        }
    }

    /** What arrives at once, and what is taken for now when it does. */
    private record Arrival(String runId, InputSpec log, Instant asOf) {}

    /** One warehouse beside one peer. */
    private final class Match {
        private final Warehouse warehouse;
        private final Peer peer;
        private final Workspace workspace;
        private final long events;
        private final Meter meter;
        private final List<Measure> measures = new ArrayList<>();
        private @Nullable String gaveUp;

        Match(Warehouse warehouse, Peer peer, Workspace workspace, long events) {
            this.warehouse = warehouse;
            this.peer = peer;
            this.workspace = workspace;
            this.events = events;
            this.meter = new Meter(warehouse.spark());
        }

        Outcome play() {
            Instant asOf = workspace.asOf().orElseGet(clock::instant);
            Instant dayBefore = asOf.minus(Duration.ofDays(1));
            Path log = workspace.inputs().get(0).path();
            Arrival history = new Arrival("history", InputSpec.of(log), dayBefore);
            Arrival day = new Arrival("day", InputSpec.of(folder.resolve("day")), asOf);
            long ofDay = LastDay.move(log, dayBefore, day.log().path());
            run(history, () -> {
                measure("ingest", events - ofDay, () -> ingest(history), () -> peerIngest(history));
                measure("full build", events - ofDay, () -> build(history), () -> peerBuild(history));
            });
            run(day, () -> {
                Runnable ours = () -> {
                    ingest(day);
                    build(day);
                };
                measure("daily run", ofDay, ours, () -> {
                    peerIngest(day);
                    peerBuild(day);
                });
            });
            measures.add(meter.of("report", events, () -> report(day)));
            measure("scan", events, this::scan, peer::scan);
            List<Figure> results = figures(warehouse);
            List<Figure> peers = gaveUp == null ? peer.figures() : List.of();
            List<String> differences = gaveUp == null ? Peer.compare(Peer.shared(results, peers), peers) : List.of();
            return new Outcome(measures, results.size(), differences, Optional.ofNullable(gaveUp));
        }

        private void run(Arrival arrival, Runnable work) {
            String id = arrival.runId();
            warehouse.ledger().begin(new Ledger.Run(id, id, arrival.asOf(), clock.instant(), null, Map.of()));
            work.run();
            warehouse.ledger().finish(id, clock.instant(), warehouse.snapshots());
        }

        private void measure(String work, long size, Runnable ours, Runnable peers) {
            measures.add(beside(meter.of(work, size, ours), work, peers));
        }

        private Measure beside(Measure own, String work, Runnable peers) {
            if (gaveUp != null) {
                return own;
            }
            progress.begin("the peer's " + work);
            try {
                Measure both = own.beside(Meter.seconds(peers));
                progress.end("done");
                return both;
            } catch (SottoException e) {
                progress.end("given up");
                gaveUp = e.getMessage();
                // Whatever it has spilled by then is in the way of the work that is left.
                peer.close();
                return own;
            }
        }

        private void ingest(Arrival arrival) {
            Ingest.run(
                    warehouse,
                    IngestSettings.of(workspace, arrival.asOf()),
                    List.of(arrival.log()),
                    arrival.runId(),
                    progress);
        }

        private void peerIngest(Arrival arrival) {
            peer.ingest(arrival.log().path(), folder.resolve(arrival.runId() + ".parquet"));
        }

        private void build(Arrival arrival) {
            Build.run(warehouse, workspace, List.of(), arrival.asOf(), progress);
        }

        private void peerBuild(Arrival arrival) {
            peer.build(
                    new Declarations(workspace, List.of(), arrival.asOf()),
                    warehouse.files(LogTables.EVENTS.name()).addresses());
        }

        private void report(Arrival arrival) {
            RunStep.takeAll(workspace, warehouse, folder.resolve("output"), arrival.asOf(), arrival.runId(), progress);
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
