package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final JsonLine json = new JsonLine();

    private static SimulatedEvent event(EventType type, String at, ZoneId zone) {
        return new SimulatedEvent(type, Instant.parse(at).toEpochMilli(), zone)
                .with(EventField.EVENT_ID, "e1")
                .with(EventField.SOURCE, "tiktok_business");
    }

    private String line(SimulatedEvent event, long receivedAt) {
        return new String(json.line(event, receivedAt), StandardCharsets.UTF_8);
    }

    @Test
    void writesFieldsInTheirOrderWithTheBrandsClock() {
        SimulatedEvent event = event(EventType.CONTEST_DECIDED, "2026-01-05T08:12:33.007Z", PARIS)
                .with(EventField.DECISION, "accepted")
                .with(EventField.DECIDED_BY, "human");
        assertThat(line(event, 0))
                .isEqualTo("{\"event_id\":\"e1\",\"event_type\":\"contest.decided\","
                        + "\"occurred_at\":\"2026-01-05T09:12:33.007+01:00\",\"source\":\"tiktok_business\","
                        + "\"decision\":\"accepted\",\"by\":\"human\"}");
    }

    @Test
    void writesPersonsAndMediaAsObjects() throws IOException {
        SimulatedEvent event = event(EventType.MESSAGE_SENT, "2026-01-05T08:00:00Z", PARIS)
                .with(EventField.ACTOR, new Person("p1", "contact", "unknown", null, "vip"))
                .with(EventField.RECIPIENTS, List.of(Person.staff("a", "agent"), Person.staff("b", "agent")))
                .with(EventField.MENTIONS, List.of("a"))
                .with(EventField.MEDIA, List.of(new MediaItem(1, "photo", "camera", true, false)));
        JsonNode read = new ObjectMapper().readTree(line(event, 0));
        assertThat(read.get("actor").toString())
                .isEqualTo("{\"id\":\"p1\",\"role\":\"contact\",\"age_band\":\"unknown\",\"tier\":\"vip\"}");
        assertThat(read.get("recipients")).hasSize(2);
        assertThat(read.get("mentions").get(0).asText()).isEqualTo("a");
        assertThat(read.get("media").get(0).toString())
                .isEqualTo(
                        "{\"position\":1,\"kind\":\"photo\",\"origin\":\"camera\",\"edited\":true,\"captioned\":false}");
    }

    @Test
    void escapesWhatWouldEndAString() throws IOException {
        SimulatedEvent event =
                event(EventType.MESSAGE_SENT, "2026-01-05T08:00:00Z", PARIS).with(EventField.CODE, "a\"\\\u0007é𝄞");
        assertThat(new ObjectMapper().readTree(line(event, 0)).get("code").asText())
                .isEqualTo("a\"\\\u0007é𝄞");
    }

    @Test
    void writesNumbersWhereTheFeedDoes() {
        SimulatedEvent event = event(EventType.MESSAGE_READ, "2026-01-05T08:00:00.250Z", PARIS)
                .with(EventField.SOURCE, "whatsapp_cloud");
        assertThat(line(event, 1767600001000L))
                .contains("\"occurred_at\":1767600000250,")
                .contains("\"received_at\":1767600001000,");
    }

    @Test
    void agreesWithTheLibraryOnEveryTimeInEveryZone() throws IOException {
        Random random = new Random(5);
        for (String name : List.of("Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC")) {
            ZoneId zone = ZoneId.of(name);
            for (int i = 0; i < 500; i++) {
                Instant at = Instant.ofEpochMilli((long) (random.nextDouble() * 4e12));
                String written = new ObjectMapper()
                        .readTree(line(event(EventType.MESSAGE_READ, at.toString(), zone), 0))
                        .get("occurred_at")
                        .asText();
                assertThat(OffsetDateTime.parse(written))
                        .isEqualTo(at.atZone(zone).toOffsetDateTime());
            }
        }
    }
}
