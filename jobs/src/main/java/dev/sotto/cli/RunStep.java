package dev.sotto.cli;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A step of {@code sotto run} after the results are built, found by {@code ServiceLoader}: rendering and delivery. */
public interface RunStep {

    /** Do what is due, and answer lines for the summary, the path of the newest report first where there is one. */
    List<String> run(
            Workspace workspace, Warehouse warehouse, Path output, Instant asOf, String runId, Progress progress);
}
