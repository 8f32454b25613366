package dev.sotto.cli;

import dev.sotto.ingest.FileCounts;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.IngestReport;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.query.Printable;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of every input, for people: a line a file, the totals, and why records were rejected. */
record IngestSummary(IngestReport report, Place place) {
    /** Where the reader finds the rest. */
    enum Place {
        /** In the tables: it was published. */
        TABLES,
        /** Nowhere but below: nothing was written. */
        BELOW
    }

    private static final int MOST_FILES = 20;
    private static final int MOST_NAMES = 5;
    private static final String ROW = "  %,12d %,12d %,10d %,10d %,10d %,8d  %s%n";

    void print(PrintStream out) {
        List<FileReport> read = report.read();
        if (!read.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "  %12s %12s %10s %10s %10s %8s  %s%n",
                    "read",
                    "accepted",
                    "duplicate",
                    "rejected",
                    "ignored",
                    "blank",
                    "file");
            read.stream().limit(MOST_FILES).forEach(file -> row(out, file.counts(), file.file()));
            if (read.size() > MOST_FILES) {
                out.println("  … and " + (read.size() - MOST_FILES) + " more files"
                        + (place == Place.TABLES ? ": SELECT * FROM log.inputs" : ""));
            }
            if (read.size() > 1) {
                row(out, report.totals(), "all " + read.size() + " files");
            }
        }
        printOthers(out);
    }

    private void printOthers(PrintStream out) {
        report.judgedAgain()
                .ifPresent(judged -> out.printf(
                        Locale.ROOT,
                        "Judged again by the policies of now: %,d earlier events, %,d of them with another verdict%n",
                        judged.events(),
                        judged.changed()));
        if (!report.reasons().isEmpty()) {
            out.println("Rejected because: " + counted(report.reasons()) + ". Where: "
                    + (place == Place.TABLES ? "SELECT * FROM log.rejects" : "below"));
        }
        Map<String, Long> ignored = report.totals().ignoredReasons();
        if (!ignored.isEmpty()) {
            out.println("Ignored on purpose: " + counted(ignored));
        }
        notes(out);
        if (!report.unchanged().isEmpty()) {
            out.println("Unchanged since an earlier run: " + report.unchanged().size() + " files");
        }
        if (!report.skipped().isEmpty()) {
            String names = report.skipped().stream()
                    .limit(MOST_NAMES)
                    .map(skipped -> skipped.file() + " (" + skipped.rule() + ")")
                    .collect(Collectors.joining(", "));
            out.println(
                    Printable.line("Skipped, as no logs: " + report.skipped().size() + " names, "
                            + (report.skipped().size() > MOST_NAMES ? "such as " : "") + names));
        }
        report.refused().forEach(file -> out.println("Refused: " + Printable.line(file.file() + ": " + file.detail())));
    }

    /** What else is worth saying of files, once for all of which it is true. */
    private void notes(PrintStream out) {
        report.read().stream()
                .filter(file -> file.detail() != null)
                .collect(
                        Collectors.groupingBy(file -> String.valueOf(file.detail()), TreeMap::new, Collectors.toList()))
                .forEach((note, files) -> out.println(Printable.line(
                        (files.size() == 1 ? files.get(0).file() : files.size() + " files") + ": " + note)));
    }

    private static String counted(Map<String, Long> reasons) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void row(PrintStream out, FileCounts counts, String name) {
        out.printf(
                Locale.ROOT,
                ROW,
                counts.read(),
                counts.records(Outcome.ACCEPTED),
                counts.records(Outcome.DUPLICATE),
                counts.records(Outcome.REJECTED),
                counts.records(Outcome.IGNORED),
                counts.records(Outcome.BLANK),
                Printable.line(name));
    }
}
