package dev.sotto.cli;

import dev.sotto.config.Overrides;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.SottoException;
import dev.sotto.query.Printable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that put another log, or another now, in the place of the workspace's own for one run. */
final class InputOptions {

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders to read instead of the workspace's own log.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "The mapping that reads these inputs, where they are a table of your own.")
    private @Nullable Path mapping;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How these inputs are written, such as whatsapp_cloud, where their content does not show it.")
    private @Nullable String format;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "What schedules and maturity take for now, such as 2026-06-29; the end of that day.")
    private @Nullable String asOf;

    /** The format of that name, which is not mapped: that needs a mapping, and says so by it. */
    static LogFormat format(String word) {
        List<LogFormat> possible = Arrays.stream(LogFormat.values())
                .filter(format -> format != LogFormat.MAPPED)
                .toList();
        return possible.stream()
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new SottoException(
                        SottoException.Code.USE,
                        "Cannot use --format " + Printable.line(word) + ": there is no such format. It can be "
                                + possible.stream().map(LogFormat::word).collect(Collectors.joining(", "))
                                + "; a table of your own takes --mapping."));
    }

    Overrides into(Overrides given) {
        Overrides overrides = inputs.isEmpty() ? given : given.withInputs(inputs);
        overrides = mapping == null ? overrides : overrides.withMapping(mapping);
        overrides = format == null ? overrides : overrides.withFormat(format(format));
        return asOf == null ? overrides : overrides.withAsOf(asOf);
    }
}
