package dev.sotto.bench;

import dev.sotto.cli.Command;
import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto bench}: how long the product takes for its work, beside DuckDB at the same work in the same run. */
@CommandLine.Command(
        name = "bench",
        description = "Time ingest, build, report and scan of a simulated log beside DuckDB, and compare the numbers.",
        subcommands = {IngestBenchCommand.class, ReportBenchCommand.class},
        sortOptions = false)
public final class BenchCommand implements Command {
    private static final int SHOWN = 20;

    /** How the benchmark is written. */
    enum Format {
        TABLE,
        JSON
    }

    @Option(names = "--events", paramLabel = "N", description = "About how many events. Default: 1000000.")
    private long events = 1_000_000;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, or json: one object a line.")
    private Format format = Format.TABLE;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    /** The command as {@code ServiceLoader} makes it. */
    public BenchCommand() {}

    @Override
    public Integer call() {
        int cores = Runtime.getRuntime().availableProcessors();
        try {
            Path folder = Files.createTempDirectory("sotto-bench");
            try {
                Bench bench = new Bench(
                        folder, options.progress(), options.surroundings().clock(), cores);
                return print(bench.run(events), cores);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot keep the benchmark's files: " + e.getMessage()
                            + ". Free some disk, or set java.io.tmpdir to a folder with room.",
                    e);
        }
    }

    private int print(Bench.Outcome outcome, int cores) {
        PrintStream out = options.surroundings().out();
        if (format == Format.TABLE) {
            out.println(machine(cores));
            out.println(Measure.HEADER);
        }
        outcome.measures().forEach(measure -> out.println(format == Format.JSON ? measure.json() : measure.line()));
        // One object a line is for programs: the verdict goes where people look.
        PrintStream verdict = format == Format.JSON ? options.surroundings().err() : out;
        if (outcome.differences().isEmpty()) {
            verdict.printf(Locale.ROOT, "same numbers: %,d rows%n", outcome.rows());
            return 0;
        }
        verdict.printf(
                Locale.ROOT, "%,d of %,d rows differ:%n", outcome.differences().size(), outcome.rows());
        outcome.differences().stream().limit(SHOWN).forEach(difference -> verdict.println("  " + difference));
        return SottoException.Code.BUG.exitCode();
    }

    private String machine(int cores) {
        return String.format(
                Locale.ROOT,
                "%s; DuckDB on %d threads with %d MB. The first piece of work warms Spark up.",
                machine(options.surroundings().clock().instant()),
                cores,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** What the figures were measured on. */
    static String machine(Instant now) {
        return String.format(
                Locale.ROOT,
                "%s, %s %s, Java %s, %d cores, %d MB heap",
                now,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
