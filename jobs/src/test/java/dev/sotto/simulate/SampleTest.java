package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {

    private static final Path SAMPLE = Path.of("../data-samples");
    private static final long EVENTS = 48_000;
    private static final long SEED = 25;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void isWhatItsSeedMakes() throws IOException {
        Simulation.run(SimulationSettings.of(EVENTS, SEED, folder), Progress.NONE);
        List<Path> made = files(folder);
        assertThat(made).hasSizeGreaterThan(15);
        for (Path file : made) {
            assertThat(SAMPLE.resolve(folder.relativize(file).toString())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void isAnotherWithAnotherSeed() throws IOException {
        Simulation.run(SimulationSettings.of(EVENTS, SEED + 1, folder), Progress.NONE);
        assertThat(Files.mismatch(SAMPLE.resolve("log/2026-W05.jsonl.gz"), folder.resolve("log/2026-W05.jsonl.gz")))
                .isNotEqualTo(-1);
    }

    @Test
    void fitsIntoGit() throws IOException {
        long bytes = 0;
        for (Path file : files(SAMPLE)) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThan(5_000_000);
    }

    /** What README.md of the sample says happens in it. */
    @Test
    void tellsItsStory() throws IOException {
        assertThat(weekly("verlaine", "2026-02-09")).isGreaterThan(1.25 * weekly("verlaine", "2026-02-16"));
        assertThat(weekly("verlaine", "2026-03-02")).isLessThan(0.65 * weekly("verlaine", "2026-03-09"));
        assertThat(weekly("northwind", "2026-03-23")).isLessThan(0.67 * weekly("northwind", "2026-03-16"));
        assertThat(converted("verlaine-nuit-de-soie")).isGreaterThan(2 * 0.06);
        assertThat(converted("northwind-show-your-desk")).isLessThan(0.15 / 2);
    }

    private static double weekly(String brand, String monday) throws IOException {
        for (JsonNode row : truth().get("results")) {
            if (row.get("metric").asText().equals("messages_sent")
                    && row.get("scope").asText().equals("brand")
                    && row.get("brand_id").asText().equals(brand)
                    && row.get("period").asText().equals("week")
                    && row.get("period_start_on").asText().equals(monday)
                    && !row.has("slice")) {
                return row.get("value").asDouble();
            }
        }
        throw new AssertionError("no messages of " + brand + " in the week of " + monday);
    }

    private static double converted(String campaign) throws IOException {
        double converted = 0;
        double reached = 0;
        for (JsonNode row : truth().get("results")) {
            if (row.get("metric").asText().equals("campaign_conversion_rate")
                    && row.path("campaign_id").asText().equals(campaign)
                    && row.get("period").asText().equals("week")) {
                converted += row.get("numerator").asDouble();
                reached += row.get("denominator").asDouble();
            }
        }
        return converted / reached;
    }

    private static JsonNode truth() throws IOException {
        return JSON.readTree(SAMPLE.resolve("truth.json").toFile());
    }

    @Test
    void holdsEveryTypeOfEventAndAShareOfDirt() throws IOException {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        Set<String> ids = new HashSet<>();
        int lines = 0;
        int unreadable = 0;
        int repeated = 0;
        for (Path file : files(SAMPLE.resolve("log"))) {
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines++;
                    try {
                        JsonNode event = JSON.readTree(line);
                        EventType.named(event.path("event_type").asText()).ifPresent(types::add);
                        repeated += ids.add(event.path("source").asText()
                                        + event.path("event_id").asText())
                                ? 0
                                : 1;
                    } catch (JsonProcessingException e) {
                        unreadable++;
                    }
                }
            }
        }
        assertThat(types).isEqualTo(EnumSet.allOf(EventType.class));
        assertThat(lines).isEqualTo(truth().get("log").get("lines").asInt());
        assertThat(unreadable).isPositive();
        assertThat(repeated).isGreaterThan(100);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walked = Files.walk(folder)) {
            return new ArrayList<>(walked.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".sotto"))
                    .sorted()
                    .toList());
        }
    }
}
