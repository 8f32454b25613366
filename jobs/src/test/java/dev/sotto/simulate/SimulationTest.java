package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {

    private static final long EVENTS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void simulate() {
        Simulation.run(SimulationSettings.of(EVENTS, 11, made), Progress.NONE);
    }

    @Test
    void makesTheSameBytesOfTheSameSeed() throws IOException {
        Simulation.run(SimulationSettings.of(EVENTS, 11, folder), Progress.NONE);
        assertThat(contents(folder)).isEqualTo(contents(made));
    }

    @Test
    void makesOtherLinesOfAnotherSeed() throws IOException {
        Simulation.run(SimulationSettings.of(EVENTS, 12, folder), Progress.NONE);
        assertThat(contents(folder).keySet()).isEqualTo(contents(made).keySet());
        assertThat(lines(folder)).isNotEqualTo(lines(made));
    }

    @Test
    void writesTheSameLinesPackedAndPlain() throws IOException {
        Simulation.run(
                SimulationSettings.of(EVENTS, 11, folder).withCompression(SimulationSettings.Compression.NONE),
                Progress.NONE);
        assertThat(lines(folder)).isEqualTo(lines(made));
    }

    @Test
    void yieldsAboutAsManyEventsAsWereAskedFor() throws IOException {
        assertThat(truth().get("log").get("accepted").asLong()).isBetween(EVENTS * 8 / 10, EVENTS * 12 / 10);
    }

    /** A second, naive reading of the files: nothing of the writer's counts is used. */
    @Test
    void countsWhatTheFilesHold() throws IOException {
        Map<String, Long> types = new TreeMap<>();
        Map<String, Long> events = new HashMap<>();
        long blank = 0;
        long broken = 0;
        for (String line : lines(made)) {
            JsonNode event = line.isBlank() ? null : event(line);
            if (line.isBlank()) {
                blank++;
            } else if (event == null || !event.isObject() || isSpoiled(event)) {
                broken++;
            } else if (events.merge(event.get("source").asText() + event.get("event_id"), 1L, Long::sum) == 1) {
                types.merge(event.get("event_type").asText(), 1L, Long::sum);
            }
        }
        JsonNode log = truth().get("log");
        assertThat(lines(made)).hasSize(log.get("lines").asInt());
        assertThat(blank).isEqualTo(log.get("blank").asLong());
        assertThat(broken).isEqualTo(log.get("rejected").asLong()).isPositive();
        assertThat(events).hasSize(log.get("accepted").asInt());
        assertThat(events.values().stream().mapToLong(copies -> copies - 1).sum())
                .isEqualTo(log.get("duplicate").asLong())
                .isPositive();
        log.get("accepted_by_type")
                .fields()
                .forEachRemaining(type -> assertThat(types.getOrDefault(type.getKey(), 0L))
                        .as(type.getKey())
                        .isEqualTo(type.getValue().asLong()));
    }

    @Test
    void keepsDirtWellBelowTheShareThatStopsARun() throws IOException {
        JsonNode log = truth().get("log");
        assertThat(log.get("rejected").asDouble() / log.get("lines").asDouble()).isBetween(0.002, 0.02);
        assertThat(log.get("late").asLong()).isPositive();
        assertThat(log.get("out_of_order").asLong()).isPositive();
    }

    @Test
    void hasTwelveWeeksAndTheMorningAfterThem() throws IOException {
        TreeSet<LocalDate> mondays = new TreeSet<>();
        TreeMap<String, Instant> lastOf = new TreeMap<>();
        for (JsonNode event : events()) {
            Instant at = at(event);
            LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(at.getEpochSecond(), 86_400L));
            mondays.add(day.minusDays(day.getDayOfWeek().getValue() - 1L));
            lastOf.merge(event.get("source").asText(), at, (one, other) -> one.isAfter(other) ? one : other);
        }
        assertThat(mondays).hasSize(13).startsWith(LocalDate.of(2026, 1, 5)).endsWith(LocalDate.of(2026, 3, 30));
        assertThat(lastOf).containsOnlyKeys("shop", "tiktok_business", "whatsapp_cloud");
        assertThat(lastOf.values()).allMatch(last -> last.isAfter(Instant.parse("2026-03-30T04:00:00Z")));
    }

    @Test
    void losesTheHoursOfTheGapInOneSourceOnly() throws IOException {
        Instant from = Instant.parse("2026-03-18T02:00:00Z");
        Instant to = Instant.parse("2026-03-18T09:00:00Z");
        List<String> sources = events().stream()
                .filter(event -> !at(event).isBefore(from) && at(event).isBefore(to))
                .map(event -> event.get("source").asText())
                .toList();
        assertThat(sources).doesNotContain("tiktok_business");
        assertThat(events().stream()
                        .filter(event -> at(event).isBefore(from) && at(event).isAfter(from.minusSeconds(12 * 3600))))
                .isNotEmpty();
    }

    @Test
    void namesNobodyWhoWasDenied() throws IOException {
        List<JsonNode> denials = events().stream()
                .filter(event -> event.get("event_type").asText().equals("access.denied"))
                .toList();
        assertThat(denials).isNotEmpty().allMatch(event -> !event.has("actor") && !event.has("counterpart"));
    }

    @Test
    void followsAWorldFileWhereItSpeaks() throws IOException {
        Path file = Files.writeString(folder.resolve("world.yaml"), "dirt: {malformed: 0}\n");
        Path out = folder.resolve("out");
        Simulation.run(SimulationSettings.of(EVENTS, 11, out).withWorld(file), Progress.NONE);
        JsonNode log = JSON.readTree(out.resolve("truth.json").toFile()).get("log");
        assertThat(log.get("rejected").asLong()).isZero();
        assertThat(log.get("duplicate").asLong()).isPositive();
        assertThat(out.resolve("brands.yaml")).content().contains("Maison Verlaine", "Northwind Audio");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brandz: []|brandz",
                "brands: [{id: a}]|regions is missing",
                "brands: []|which is not there",
                "campaigns: [{brand: a}]|id is missing",
                "brands: soon|Cannot",
                "rollouts: [{feature: stickers, share: 1}]|stickers",
                "rollouts: [{feature: voice_note, share: 2}]|from 0 to 1",
                "rollouts: [{feature: media_pack, share: 1, from-week: {FR: 0}}]|before the first week",
                "brands: [{id: a, zone: UTC, regions: {DE: 1}, story: {}, closed: [sunday]}]|no weekday is called sunday",
                "habits: {weekdays: {caturday: 1}}|caturday",
                "gaps: [{source: shop, week: 2, day: caturday, from-hour: 0, to-hour: 1}]|caturday",
                "people: [|Cannot"
            })
    void saysWhatIsWrongWithAWorldFile(String yaml, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("world.yaml"), yaml);
        assertRefused(file, complaint);
    }

    @Test
    void refusesAWorldFileThatIsNotThere() {
        assertRefused(folder.resolve("none.yaml"), "none.yaml");
    }

    private void assertRefused(Path world, String complaint) {
        SimulationSettings settings = SimulationSettings.of(EVENTS, 1, folder).withWorld(world);
        assertThatThrownBy(() -> Simulation.run(settings, Progress.NONE))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void leavesAWorkspaceOfSomebodyElseAlone() throws IOException {
        Path settings = Files.writeString(folder.resolve("sotto.yaml"), "zone: UTC\n");
        assertThatThrownBy(() -> Simulation.run(SimulationSettings.of(EVENTS, 1, folder), Progress.NONE))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("not of a simulation");
        assertThat(settings).hasContent("zone: UTC");
    }

    @Test
    void leavesAForeignFileInTheLogAlone() throws IOException {
        Path foreign = Files.createDirectories(folder.resolve("log")).resolve("mine.jsonl");
        Files.writeString(foreign, "{}\n");
        assertThatThrownBy(() -> Simulation.run(SimulationSettings.of(EVENTS, 1, folder), Progress.NONE))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("mine.jsonl");
        assertThat(foreign).hasContent("{}");
    }

    @Test
    void refusesTooFewEventsAndWeeksThatBeginOnNoMonday() {
        assertThatThrownBy(() -> SimulationSettings.of(10, 1, folder))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Cannot simulate 10 events");
        assertThatThrownBy(() -> new SimulationSettings(
                        EVENTS,
                        1,
                        folder,
                        null,
                        SimulationSettings.Format.JSONL,
                        SimulationSettings.Compression.GZIP,
                        LocalDate.of(2026, 1, 6),
                        12,
                        2))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("no Monday");
    }

    private static JsonNode truth() throws IOException {
        return JSON.readTree(made.resolve("truth.json").toFile());
    }

    /** What a spoiled record still is as JSON: something that no event may be. */
    private static boolean isSpoiled(JsonNode event) {
        return event.path("event_id").asText("bad-").matches("b[a\u00ff]d-.*");
    }

    private static List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : lines(made)) {
            JsonNode event = line.isBlank() ? null : event(line);
            if (event != null && event.isObject() && !isSpoiled(event)) {
                events.add(event);
            }
        }
        return events;
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Instant at(JsonNode event) {
        JsonNode at = event.get("occurred_at");
        return at.isNumber()
                ? Instant.ofEpochMilli(at.asLong())
                : OffsetDateTime.parse(at.asText()).toInstant();
    }

    /** Every file of a workspace, byte for byte. */
    private static Map<String, String> contents(Path workspace) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(workspace).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                contents.put(workspace.relativize(file).toString(), bytes);
            }
        }
        return contents;
    }

    private static List<String> lines(Path workspace) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(workspace.resolve("log")).sorted()) {
            for (Path file : files.collect(Collectors.toList())) {
                try (InputStream raw = Files.newInputStream(file)) {
                    InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                    new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                            .lines()
                            .forEach(lines::add);
                }
            }
        }
        return lines;
    }
}
