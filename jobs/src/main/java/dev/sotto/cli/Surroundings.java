package dev.sotto.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What the program sees of the world outside: streams, terminal, environment, clock and the folder it lives in.
 *
 * @param isOutWatched whether the output goes to a terminal
 * @param isErrWatched whether errors and progress go to a terminal
 * @param columns width of the terminal
 * @param home the folder that holds {@code data-samples}
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean isOutWatched,
        boolean isErrWatched,
        int columns,
        Map<String, String> environment,
        Clock clock,
        Path home) {
    private static final int USUAL_COLUMNS = 100;

    public Surroundings {
        environment = Map.copyOf(environment);
        columns = columns > 0 ? columns : USUAL_COLUMNS;
    }

    /** Those of this process, as the launcher tells them. */
    static Surroundings ofProcess() {
        return new Surroundings(
                System.in,
                stream(FileDescriptor.out, false),
                stream(FileDescriptor.err, true),
                Boolean.getBoolean("sotto.terminal.out"),
                Boolean.getBoolean("sotto.terminal.err"),
                Integer.getInteger("sotto.columns", USUAL_COLUMNS),
                System.getenv(),
                Clock.systemUTC(),
                Path.of(System.getProperty("sotto.home", "")).toAbsolutePath());
    }

    // UTF-8 whatever the locale, and large writes: results are piped into files.
    private static PrintStream stream(FileDescriptor descriptor, boolean flushesLines) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
                flushesLines,
                StandardCharsets.UTF_8);
    }

    /** Whether an environment variable asks for something: set, and neither empty nor 0. */
    boolean asks(String variable) {
        String value = environment.getOrDefault(variable, "");
        return !value.isEmpty() && !value.equals("0");
    }
}
