package dev.sotto.cli;

import dev.sotto.build.KeptResults;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.Source;
import dev.sotto.ingest.Expiry;
import dev.sotto.query.Printable;
import dev.sotto.warehouse.Housekeeping;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.Warehouse;
import dev.sotto.warehouse.WarehouseFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One round of tidying up a warehouse, under its lock: what is unfinished, what is too old, what lies about. */
final class Maintenance {
    private static final List<String> LOG =
            List.of(LogTables.EVENTS.name(), LogTables.REJECTS.name(), LogTables.INPUTS.name());
    private static final Duration SNAPSHOTS = Duration.ofDays(3);

    /** How far back results look at least: the usual burn-in and a week. */
    private static final int LOOKBACK_DAYS = Source.DEFAULT_BURN_IN_DAYS + 7;

    /** What must be left to be computed at all. */
    private static final int LEAST_DAYS = 28;

    /** Whether tables follow from other events than before. */
    private enum Rebuild {
        DUE,
        NOT_DUE
    }

    private final WorkspaceOptions options;
    private final Workspace workspace;
    private final Warehouse warehouse;
    private final Housekeeping housekeeping;
    private final Progress progress;
    private final Clock clock;
    private final List<String> lines = new ArrayList<>();

    Maintenance(WorkspaceOptions options, Warehouse warehouse) {
        this.options = options;
        this.workspace = options.workspace();
        this.warehouse = warehouse;
        this.housekeeping = warehouse.housekeeping();
        this.progress = options.progress();
        this.clock = options.surroundings().clock();
    }

    void carryOut() {
        Optional<Ledger.Run> last = warehouse.ledger().lastFinished();
        if (last.isEmpty()) {
            lines.add("There is nothing to tidy up: no run has finished yet.");
            return;
        }
        Erase erase = new Erase(options, warehouse);
        if (erase.isPending()) {
            erase.carryOut(List.of()).forEach(outcome -> lines.addAll(outcome.lines()));
        }
        housekeeping.finishPublications(LOG);
        long expired = expireEvents();
        expireRejects();
        int joined = compact();
        if (expired > 0 || joined > 0) {
            publish(expired > 0 ? Rebuild.DUE : Rebuild.NOT_DUE);
        }
        expireRuns();
        forgetSnapshots();
    }

