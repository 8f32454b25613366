package dev.sotto.cli;

import dev.sotto.ingest.IngestReport;
import dev.sotto.query.Printable;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run says when it ends.
 *
 * @param ingested empty where nothing had changed
 * @param refused inputs that could not be opened, and why
 * @param steps what the steps after publication said, the path of the newest report first
 */
record RunSummary(
        String runId,
        Optional<IngestReport> ingested,
        Map<String, String> refused,
        Stopwatch times,
        List<String> steps) {

    RunSummary {
        refused = Map.copyOf(refused);
        steps = List.copyOf(steps);
    }

    boolean hasRefusedFiles() {
        return !refused.isEmpty()
                || ingested.isPresent() && !ingested.get().refused().isEmpty();
    }

    void print(PrintStream out, boolean quiet) {
        if (quiet) {
            steps.stream()
                    .filter(line -> line.startsWith("/"))
                    .limit(1)
                    .map(Printable::line)
                    .forEach(out::println);
            return;
        }
        ingested.ifPresentOrElse(
                report -> new IngestSummary(report, IngestSummary.Place.TABLES).print(out), () -> printUnchanged(out));
        out.println("Run " + runId + " took " + times);
        steps.forEach(line -> out.println("  " + Printable.line(line)));
    }

    private void printUnchanged(PrintStream out) {
        out.println("Nothing changed: run " + runId + " saw the same log, configuration and day, so its tables stay.");
        refused.forEach((file, reason) -> out.println("Refused: " + Printable.line(file + ": " + reason)));
    }
}
