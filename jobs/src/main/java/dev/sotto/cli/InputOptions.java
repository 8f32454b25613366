package dev.sotto.cli;

import dev.sotto.config.Overrides;
import java.nio.file.Path;
import java.util.List;
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
            names = "--as-of",
            paramLabel = "DATE",
            description = "What schedules and maturity take for now, such as 2026-06-29; the end of that day.")
    private @Nullable String asOf;

    Overrides into(Overrides given) {
        Overrides overrides = inputs.isEmpty() ? given : given.withInputs(inputs);
        overrides = mapping == null ? overrides : overrides.withMapping(mapping);
        return asOf == null ? overrides : overrides.withAsOf(asOf);
    }
}
