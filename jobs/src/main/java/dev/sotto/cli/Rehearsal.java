package dev.sotto.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A run through the program on a small simulated log, in a folder of its own, so that Java can keep the classes that it
 * needs in an archive; the launcher starts it after a build.
 */
final class Rehearsal {
    private static final String EVENTS = "5000";

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path stage = Files.createTempDirectory("sotto-rehearsal");
        try {
            act(stage);
        } finally {
            clear(stage);
        }
    }

    private static void act(Path stage) {
        String workspace = stage.toString();
        String config = stage.resolve("sotto.yaml").toString();
        play("simulate", "--events", EVENTS, "--seed", "1", "--out", workspace);
        play("run", "--config", config);
        play("sql", "--config", config, "--format", "json", "-e", "SELECT count(*) FROM log.events");
        play("sql", "--config", config, "-e", "SHOW TABLES; DESCRIBE log.events; SELECT 1");
    }

    private static void play(String... args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings around = new Surroundings(
                InputStream.nullInputStream(),
                nowhere,
                System.err,
                false,
                false,
                0,
                Map.of(),
                Clock.systemUTC(),
                Path.of(""));
        Main.run(around, args);
    }

    private static void clear(Path stage) throws IOException {
        try (Stream<Path> files = Files.walk(stage)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
