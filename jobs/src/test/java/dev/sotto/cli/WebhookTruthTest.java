package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A world as each platform's webhook tells it, from the bodies to the results, held against what could be known of it. */
@Tag("long")
class WebhookTruthTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp_cloud", "messenger", "instagram", "tiktok_business"})
    void computesEveryNumberThatTheWebhookCanTell(String format) throws IOException {
        Stage stage = new Stage(folder, Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32)));
        Path world = folder.resolve("world");
        run(stage, "simulate", "-q", "--events", "8000", "--format", format, "--out", world.toString());
        String config = world.resolve("sotto.yaml").toString();
        String warehouse = folder.resolve("warehouse").toString();
        run(stage, "run", "-q", "--config", config, "--warehouse", warehouse);
        String everything = "SELECT * FROM metrics.results";
        run(stage, "sql", "--config", config, "--warehouse", warehouse, "--format", "json", "-e", everything);
        List<JsonNode> results = new ArrayList<>();
        for (String line : stage.out().lines().toList()) {
            results.add(JSON.readTree(line));
        }
        PlantedTruth truth =
                new PlantedTruth(JSON.readTree(world.resolve("truth.json").toFile()));
        assertThat(truth.metrics()).contains("messages_sent", "active_contacts", "first_response_time_p50");
        assertThat(truth.differences(results)).isEmpty();
    }

    private static void run(Stage stage, String... args) {
        assertThat(stage.run(args)).as(stage.err()).isZero();
    }
}
