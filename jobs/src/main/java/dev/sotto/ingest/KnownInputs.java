package dev.sotto.ingest;

import dev.sotto.domain.LogTables;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.IngestReport.Status;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What {@code log.inputs} remembers of earlier runs. */
final class KnownInputs {
    /** Refusals that another attempt may not meet again. */
    private static final Set<String> PASSING =
            Set.of("changed_while_read", "read_failed", "disappeared", "unreadable", "broken_link");

    private record Key(
            String file, @Nullable String sha256, @Nullable String mapping) {}

    private final Map<Key, FileReport> reports = new HashMap<>();

    private KnownInputs() {}

    /** Read what was published. */
    static KnownInputs of(Warehouse warehouse) {
        KnownInputs known = new KnownInputs();
        String table = LogTables.INPUTS.name();
        if (warehouse.snapshot(table).isPresent()) {
            known.rows(warehouse.read(table));
        }
        return known;
    }

    private void rows(Dataset<Row> inputs) {
        for (Row row : inputs.collectAsList()) {
            FileReport report = report(row);
            reports.put(new Key(report.file(), report.sha256(), row.getAs("mapping_sha256")), report);
        }
    }

    /** What {@code log.inputs} says of one file. */
    static FileReport report(Row row) {
        FileCounts counts = new FileCounts();
        for (Outcome outcome : Outcome.values()) {
            String name = outcome.name().toLowerCase(Locale.ROOT);
            counts.count(outcome, row.<Long>getAs(name), row.<Long>getAs(name + "_bytes"));
        }
        return new FileReport(
                row.getAs("file"),
                Status.valueOf(row.<String>getAs("status").toUpperCase(Locale.ROOT)),
                row.getAs("detail"),
                row.getAs("sha256"),
                counts);
    }

    /** What is known of the files of one run. */
    List<FileReport> ofRun(List<InputFile> files, List<FileReport> refusals) {
        List<FileReport> known = new ArrayList<>(refusals);
        for (InputFile file : files) {
            FileReport report = reports.get(new Key(file.name(), file.sha256(), file.mappingSha256()));
            if (report != null) {
                known.add(report);
            }
        }
        return known;
    }

    /** What became of this very content under this name and mapping; empty where it should be read. */
    Optional<FileReport> of(InputFile file) {
        return Optional.ofNullable(reports.get(new Key(file.name(), file.sha256(), file.mappingSha256())))
                .filter(report -> report.status() == Status.READ || !isPassing(report.detail()));
    }

    /** Whether a file was refused for this reason before. */
    boolean isKnownRefusal(String file, String reason, @Nullable String sha256) {
        return reports.values().stream()
                .anyMatch(report -> report.status() == Status.REFUSED
                        && report.file().equals(file)
                        && reason.equals(report.detail())
                        && Objects.equals(sha256, report.sha256()));
    }

    /** Whether the same content was read under another name. */
    Optional<String> otherName(InputFile file) {
        return reports.values().stream()
                .filter(report ->
                        report.status() == Status.READ && file.sha256().equals(report.sha256()))
                .map(FileReport::file)
                .filter(name -> !name.equals(file.name()))
                .sorted()
                .findFirst();
    }

    /** Why files were refused whose very content an earlier run saw, by name. */
    Map<String, String> refused(List<InputFile> files) {
        Map<String, String> refused = new TreeMap<>();
        for (InputFile file : files) {
            FileReport report = reports.get(new Key(file.name(), file.sha256(), file.mappingSha256()));
            if (report != null && report.status() == Status.REFUSED) {
                refused.put(file.name(), String.valueOf(report.detail()));
            }
        }
        return refused;
    }

    /** Whether another attempt may not meet a refusal again. */
    static boolean isPassing(@Nullable String detail) {
        return detail != null && PASSING.contains(detail);
    }
}
