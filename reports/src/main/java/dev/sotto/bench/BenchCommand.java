package dev.sotto.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sotto.cli.Command;
import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto bench}: how long the product takes for its work, beside DuckDB at the same work in the same run. */
@CommandLine.Command(
        name = "bench",
        description =
                "Time ingest, full build, daily run, report and scan of a simulated log beside DuckDB, and compare the numbers.",
        subcommands = {IngestBenchCommand.class, ReportBenchCommand.class, SkewBenchCommand.class},
        sortOptions = false)
public final class BenchCommand implements Command {
    private static final int SHOWN = 20;
    static final int CORES = Runtime.getRuntime().availableProcessors();

    // Both as measured with five million events.
    private static final long BYTES_AN_EVENT = 1_200;
    private static final long CPU_MICROS_AN_EVENT = 700;

    /** How the benchmark is written. */
    enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = "--events",
            paramLabel = "N",
            split = ",",
            description = "About how many events, or several sizes. Default: 1000000,5000000,20000000.")
    private List<Long> events = List.of(1_000_000L, 5_000_000L, 20_000_000L);

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, or json: one object a line.")
    private Format format = Format.TABLE;

    @Option(
            names = "--peer-memory",
            paramLabel = "MB",
            description =
                    "The most memory that DuckDB may take. Default: four fifths of what the machine has beside Sotto's.")
    private @Nullable Long peerMemory;

    @Option(names = "--chart", paramLabel = "FILE", description = "Draw the ratios, too, as an SVG.")
    private @Nullable Path chart;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    /** The command as {@code ServiceLoader} makes it. */
    public BenchCommand() {}

    @Override
    public Integer call() {
        return inFolder(folder -> {
            announce(folder);
            return play(folder);
        });
    }

    /** What is done in a folder that is gone afterwards, and its exit code. */
    @FunctionalInterface
    interface Work {
        int in(Path folder) throws IOException;
    }

    static int inFolder(Work work) {
        try {
            Path folder = Files.createTempDirectory("sotto-bench");
            try {
                return work.in(folder);
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

    private void announce(Path folder) throws IOException {
        long largest = Collections.max(events);
        long needed = largest * BYTES_AN_EVENT >> 20;
        long free = Files.getFileStore(folder).getUsableSpace() >> 20;
        if (free < needed) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    String.format(
                            Locale.ROOT,
                            "Cannot measure %,d events: they take about %,d MB under %s, where %,d MB are free."
                                    + " Ask for fewer, or set java.io.tmpdir to a folder with room.",
                            largest,
                            needed,
                            folder,
                            free));
        }
        long sum = events.stream().mapToLong(Long::longValue).sum();
        long minutes = 1 + sum * CPU_MICROS_AN_EVENT / CORES / 60_000_000;
        options.surroundings()
                .err()
                .printf(
                        Locale.ROOT,
                        "About %,d minutes, and %,d MB under %s at most; %,d more where DuckDB spills.%n",
                        minutes,
                        needed,
                        folder,
                        Peer.MOST_SPILL_MB);
    }

    private int play(Path folder) throws IOException {
        PrintStream out = options.surroundings().out();
        if (format == Format.TABLE) {
            out.println(machine());
            out.println(Measure.HEADER);
        }
        List<Measure> measures = new ArrayList<>();
        int code = 0;
        for (long size : events) {
            Path place = folder.resolve(Long.toString(size));
            Bench bench = new Bench(
                    Files.createDirectory(place),
                    options.progress(),
                    options.surroundings().clock(),
                    CORES,
                    peerMemory());
            Bench.Outcome outcome = bench.run(size);
            code = Math.max(code, print(outcome));
            // The next size may take hours, and whoever stops it has this one.
            out.flush();
            measures.addAll(outcome.measures());
            delete(place);
        }
        if (chart != null) {
            Files.writeString(chart, BenchChart.of(measures));
        }
        return code;
    }

    private int print(Bench.Outcome outcome) {
        PrintStream out = options.surroundings().out();
        outcome.measures().forEach(measure -> out.println(format == Format.JSON ? measure.json() : measure.line()));
        // One object a line is for programs: the verdict goes where people look.
        PrintStream verdict = format == Format.JSON ? options.surroundings().err() : out;
        if (outcome.gaveUp().isPresent()) {
            verdict.println("DuckDB gave up: " + outcome.gaveUp().get());
            return 0;
        }
        if (outcome.differences().isEmpty()) {
            verdict.printf(Locale.ROOT, "same numbers: %,d rows%n", outcome.rows());
            return 0;
        }
        verdict.printf(
                Locale.ROOT, "%,d of %,d rows differ:%n", outcome.differences().size(), outcome.rows());
        outcome.differences().stream().limit(SHOWN).forEach(difference -> verdict.println("  " + difference));
        return SottoException.Code.BUG.exitCode();
    }

    private String machine() {
        return String.format(
                Locale.ROOT,
                "%s; DuckDB on %d threads with %d MB. The first piece of work warms Spark up.",
                machine(options.surroundings().clock().instant()),
                CORES,
                peerMemory());
    }

    /** The machine is asked only here, because every start of any command makes this one. */
    private long peerMemory() {
        if (peerMemory != null) {
            return peerMemory;
        }
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return (machine - Runtime.getRuntime().maxMemory()) / 5 * 4 >> 20;
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
                CORES,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
