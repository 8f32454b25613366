package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed at any moment and begun again ends with the rows of one that nobody disturbed. */
class KilledRunTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32));
    private static final List<String> TABLES = List.of(
            "SELECT * EXCEPT (run_id) FROM log.events",
            "SELECT * EXCEPT (run_id) FROM log.rejects",
            "SELECT * EXCEPT (run_id) FROM log.inputs",
            "SELECT * FROM journeys.journeys",
            "SELECT * FROM journeys.pairs",
            "SELECT * FROM journeys.conversations",
            "SELECT * EXCEPT (snapshot_id, restated_at) FROM metrics.results");

    /** Steps of a run, as it tells of them when they are done. */
    private static final List<String> AFTER =
            List.of("look at the inputs", "read ", "find duplicates", "write ", "publish ", "metrics.coverage ");

    @TempDir
    private Path folder;

    private final Random random = new Random(20);

    @Test
    void endsWithTheSameRowsAfterKills() throws IOException, InterruptedException {
        killIn(1, 2);
    }

    @Test
    @Tag("long")
    void endsWithTheSameRowsAfterTwentyKills() throws IOException, InterruptedException {
        killIn(4, 5);
    }

    private void killIn(int warehouses, int kills) throws IOException, InterruptedException {
        Stage stage = new Stage(folder, ENVIRONMENT);
        assertThat(stage.run(
                        "simulate",
                        "-q",
                        "--events",
                        "5000",
                        "--out",
                        folder.resolve("data-samples").toString()))
                .isZero();
        List<String> expected = rowsAfterRun(stage, folder.resolve("undisturbed"));
        assertThat(expected).hasSizeGreaterThan(5_000);

        for (int i = 0; i < warehouses; i++) {
            Path warehouse = folder.resolve("killed-" + i);
            for (int k = 0; k < kills; k++) {
                startAndKill(warehouse, AFTER.get(random.nextInt(AFTER.size())));
            }
            assertThat(rowsAfterRun(stage, warehouse))
                    .as("after the kills of " + warehouse)
                    .isEqualTo(expected);
        }
    }

    /** Kill a run at some moment of the step that comes after one, whatever the speed of the machine. */
    private void startAndKill(Path warehouse, String step) throws IOException, InterruptedException {
        Path log = folder.resolve(warehouse.getFileName() + ".log");
        Process run = ChildProgram.start(folder, ENVIRONMENT, log, "run", "--warehouse", warehouse.toString());
        while (run.isAlive() && !Files.readString(log).contains(step)) {
            Thread.sleep(20);
        }
        boolean isKilled = !run.waitFor(random.nextLong(4_000), TimeUnit.MILLISECONDS);
        run.destroyForcibly().waitFor();
        assertThat(isKilled || run.exitValue() == 0).as(Files.readString(log)).isTrue();
    }

    private static List<String> rowsAfterRun(Stage stage, Path warehouse) {
        assertThat(stage.run("run", "-q", "--warehouse", warehouse.toString()))
                .as(stage.err())
                .isZero();
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            assertThat(stage.run("sql", "--warehouse", warehouse.toString(), "--format", "json", "-e", table))
                    .as(stage.err())
                    .isZero();
            stage.out().lines().sorted().forEach(rows::add);
        }
        return rows;
    }
}
