package dev.sotto.cli;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.domain.Source;
import dev.sotto.ingest.DeclaredSources;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestReport;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.Inventory;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of the main job: look at the inputs, and unless the last run saw all of this, ingest, build and publish; then
 * take the steps that are due.
 */
final class Run {
    private final Workspace workspace;
    private final Warehouse warehouse;
    private final WorkspaceOptions options;
    private final Progress progress;
    private final Clock clock;
    private final Instant asOf;
    private final Stopwatch times;
    private final List<String> erased = new ArrayList<>();

    Run(WorkspaceOptions options, Warehouse warehouse) {
        this.options = options;
        this.workspace = options.workspace();
        this.warehouse = warehouse;
        this.progress = options.progress();
        this.clock = options.surroundings().clock();
        this.asOf = asOf(workspace, clock);
        this.times = new Stopwatch(clock);
    }

    /** What is taken for now; of the clock the whole hour, so that a run soon repeated finds nothing to do. */
    static Instant asOf(Workspace workspace, Clock clock) {
        return workspace.asOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.HOURS));
    }

    RunSummary carryOut() {
        Inventory inventory = times.of("look", () -> Inventory.of(inputs(workspace), progress));
        RunIdentity identity = RunIdentity.of(inventory, workspace, asOf);
        Erase erase = new Erase(options, warehouse);
        if (isFinished(identity) && !Ingest.isWorthAnotherAttempt(warehouse, inventory) && !erase.isPending()) {
            return summary(identity, inventory, null);
        }
        OpenRun run = OpenRun.begin(identity, warehouse, asOf, clock);
        IngestReport ingested = times.of("ingest", () -> ingest(inventory, identity));
        boolean isErasing = erase.isPending();
        if (isErasing) {
            times.of("erase", () -> {
                erase.takeOut();
                return List.of();
            });
        }
        times.of("build", () -> run.build(workspace, progress));
        if (isErasing) {
            erase.renewLists();
        }
        run.finish();
        if (isErasing) {
            times.of("prove", () -> erase.prove(List.of())).forEach(outcome -> erased.addAll(outcome.lines()));
        }
        return summary(identity, inventory, ingested);
    }

    private boolean isFinished(RunIdentity identity) {
        Optional<Ledger.Run> last = warehouse.ledger().lastFinished();
        return last.isPresent() && last.get().fingerprint().equals(identity.fingerprint());
    }

    private IngestReport ingest(Inventory inventory, RunIdentity identity) {
        return Ingest.run(warehouse, IngestSettings.of(workspace, asOf), inventory, identity.runId(), progress);
    }

    // After publication, and where nothing changed as well: a run that died between the two is made up for.
    private RunSummary summary(RunIdentity identity, Inventory inventory, @Nullable IngestReport ingested) {
        List<String> steps = new ArrayList<>(erased);
        steps.addAll(times.of("report", () -> takeSteps(identity)));
        Map<String, String> refused = new TreeMap<>(inventory.refused());
        refused.putAll(Ingest.refusedBefore(warehouse, inventory));
        return new RunSummary(identity.runId(), Optional.ofNullable(ingested), refused, times, steps);
    }

    private List<String> takeSteps(RunIdentity identity) {
        return RunStep.takeAll(workspace, warehouse, options.output(), asOf, identity.runId(), progress);
    }

    /** The logs of a workspace as ingest takes them. */
    static List<InputSpec> inputs(Workspace workspace) {
        return workspace.inputs().stream()
                .map(input -> new InputSpec(input.path(), input.mapping(), workspace.feed(input), workspace.feeds()))
                .toList();
    }

    /** The sources that mappings and formats declare: those of every file that was read, and the mappings of now. */
    static List<Source> mappedSources(Workspace workspace, Warehouse warehouse) {
        List<Source> sources = new ArrayList<>(DeclaredSources.of(warehouse));
        workspace.inputs().stream()
                .flatMap(input -> input.mapping().stream())
                .distinct()
                .forEach(mapping -> sources.add(Mapping.read(mapping).source()));
        return sources;
    }
}
