package dev.sotto.cli;

import dev.sotto.config.Workspace;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.Erasure;
import dev.sotto.query.Printable;
import dev.sotto.warehouse.Bygones;
import dev.sotto.warehouse.CrashPoints;
import dev.sotto.warehouse.Housekeeping;
import dev.sotto.warehouse.TraceSearch.Searched;
import dev.sotto.warehouse.Warehouse;
import dev.sotto.warehouse.WarehouseFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * An erasure from the request to the proof: out of the log, tables built again without, older snapshots forgotten, files
 * deleted that none needs, and every byte that is left looked through. Whatever of it was done before is done again.
 */
final class Erase {
    /** The points at which a test may end an erasure, beside those of the tables. */
    static final List<String> CRASH_POINTS = List.of(
            "erase", "erase-requested", "erase-log", "erase-built", "erase-finished", "erase-swept", "erase-proved");

    private final WorkspaceOptions options;
    private final Workspace workspace;
    private final Warehouse warehouse;
    private final Erasure erasure;
    private final Progress progress;
    private final Clock clock;

    Erase(WorkspaceOptions options, Warehouse warehouse) {
        this.options = options;
        this.workspace = options.workspace();
        this.warehouse = warehouse;
        this.erasure = Erasure.of(warehouse, workspace);
        this.progress = options.progress();
        this.clock = options.surroundings().clock();
    }

    /** What came of one erasure. */
    record Outcome(Certificate certificate, Path file, String sha256) {

        boolean isProved() {
            return certificate.isProved();
        }

        void print(PrintStream out) {
            lines().forEach(line -> out.println(Printable.line(line)));
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(String.format(
                    Locale.ROOT,
                    "Erasure %s: %,d ids, %,d events gone, a name taken out of %,d events of others.",
                    certificate.erasure().erasureId(),
                    certificate.erasure().persons(),
                    certificate.events(),
                    certificate.trimmed()));
            lines.add(String.format(
                    Locale.ROOT,
                    "Looked through %,d files, %,d MB: %s.",
                    certificate.searched().size(),
                    certificate.bytes() >> 20,
                    certificate.isProved() ? "no trace" : "there are traces in " + certificate.traces()));
            if (!certificate.isProved()) {
                lines.add("It stays unfinished. Remove those files, or move them away, and run 'sotto erase' again.");
            }
            lines.add("Certificate: " + file + " (SHA-256 " + sha256 + ")");
            return lines;
        }
    }

    void request(Collection<String> ids, Collection<String> pseudonyms, String scope) {
        erasure.request(ids, pseudonyms, scope, clock.instant());
    }

    void adopt(Bygones other) {
        erasure.adopt(other, clock.instant());
    }

    boolean isPending() {
        return erasure.isPending();
    }

    /**
     * Carry out what is pending as a run of its own.
     *
     * @param ids as sources name them, to be looked for beside pseudonyms; they are remembered nowhere
     */
    List<Outcome> carryOut(Collection<String> ids) {
        takeOut();
        if (warehouse.snapshot(LogTables.EVENTS.name()).isPresent()) {
            OpenRun run = OpenRun.begin("erase", warehouse, Run.asOf(workspace, clock), clock);
            run.build(workspace, progress);
            renewLists();
            run.finish();
        }
        return prove(ids);
    }

    /** The first part, before tables are built. */
    void takeOut() {
        erasure.takeOut(progress);
        CrashPoints.reach("erase-log");
    }

    /** The second part, between the tables and the run's end, since it makes snapshots that readers are to see. */
    void renewLists() {
        CrashPoints.reach("erase-built");
        warehouse.housekeeping().renewManifests();
    }

    /** The last part, when readers see the new tables: what is left of the old ones goes, and that is proved. */
    List<Outcome> prove(Collection<String> ids) {
        CrashPoints.reach("erase-finished");
        Housekeeping housekeeping = warehouse.housekeeping();
        progress.begin("forget older snapshots");
        int snapshots = housekeeping.forgetAllButTheLast();
        WarehouseFiles.Orphans orphans = housekeeping.orphans();
        long freed = orphans.bytes();
        orphans.delete();
        CrashPoints.reach("erase-swept");
        progress.end(String.format(
                Locale.ROOT,
                "%,d snapshots, %,d files",
                snapshots,
                orphans.files().size()));
        progress.begin("look for traces");
        List<Searched> searched =
                erasure.search(ids).of(List.of(options.warehouse().directory(), options.output()));
        progress.end(searched.size() + " files");
        Certificate.Cleaning cleaning =
                new Certificate.Cleaning(snapshots, orphans.files().size(), freed, Erasure.tooShort(ids), ids.size());
        List<Outcome> outcomes = new ArrayList<>();
        for (Bygones.Erasure pending : warehouse.ledger().bygones().pending()) {
            outcomes.add(certify(pending, cleaning, searched));
        }
        return outcomes;
    }

    private Outcome certify(Bygones.Erasure pending, Certificate.Cleaning cleaning, List<Searched> searched) {
        Instant now = clock.instant();
        Certificate certificate = Certificate.of(pending, warehouse, cleaning, searched, now);
        Path file = options.output().resolve("erasures").resolve(pending.erasureId() + ".json");
        String sha256 = certificate.write(file);
        CrashPoints.reach("erase-proved");
        if (certificate.isProved()) {
            warehouse.ledger().bygones().finish(pending.erasureId(), now, file.toString(), sha256);
        }
        return new Outcome(certificate, file, sha256);
    }
}