    /** Let events go, and keep the results that can be computed no more from there on. */
    private long expireEvents() {
        Optional<Duration> limit = workspace.retention().of(LogTables.EVENTS.name());
        Optional<Instant> watermark = KeptResults.watermark(warehouse);
        if (limit.isEmpty() || watermark.isEmpty()) {
            return 0;
        }
        buildWhatIsNotBuilt();
        int lookback = lookbackDays();
        long days = limit.get().toDays();
        if (days < lookback + LEAST_DAYS) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot let events expire after " + days + " days: results look back up to " + lookback
                            + " days here. Set retention of log.events to " + (lookback + LEAST_DAYS) + "d or more.");
        }
        LocalDate first = watermark.get().atZone(workspace.zone()).toLocalDate().minusDays(days);
        Instant horizon = first.atStartOfDay(workspace.zone()).toInstant();
        progress.begin("expire events");
        if (Expiry.isDue(warehouse, horizon)) {
            KeptResults.freezeBefore(warehouse, first.plusDays(lookback));
        }
        long expired = Expiry.events(warehouse, horizon);
        progress.end(expired + " events");
        lines.add(String.format(
                Locale.ROOT,
                "log.events: %,d events from before %s expired (%d days).%s",
                expired,
                first,
                days,
                expired == 0
                        ? ""
                        : " Results from before " + first.plusDays(lookback) + " stay as they are from now on."));
        return expired;
    }

    /** A result that stays for ever must have seen every event. */
    private void buildWhatIsNotBuilt() {
        Map<String, Long> built =
                warehouse.ledger().lastFinished().orElseThrow().snapshots();
        Long events = built.get(LogTables.EVENTS.name());
        if (events == null
                || events != warehouse.snapshot(LogTables.EVENTS.name()).orElse(0)) {
            publish(Rebuild.DUE);
        }
    }

    private int lookbackDays() {
        Stream<Long> burnIns = Stream.concat(
                        workspace.sources().stream(), Run.mappedSources(workspace, warehouse).stream())
                .map(source -> source.burnInDays() + 7L);
        Stream<Long> windows =
                workspace.campaigns().stream().map(Campaign::conversionWindow).map(window -> window.toDays() + 7);
        long most = Stream.concat(burnIns, windows).max(Long::compare).orElse(0L);
        return (int) Math.max(LOOKBACK_DAYS, most);
    }

    private void expireRejects() {
        workspace.retention().of(LogTables.REJECTS.name()).ifPresent(limit -> {
            long expired = Expiry.rejects(warehouse, clock.instant().minus(limit));
            lines.add(String.format(Locale.ROOT, "log.rejects: %,d rows expired (%d days).", expired, limit.toDays()));
        });
    }

    private int compact() {
        int joined = 0;
        for (String table : LOG) {
            joined += warehouse.snapshot(table).isPresent() ? housekeeping.compact(table) : 0;
        }
        lines.add(joined + " small files joined.");
        return joined;
    }

    /** What changed in the log reaches the tables behind it and the readers. */
    private void publish(Rebuild rebuild) {
        OpenRun run = OpenRun.begin("maintain", warehouse, Run.asOf(workspace, clock), clock);
        if (rebuild == Rebuild.DUE) {
            run.build(workspace, progress);
        }
        expireResults();
        run.finish();
    }

    private void expireResults() {
        Optional<Duration> limit = workspace.retention().of(Results.TABLE);
        Optional<Instant> watermark = KeptResults.watermark(warehouse);
        if (limit.isPresent() && watermark.isPresent()) {
            LocalDate first = watermark
                    .get()
                    .atZone(workspace.zone())
                    .toLocalDate()
                    .minusDays(limit.get().toDays());
            long expired = KeptResults.expireBefore(warehouse, first);
            lines.add(String.format(Locale.ROOT, "metrics.results: %,d rows from before %s expired.", expired, first));
        }
    }

    private void expireRuns() {
        workspace.retention().of("ops.runs").ifPresent(limit -> {
            int expired = warehouse.ledger().forgetRunsBefore(clock.instant().minus(limit));
            lines.add(String.format(Locale.ROOT, "ops.runs: %,d rows expired (%d days).", expired, limit.toDays()));
        });
    }

    private void forgetSnapshots() {
        progress.begin("forget older snapshots");
        Map<String, Long> seen = warehouse.ledger().lastFinished().orElseThrow().snapshots();
        WarehouseFiles.Orphans released = housekeeping.forgetBefore(oldest(), seen);
        long bytes = released.bytes();
        released.delete();
        progress.end(released.files().size() + " files");
        lines.add(String.format(
                Locale.ROOT,
                "Snapshots from more than %d days ago are forgotten: %,d files, %,d MB.",
                SNAPSHOTS.toDays(),
                released.files().size(),
                bytes >> 20));
    }

    private long oldest() {
        return clock.instant().minus(SNAPSHOTS).toEpochMilli();
    }

    private WarehouseFiles.Orphans orphans() {
        WarehouseFiles.Orphans orphans = housekeeping.orphans().writtenBefore(oldest());
        lines.add(String.format(
                Locale.ROOT,
                "Files that no table knows, older than %d days: %,d, %,d MB.",
                SNAPSHOTS.toDays(),
                orphans.files().size(),
                orphans.bytes() >> 20));
        return orphans;
    }

    /** Say which files no table knows; nothing is deleted. */
    void listOrphans() {
        List<Path> files = orphans().files();
        files.forEach(file -> lines.add("  " + file));
        if (!files.isEmpty()) {
            lines.add("They stay. Add --delete-orphans to delete them.");
        }
    }

    void deleteOrphans() {
        WarehouseFiles.Orphans orphans = orphans();
        orphans.delete();
        lines.add("They were deleted.");
    }

    List<String> lines() {
        return lines.stream().map(Printable::line).toList();
    }
}
