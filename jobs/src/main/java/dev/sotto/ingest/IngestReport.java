package dev.sotto.ingest;

import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.file.InputFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of every input.
 *
 * @param files each file that was looked at, in the order of names
 * @param skipped each name that a stated rule leaves out
 * @param judgedAgain what became of earlier events whose policy changed; empty where none did
 */
public record IngestReport(
        List<FileReport> files, List<InputFiles.Skipped> skipped, Optional<JudgedAgain> judgedAgain) {

    /**
     * Events of earlier runs that were judged by other policies now.
     *
     * @param changed how many of them have another policy version or other conflicts since
     */
    public record JudgedAgain(long events, long changed) {}

    /** What became of inputs alone. */
    public IngestReport(List<FileReport> files, List<InputFiles.Skipped> skipped) {
        this(files, skipped, Optional.empty());
    }

    /** What became of a file. */
    public enum Status {
        READ,
        /** Known from an earlier run, and not read again. */
        UNCHANGED,
        REFUSED
    }

    /**
     * One file.
     *
     * @param detail why it was refused, or what else is worth saying
     * @param sha256 null where it could not be read at all
     */
    public record FileReport(
            String file,
            Status status,
            @Nullable String detail,
            @Nullable String sha256,
            FileCounts counts) {}

    public IngestReport {
        files = List.copyOf(files);
        skipped = List.copyOf(skipped);
    }

    /** The counts of all files read in this run. */
    public FileCounts totals() {
        FileCounts totals = new FileCounts();
        files.stream().filter(file -> file.status() == Status.READ).forEach(file -> totals.add(file.counts()));
        return totals;
    }

    /** How many records were refused for each reason, by code. */
    public Map<String, Long> reasons() {
        return totals().reasons();
    }

    public List<FileReport> refused() {
        return with(Status.REFUSED);
    }

    public List<FileReport> unchanged() {
        return with(Status.UNCHANGED);
    }

    public List<FileReport> read() {
        return with(Status.READ);
    }

    private List<FileReport> with(Status status) {
        return files.stream().filter(file -> file.status() == status).toList();
    }

    /** Share of rejects among the records that hold something; 0 where there are none. */
    public double rejectShare() {
        FileCounts totals = totals();
        long records = totals.read() - totals.records(Outcome.BLANK) - totals.records(Outcome.IGNORED);
        return records == 0 ? 0 : (double) totals.records(Outcome.REJECTED) / records;
    }

    /** The reason that most records were refused for; of equals the first by name. */
    public Optional<String> dominantReason() {
        Map<String, Long> reasons = new TreeMap<>(reasons());
        long most = reasons.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return reasons.entrySet().stream()
                .filter(reason -> reason.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
