package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty small worlds from the log to the results, each held against its own truth. */
@Tag("long")
class SeedsTruthTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
    void computesEveryNumberThatWasPlanted(long seed) throws IOException {
        Stage stage = new Stage(folder, Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32)));
        Path world = folder.resolve("world");
        // What the sample's world leaves out: codes that are passed on.
        Path other = Files.writeString(folder.resolve("world.yaml"), "habits: {leaked: 0.5}\n");
        run(
                stage,
                "simulate",
                "-q",
                "--events",
                "5000",
                "--seed",
                Long.toString(seed),
                "--world",
                other.toString(),
                "--out",
                world.toString());
        String config = world.resolve("sotto.yaml").toString();
        String warehouse = folder.resolve("warehouse").toString();
        run(stage, "run", "-q", "--config", config, "--warehouse", warehouse);
        run(
                stage,
                "sql",
                "--config",
                config,
                "--warehouse",
                warehouse,
                "--format",
                "json",
                "-e",
                "SELECT * FROM metrics.results");
        List<JsonNode> results = new ArrayList<>();
        for (String line : stage.out().lines().toList()) {
            results.add(JSON.readTree(line));
        }
        PlantedTruth truth =
                new PlantedTruth(JSON.readTree(world.resolve("truth.json").toFile()));
        assertThat(truth.numbers()).isGreaterThan(1_000);
        assertThat(truth.differences(results)).isEmpty();
    }

    private static void run(Stage stage, String... args) {
        assertThat(stage.run(args)).as(stage.err()).isZero();
    }
}
