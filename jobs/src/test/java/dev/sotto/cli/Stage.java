package dev.sotto.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** The program with its streams, environment and clock in a test's hands. */
final class Stage {
    static final Instant NOW = Instant.parse("2026-04-06T07:30:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment;
    private final Path home;

    Stage(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** Run one command line, and answer its exit code; the streams hold what this one said. */
    int run(String... args) {
        out.reset();
        err.reset();
        return Main.run(
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        0,
                        environment,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        home),
                args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
