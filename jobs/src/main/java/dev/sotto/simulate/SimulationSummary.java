package dev.sotto.simulate;

import java.nio.file.Path;

/**
 * What a simulation made.
 *
 * @param events accepted events, each once
 * @param lines lines of the log, duplicates and dirt included
 * @param bytes of the log before compression
 * @param files files of the log
 */
public record SimulationSummary(
        long events, long lines, long duplicates, long rejects, long bytes, int files, Path directory) {}
