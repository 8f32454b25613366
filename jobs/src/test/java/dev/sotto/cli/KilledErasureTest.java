package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.warehouse.Housekeeping;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An erasure that dies at any named point is finished by the next run, and proved. */
@Tag("long")
class KilledErasureTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32));

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static SmallTown town;

    static Stream<String> points() {
        // Before the request is written down nothing is known of it, so that there is nothing to finish.
        return Stream.of(
                        Erase.CRASH_POINTS.stream().filter(point -> !point.equals("erase")),
                        Housekeeping.CRASH_POINTS.stream(),
                        Stream.of("overwritten"))
                .flatMap(each -> each);
    }

    @BeforeAll
    static void build() throws IOException {
        stage = new Stage(folder, ENVIRONMENT);
        town = new SmallTown(folder.resolve("town"));
        town.write("2026-03.jsonl", SmallTown.withAnna());
        assertThat(stage.run("run", "--config", town.config().toString()))
                .as(stage.err())
                .isZero();
        copy(folder.resolve("town/.sotto"), folder.resolve("before"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("points")
    void isFinishedByTheNextRun(String point) throws IOException, InterruptedException {
        TestWarehouse.delete(folder.resolve("town/.sotto"));
        copy(folder.resolve("before"), folder.resolve("town/.sotto"));

        assertThat(dieAt(point)).isEqualTo(137);
        assertThat(stage.run("doctor", "--config", town.config().toString())).isEqualTo(4);
        assertThat(stage.run("run", "--config", town.config().toString()))
                .as(stage.err())
                .isZero();

        assertThat(stage.out()).contains("26 events gone, a name taken out of 3 events", ": no trace.");
        assertThat(stage.run("doctor", "--config", town.config().toString())).isZero();
        assertThat(stage.run("run", "--config", town.config().toString())).isZero();
        assertThat(stage.out()).startsWith("Nothing changed");
    }

    private static int dieAt(String point) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("SOTTO_FAULT", point + ":1:halt");
        return ChildProgram.start(
                        folder,
                        environment,
                        folder.resolve("died.log"),
                        "erase",
                        "--config",
                        town.config().toString(),
                        "--person",
                        SmallTown.ANNA)
                .waitFor();
    }
}
