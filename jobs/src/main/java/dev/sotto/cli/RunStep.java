package dev.sotto.cli;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** A step of {@code sotto run} after the results are built, found by {@code ServiceLoader}: rendering and delivery. */
public interface RunStep {

    /** Do what is due, and answer lines for the summary, the path of the newest report first where there is one. */
    List<String> run(
            Workspace workspace, Warehouse warehouse, Path output, Instant asOf, String runId, Progress progress);

    /** Take every step there is, and answer the lines of all. */
    static List<String> takeAll(
            Workspace workspace, Warehouse warehouse, Path output, Instant asOf, String runId, Progress progress) {
        List<String> lines = new ArrayList<>();
        for (RunStep step : ServiceLoader.load(RunStep.class)) {
            lines.addAll(step.run(workspace, warehouse, output, asOf, runId, progress));
        }
        return lines;
    }
}
