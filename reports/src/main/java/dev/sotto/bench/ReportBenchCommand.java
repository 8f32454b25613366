package dev.sotto.bench;

import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.config.Catalogue;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto bench reports}: how long the reports of many brands take, as pages and with PDF and e-mail. */
@CommandLine.Command(
        name = "reports",
        description = {
            "Time the reports of many brands in one run: as web pages, then with PDF and e-mail.",
            "The results of a small simulated world are laid under as many brands as asked."
        },
        sortOptions = false)
final class ReportBenchCommand implements Callable<Integer> {
    private static final List<List<String>> WORKS = List.of(List.of("html"), List.of("html", "pdf", "email"));

    @Option(names = "--brands", paramLabel = "N", description = "How many brands. Default: 100.")
    private int brands = 100;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "About how many events the small world has. Default: 48000.")
    private long events = 48_000;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, or json: one object a line.")
    private BenchCommand.Format format = BenchCommand.Format.TABLE;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        List<String> languages =
                Catalogue.LANGUAGES.stream().map(Locale::toLanguageTag).toList();
        return BenchCommand.inFolder(folder -> {
            ReportBench bench = new ReportBench(
                    folder, options.progress(), options.surroundings().clock());
            print(bench.run(events, brands, languages, WORKS));
            return 0;
        });
    }

    private void print(List<ReportBench.Figures> figures) {
        PrintStream out = options.surroundings().out();
        if (format == BenchCommand.Format.TABLE) {
            out.println(BenchCommand.machine(options.surroundings().clock().instant()) + ".");
            out.printf(
                    Locale.ROOT,
                    "%-16s %7s %7s %7s %9s %9s %9s %9s%n",
                    "work",
                    "brands",
                    "pages",
                    "files",
                    "mb",
                    "seconds",
                    "cpu_s",
                    "cpu_ms/p");
        }
        for (ReportBench.Figures line : figures) {
            out.printf(
                    Locale.ROOT,
                    format == BenchCommand.Format.TABLE
                            ? "%-16s %7d %7d %7d %9.1f %9.2f %9.2f %9.0f%n"
                            : "{\"work\":\"%s\",\"brands\":%d,\"pages\":%d,\"files\":%d,\"mb\":%.1f,\"sotto_s\":%.3f,"
                                    + "\"cpu_s\":%.3f,\"cpu_ms_a_page\":%.1f}%n",
                    line.work(),
                    line.brands(),
                    line.pages(),
                    line.files(),
                    line.bytes() / 1e6,
                    line.seconds(),
                    line.cpuSeconds(),
                    line.cpuSeconds() * 1000 / Math.max(1, line.pages()));
        }
    }
}
