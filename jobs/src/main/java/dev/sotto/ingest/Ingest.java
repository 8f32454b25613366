package dev.sotto.ingest;

import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.IngestReport.Status;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The job that turns files into rows of {@code log.events}, {@code log.rejects} and {@code log.inputs}, once. */
public final class Ingest {
    private static final String EVENTS = LogTables.EVENTS.name();
    private static final String REJECTS = LogTables.REJECTS.name();
    private static final String INPUTS = LogTables.INPUTS.name();

    private final Warehouse warehouse;
    private final IngestSettings settings;
    private final String runId;
    private final Progress progress;

    private Ingest(Warehouse warehouse, IngestSettings settings, String runId, Progress progress) {
        this.warehouse = warehouse;
        this.settings = settings;
        this.runId = runId;
        this.progress = progress;
    }

    /**
     * Read what is new among the inputs and publish it; what an earlier run read is passed over.
     *
     * <p>Refused files are in the report, and the others are published all the same.
     *
     * @throws SottoException of code DATA where too many records are rejects: then nothing is published
     */
    public static IngestReport run(
            Warehouse warehouse, IngestSettings settings, List<InputSpec> inputs, String runId, Progress progress) {
        return run(warehouse, settings, Inventory.of(inputs, progress), runId, progress);
    }

    /** The same for inputs that were looked at already. */
    public static IngestReport run(
            Warehouse warehouse, IngestSettings settings, Inventory inventory, String runId, Progress progress) {
        return knowing(warehouse, settings, runId, progress).run(inventory);
    }

    private static Ingest knowing(Warehouse warehouse, IngestSettings settings, String runId, Progress progress) {
        Erasure.of(warehouse, settings).checkKeys();
        return new Ingest(warehouse, settings.keepingOut(KeptOut.of(warehouse)), runId, progress);
    }

    /** The files of an inventory that an earlier run refused while it read them, by name with the reason. */
    public static Map<String, String> refusedBefore(Warehouse warehouse, Inventory inventory) {
        return KnownInputs.of(warehouse).refused(inventory.files());
    }

    /** Whether an earlier run refused a file for a reason that may be gone. */
    public static boolean isWorthAnotherAttempt(Warehouse warehouse, Inventory inventory) {
        return refusedBefore(warehouse, inventory).values().stream().anyMatch(KnownInputs::isPassing);
    }

    private IngestReport run(Inventory found) {
        Inventory inventory = found.called(new ErasedIds(settings.keptOut(), settings.keys())::withoutWords);
        List.of(LogTables.EVENTS, LogTables.REJECTS, LogTables.INPUTS).forEach(warehouse::create);
        Optional<IngestReport.JudgedAgain> judgedAgain =
                Rejudgement.run(warehouse, settings.policies(), runId, progress);
        KnownInputs known = KnownInputs.of(warehouse);
        List<FileReport> reports = new ArrayList<>();
        List<InputFile> fresh = new ArrayList<>();
        for (InputFile file : inventory.files()) {
            known.of(file).ifPresentOrElse(report -> reports.add(knownReport(report)), () -> fresh.add(file));
        }
        List<FileReport> refusals = new ArrayList<>();
        inventory.refused().forEach((name, reason) -> {
            FileReport refusal = Inventory.refusal(name, reason, null);
            (known.isKnownRefusal(name, reason, null) ? reports : refusals).add(refusal);
        });
        if (!fresh.isEmpty() || !refusals.isEmpty()) {
            reports.addAll(publish(fresh, refusals, known));
        }
        reports.sort(Comparator.comparing(FileReport::file));
        return new IngestReport(reports, inventory.skipped(), judgedAgain);
    }

    private static FileReport knownReport(FileReport report) {
        return report.status() == Status.READ
                ? new FileReport(report.file(), Status.UNCHANGED, null, report.sha256(), report.counts())
                : report;
    }

