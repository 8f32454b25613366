package dev.sotto.config;

import dev.sotto.domain.LogFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a command line puts in the place of the workspace's own settings, for one run. Its paths are taken from
 * where the command was started, not from the workspace.
 *
 * @param warehouse {@code --warehouse}
 * @param output {@code --output}
 * @param inputs {@code --input}; where there are any, they take the place of the workspace's own log
 * @param mapping {@code --mapping}, which reads all of {@code inputs}
 * @param format {@code --format}, in which all of {@code inputs} are written
 * @param asOf {@code --as-of}, a date (its last moment in the workspace's zone) or an instant
 */
public record Overrides(
        Optional<Path> warehouse,
        Optional<Path> output,
        List<Path> inputs,
        Optional<Path> mapping,
        Optional<LogFormat> format,
        Optional<String> asOf) {

    /** Nothing is overridden. */
    public static final Overrides NONE = new Overrides(
            Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public Overrides {
        inputs = List.copyOf(inputs);
    }

    public Overrides withWarehouse(Path directory) {
        return new Overrides(Optional.of(directory), output, inputs, mapping, format, asOf);
    }

    public Overrides withOutput(Path directory) {
        return new Overrides(warehouse, Optional.of(directory), inputs, mapping, format, asOf);
    }

    public Overrides withInputs(List<Path> paths) {
        return new Overrides(warehouse, output, paths, mapping, format, asOf);
    }

    public Overrides withMapping(Path file) {
        return new Overrides(warehouse, output, inputs, Optional.of(file), format, asOf);
    }

    public Overrides withFormat(LogFormat written) {
        return new Overrides(warehouse, output, inputs, mapping, Optional.of(written), asOf);
    }

    public Overrides withAsOf(String dateOrInstant) {
        return new Overrides(warehouse, output, inputs, mapping, format, Optional.of(dateOrInstant));
    }
}
