package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.EventField;
import dev.sotto.domain.Feed;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.Records;
import dev.sotto.simulate.SimulationSettings.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** There and back: what happened, told by a platform's webhook, read by the product's own connector. */
class WebhookTest {
    private static final long SEED = 5;
    private static final long EVENTS = 9_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"WHATSAPP_CLOUD", "MESSENGER", "INSTAGRAM", "TIKTOK_BUSINESS"})
    void isReadBackAsWhatItCouldTell(Format format) throws IOException {
        Simulation.run(SimulationSettings.of(EVENTS, SEED, folder).withFormat(format), Progress.NONE);
        LogFormat webhook = format.webhook().orElseThrow();

        Map<Object, String> read = new HashMap<>();
        long records = 0;
        for (String brand : List.of("verlaine", "northwind")) {
            Feed feed = new Feed(Webhook.source(webhook, brand), webhook, null, ZoneOffset.UTC, brand, null, null);
            for (Path file : files(folder.resolve("log").resolve(brand))) {
                Records of = Records.of(file, feed);
                assertThat(of.rejects()).isEmpty();
                records += of.counts().read();
                of.events().forEach(event -> read.put(event.get(EventField.EVENT_ID), shownAsRead(event)));
            }
        }
        JsonNode log = JSON.readTree(folder.resolve("truth.json").toFile()).get("log");
        assertThat(records).isEqualTo(log.get("lines").asLong());
        assertThat(read).hasSize(log.get("accepted").asInt());
        assertThat(records).isEqualTo(read.size() + log.get("duplicate").asLong());
        assertThat(counted(read.values())).isEqualTo(counted(told(webhook)));
    }

    /** What every neighbourhood would have told, lived through once more. */
    private static List<String> told(LogFormat webhook) throws IOException {
        World world = World.read(null);
        Calendar calendar = new Calendar(SimulationSettings.DEFAULT_START_ON, SimulationSettings.DEFAULT_WEEKS);
        Neighbourhood neighbourhood = new Neighbourhood(world, calendar, SEED, new EffectLedger());
        List<String> told = new ArrayList<>();
        for (int number = 0; number < Math.round(EVENTS / 2310.0); number++) {
            new Webhook(webhook).told(neighbourhood.live(number)).forEach(event -> told.add(shown(event)));
        }
        return told;
    }

    private static String shown(SimulatedEvent event) {
        Person actor = event.actor();
        return String.join(
                " ",
                event.type.dotted(),
                Long.toString(event.at),
                event.text(EventField.BRAND_ID),
                event.text(EventField.PLATFORM),
                actor == null ? "" : actor.role(),
                event.text(EventField.KIND),
                String.valueOf(event.value(EventField.TEXT_LENGTH)),
                String.valueOf(Webhook.items(event).stream()
                        .map(item -> item.position() + item.kind())
                        .toList()),
                event.text(EventField.CAMPAIGN_ID),
                String.valueOf(event.value(EventField.REMOVED)),
                String.valueOf(event.value(EventField.WATERMARK_AT)));
    }

    private static String shownAsRead(Map<EventField, Object> event) {
        List<?> media = (List<?>) event.getOrDefault(EventField.MEDIA, List.of());
        Object watermark = event.get(EventField.WATERMARK_AT);
        return String.join(
                " ",
                String.valueOf(event.get(EventField.EVENT_TYPE)),
                Long.toString((Long) event.get(EventField.OCCURRED_AT) / 1000),
                String.valueOf(event.get(EventField.BRAND_ID)),
                String.valueOf(event.get(EventField.PLATFORM)),
                ((dev.sotto.ingest.record.Person) event.get(EventField.ACTOR)).role(),
                String.valueOf(event.get(EventField.KIND)),
                String.valueOf(event.get(EventField.TEXT_LENGTH)),
                String.valueOf(media.stream()
                        .map(item -> (dev.sotto.ingest.record.MediaItem) item)
                        .map(item -> item.position() + item.kind())
                        .toList()),
                String.valueOf(event.get(EventField.CAMPAIGN_ID)),
                String.valueOf(event.get(EventField.REMOVED)),
                watermark == null ? "null" : Long.toString((Long) watermark / 1000));
    }

    private static Map<String, Long> counted(Collection<String> events) {
        Map<String, Long> counted = new TreeMap<>();
        events.forEach(event -> counted.merge(event, 1L, Long::sum));
        return counted;
    }

    private static List<Path> files(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.sorted().toList();
        }
    }
}