    /** Read and publish files, or only finish what a killed run had begun to publish of the very same ones. */
    private List<FileReport> publish(List<InputFile> fresh, List<FileReport> refusals, KnownInputs known) {
        String wapId = Fingerprint.of(settings, fresh, refusals, warehouse.snapshot(INPUTS));
        boolean isBegun = warehouse.publication(EVENTS, wapId).isPresent();
        Optional<List<FileReport>> staged = isBegun ? Optional.of(List.of()) : stage(fresh, refusals, known, wapId);
        if (staged.isEmpty()) {
            return knowing(warehouse, settings, runId, progress).publish(fresh, refusals, known);
        }
        progress.begin("publish");
        // All three are staged before the first is published, so a run that is killed here can be finished.
        warehouse.publish(EVENTS, wapId);
        warehouse.publish(REJECTS, wapId);
        warehouse.publish(INPUTS, wapId);
        progress.end("done");
        return isBegun ? KnownInputs.of(warehouse).ofRun(fresh, refusals) : staged.get();
    }

    /** Read and stage; empty where a person turned out to be an erased one, so that what was read knew too little. */
    private Optional<List<FileReport>> stage(
            List<InputFile> fresh, List<FileReport> refusals, KnownInputs known, String wapId) {
        progress.begin("read " + fresh.size() + " files");
        Batch batch = Batch.parse(
                warehouse.spark(), fresh, settings, warehouse.files(EVENTS).buckets());
        if (!batch.linked().isEmpty()) {
            progress.end("a person is one that was erased; reading again without");
            Erasure.of(warehouse, settings).found(batch.linked(), runId, settings.asOf());
            return Optional.empty();
        }
        Map<Integer, FileCounts> counts = batch.counts();
        long events = sum(counts, Outcome.ACCEPTED);
        progress.end(String.format(Locale.ROOT, "%,d events, %,d rejects", events, sum(counts, Outcome.REJECTED)));
        progress.begin("find duplicates");
        Optional<Dataset<Row>> history = history();
        Duplicates duplicates = Duplicates.find(warehouse.spark(), batch, events, history);
        duplicates
                .shares()
                .forEach((file, share) ->
                        Objects.requireNonNull(counts.get(file)).acceptedAreDuplicates(share.records(), share.bytes()));
        progress.end(String.format(Locale.ROOT, "%,d duplicates", sum(counts, Outcome.DUPLICATE)));
        LogRows rows = new LogRows(warehouse.spark(), fresh, runId, settings.asOf());
        List<FileReport> reports = rows.reports(counts, batch.refused(), known);
        reports.addAll(refusals);
        Audit.check(new IngestReport(reports, List.of()), settings.maxRejectShare());
        progress.begin("write");
        long accepted = sum(counts, Outcome.ACCEPTED);
        RowShape shape = RowShape.of(warehouse.files(EVENTS).columns(), runId);
        long staged = warehouse.stageClustered(EVENTS, batch.events(duplicates, shape), wapId);
        long before = history.map(Dataset::count).orElse(0L);
        Audit.checkRows(EVENTS, warehouse.at(EVENTS, staged).count() - before, accepted);
        warehouse.stage(REJECTS, rows.rejects(batch.rejects()), wapId);
        warehouse.stage(INPUTS, rows.inputs(reports), wapId);
        progress.end(String.format(Locale.ROOT, "%,d events", accepted));
        return Optional.of(reports);
    }

    /** Every event that was published, pinned to the snapshot of now. */
    private Optional<Dataset<Row>> history() {
        OptionalLong base = warehouse.snapshot(EVENTS);
        return base.isPresent() ? Optional.of(warehouse.at(EVENTS, base.getAsLong())) : Optional.empty();
    }

    private static long sum(Map<Integer, FileCounts> counts, Outcome outcome) {
        return counts.values().stream().mapToLong(file -> file.records(outcome)).sum();
    }
}
