package dev.sotto.warehouse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The tables of the namespace {@code ops}: the ledger in SQL. */
final class LedgerTables {
    private LedgerTables() {}

    /** All of them by name; they open the ledger of this warehouse when they are read. */
    static Map<String, LocalTable> of(Path directory) {
        return new TreeMap<>(Map.of(
                "runs", runs(directory),
                "deliveries", deliveries(directory),
                "exports", exports(directory),
                "erasures", erasures(directory),
                "removals", removals(directory)));
    }

    private static LocalTable runs(Path directory) {
        return new LocalTable(
                "ops.runs",
                "Every run of the main job, finished or not.",
                LocalTable.columns(
                        "run_id STRING The run.",
                        "fingerprint STRING Hash of inputs, configuration and code schema: equal ones need no second run.",
                        "as_of TIMESTAMP What its schedules took for now.",
                        "started_at TIMESTAMP When it was last begun.",
                        "finished_at TIMESTAMP When it finished; null while it works or if it was killed.",
                        "snapshots MAP<STRING,BIGINT> The snapshot of every table when it finished, by table name."),
                rows(directory, Ledger::runs, run -> new @Nullable Object[] {
                    text(run.runId()),
                    text(run.fingerprint()),
                    LedgerFile.micros(run.asOf()),
                    LedgerFile.micros(run.startedAt()),
                    micros(run.finishedAt()),
                    map(run.snapshots())
                }));
    }

    private static LocalTable deliveries(Path directory) {
        return new LocalTable(
                "ops.deliveries",
                "Every decision about an occurrence of a report: what was done with it, and why.",
                LocalTable.columns(
                        "report_id STRING The report.",
                        "brand_id STRING The brand that it is about.",
                        "period STRING The period that it is about.",
                        "period_start_on DATE First day of the period.",
                        "language STRING Language of the report.",
                        "recipient STRING Where it goes.",
                        "revision INT 1 for the first delivery, higher for a corrected one.",
                        "scheduled_at TIMESTAMP When it was due.",
                        "state STRING What became of it.",
                        "detail STRING Why.",
                        "path STRING The rendered report; null where there is none.",
                        "run_id STRING The run that decided."),
                rows(directory, Ledger::deliveries, delivery -> new @Nullable Object[] {
                    text(delivery.reportId()),
                    text(delivery.brandId()),
                    text(delivery.period()),
                    Math.toIntExact(delivery.periodStartOn().toEpochDay()),
                    text(delivery.language()),
                    text(delivery.recipient()),
                    delivery.revision(),
                    LedgerFile.micros(delivery.scheduledAt()),
                    text(delivery.state()),
                    text(delivery.detail()),
                    text(delivery.path()),
                    text(delivery.runId())
                }));
    }

    private static LocalTable exports(Path directory) {
        return new LocalTable(
                "ops.exports",
                "Every export that was handed out.",
                LocalTable.columns(
                        "brand_id STRING The brand.",
                        "period STRING The period.",
                        "path STRING Where it was written.",
                        "rows BIGINT How many rows it has.",
                        "suppressed BIGINT How many cells were withheld.",
                        "sha256 STRING SHA-256 of its manifest, in hex.",
                        "run_id STRING The run whose results it holds."),
                rows(directory, Ledger::exports, export -> new @Nullable Object[] {
                    text(export.brandId()),
                    text(export.period()),
                    text(export.path()),
                    export.rows(),
                    export.suppressed(),
                    text(export.sha256()),
                    text(export.runId())
                }));
    }

    private static LocalTable erasures(Path directory) {
        return new LocalTable(
                "ops.erasures",
                "Every request to erase persons, and its proof; never who they were.",
                LocalTable.columns(
                        "erasure_id STRING The request.",
                        "requested_at TIMESTAMP When it was made.",
                        "persons BIGINT How many ids it named.",
                        "scope STRING The one platform or source that it was about; empty for all.",
                        "finished_at TIMESTAMP When it was carried out and proved; null until then.",
                        "certificate STRING Where the proof lies; null until then.",
                        "certificate_sha256 STRING SHA-256 of the proof, in hex."),
                rows(directory, ledger -> ledger.bygones().erasures(), erasure -> new @Nullable Object[] {
                    text(erasure.erasureId()),
                    LedgerFile.micros(erasure.requestedAt()),
                    erasure.persons(),
                    text(erasure.scope()),
                    micros(erasure.finishedAt()),
                    text(erasure.certificate()),
                    text(erasure.certificateSha256())
                }));
    }

    private static LocalTable removals(Path directory) {
        return new LocalTable(
                "ops.removals",
                "Rows that were taken out again: what a run accepted is what is there and what stands here.",
                LocalTable.columns(
                        "table_name STRING The table.",
                        "reason STRING erased, expired, or trimmed: then the event is there, less the name of an erased person.",
                        "cause STRING The erasure, or the limit that it passed.",
                        "run_id STRING The run that had accepted them.",
                        "rows BIGINT How many."),
                rows(directory, ledger -> ledger.bygones().removals(), removal -> new @Nullable Object[] {
                    text(removal.table()),
                    text(removal.reason()),
                    text(removal.cause()),
                    text(removal.runId()),
                    removal.rows()
                }));
    }

    private static <T> Supplier<List<@Nullable Object[]>> rows(
            Path directory, Function<Ledger, List<T>> entries, Function<T, @Nullable Object[]> row) {
        return () -> {
            try (Ledger ledger = Ledger.openFinished(directory)) {
                return entries.apply(ledger).stream().map(row).toList();
            }
        };
    }

    private static @Nullable UTF8String text(@Nullable String text) {
        return UTF8String.fromString(text);
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : LedgerFile.micros(instant);
    }

    private static ArrayBasedMapData map(Map<String, Long> entries) {
        Map<String, Long> sorted = new TreeMap<>(entries);
        return ArrayBasedMapData.apply(
                sorted.keySet().stream().map(UTF8String::fromString).toArray(),
                sorted.values().toArray());
    }
}
