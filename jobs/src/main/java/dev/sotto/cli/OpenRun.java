package dev.sotto.cli;

import dev.sotto.build.Build;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** A run that has begun in the ledger: readers go on seeing the one before until it is finished. */
final class OpenRun {
    private final String runId;
    private final Warehouse warehouse;
    private final Instant asOf;
    private final Clock clock;

    private OpenRun(String runId, Warehouse warehouse, Instant asOf, Clock clock) {
        this.runId = runId;
        this.warehouse = warehouse;
        this.asOf = asOf;
        this.clock = clock;
    }

    /** Begin a run that looked at the log; equal ones need no second one. */
    static OpenRun begin(RunIdentity identity, Warehouse warehouse, Instant asOf, Clock clock) {
        warehouse
                .ledger()
                .begin(new Ledger.Run(identity.runId(), identity.fingerprint(), asOf, clock.instant(), null, Map.of()));
        return new OpenRun(identity.runId(), warehouse, asOf, clock);
    }

    /** Begin a run of a command that did not look at the log: whoever does has its work to do when it comes. */
    static OpenRun begin(String command, Warehouse warehouse, Instant asOf, Clock clock) {
        String runId = command + "-" + clock.instant().toEpochMilli();
        return begin(new RunIdentity(runId, runId), warehouse, asOf, clock);
    }

    /** Build what changed, and answer how many tables that were. */
    int build(Workspace workspace, Progress progress) {
        return Build.run(warehouse, workspace, Run.mappedSources(workspace, warehouse), asOf, progress);
    }

    /** Show readers the tables as they are now. */
    void finish() {
        warehouse.ledger().finish(runId, clock.instant(), warehouse.snapshots());
    }
}
