package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sotto.domain.Progress;
import dev.sotto.simulate.SimulationSettings.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A world of a hundred brands: what one of them costs does not grow with the others. */
@Tag("long")
class ManyBrandsTest {
    private static final int BRANDS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    private Path folder;

    /** Copies of the two built-in brands with their campaigns, of equal shares. */
    private Path world() throws IOException {
        ObjectNode world = YAML.createObjectNode();
        ArrayNode brands = world.putArray("brands");
        ArrayNode campaigns = world.putArray("campaigns");
        try (InputStream builtIn = World.class.getResourceAsStream("world.yaml")) {
            JsonNode origin = YAML.readTree(builtIn);
            for (int i = 0; i < BRANDS; i++) {
                ObjectNode brand = origin.get("brands").get(i % 2).deepCopy();
                String of = brand.get("id").asText();
                String id = "house-" + i;
                brands.add(brand.put("id", id).put("share", 1.0 / BRANDS));
                for (JsonNode campaign : origin.get("campaigns")) {
                    if (campaign.get("brand").asText().equals(of)) {
                        String name = id + "-" + campaign.get("id").asText();
                        campaigns.add(((ObjectNode) campaign.deepCopy())
                                .put("id", name)
                                .put("brand", id));
                    }
                }
            }
        }
        Path file = folder.resolve("world.yaml");
        YAML.writeValue(file.toFile(), world);
        return file;
    }

    @Test
    @Timeout(240)
    void tellsOfEachBrand() throws IOException {
        Path out = folder.resolve("out");
        Simulation.run(
                SimulationSettings.of(60_000, 5, out).withFormat(Format.PARQUET).withWorld(world()), Progress.NONE);
        Set<String> credited = new HashSet<>();
        for (JsonNode row : JSON.readTree(out.resolve("truth.json").toFile()).get("results")) {
            if (row.get("metric").asText().equals("markov_credit")) {
                credited.add(row.get("brand_id").asText());
            }
        }
        assertThat(credited).hasSizeGreaterThan(BRANDS * 9 / 10);
    }
}
