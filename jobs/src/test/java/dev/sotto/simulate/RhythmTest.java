package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When contacts can do what, and on which days they do it of themselves. */
class RhythmTest {
    private static final Set<String> FORMATS = Set.of("voice_note", "media_pack");
    private static final Set<EventType> TRIED = Set.of(EventType.MESSAGE_SENT, EventType.MESSAGE_BLOCKED);

    @TempDir
    private Path folder;

    private List<SimulatedEvent> live(String yaml, int neighbourhoods) throws IOException {
        World world = World.read(Files.writeString(folder.resolve("world.yaml"), yaml));
        Neighbourhood neighbourhood = new Neighbourhood(world, SmallWorld.CALENDAR, 3, new EffectLedger());
        List<SimulatedEvent> events = new ArrayList<>();
        for (int number = 0; number < neighbourhoods; number++) {
            events.addAll(neighbourhood.live(number));
        }
        return events;
    }

    /** Voice notes and packs that contacts on TikTok sent, or would have; spammers come from where they have both. */
    private static List<SimulatedEvent> formats(List<SimulatedEvent> events) {
        return events.stream()
                .filter(event -> TRIED.contains(event.type) && event.isByContact())
                .filter(event -> !person(event).startsWith("s-"))
                .filter(event -> "tiktok".equals(event.text(EventField.PLATFORM)))
                .filter(event -> FORMATS.contains(String.valueOf(event.text(EventField.KIND))))
                .toList();
    }

    private static String person(SimulatedEvent event) {
        Person actor = event.actor();
        return actor == null ? "" : actor.id();
    }

    @Test
    void nobodyWritesAFormatBeforeItIsRolledOutToThem() throws IOException {
        List<SimulatedEvent> events = live("gaps: []", 30);
        Map<String, Long> reachedAt = new HashMap<>();
        for (SimulatedEvent event : events) {
            if (event.type == EventType.FEATURE_ENABLED) {
                String key = person(event) + ' ' + event.text(EventField.FEATURE);
                assertThat(reachedAt.put(key, event.at)).isNull();
            }
        }
        assertThat(formats(events)).hasSizeGreaterThan(100).allSatisfy(event -> {
            String key = person(event) + ' ' + event.text(EventField.KIND);
            assertThat(event.at).as(key).isGreaterThanOrEqualTo(reachedAt.getOrDefault(key, Contact.NEVER));
        });
    }

    @Test
    void everybodyHasEveryFormatWhereNothingIsRolledOut() throws IOException {
        List<SimulatedEvent> events = live("rollouts: []", 30);
        assertThat(events).noneMatch(event -> event.type == EventType.FEATURE_ENABLED);
        assertThat(formats(events).stream().filter(event -> SmallWorld.CALENDAR.weekOf(event.at) == 0))
                .isNotEmpty();
    }

    @Test
    void nobodyWritesAFormatThatIsNeverRolledOut() throws IOException {
        List<SimulatedEvent> events = live("rollouts: [{feature: voice_note, share: 0}]", 30);
        assertThat(formats(events)).isNotEmpty().noneMatch(event -> "voice_note".equals(event.text(EventField.KIND)));
    }

    @Test
    void contactsBuyOfThemselvesOnWeekdaysByTheirWeights() throws IOException {
        List<SimulatedEvent> events = live("""
                campaigns: []
                habits: {spontaneous-order: 0.7, weekdays: {mon: 2, tue: 0, wed: 1, thu: 1, fri: 1, sat: 4, sun: 1}}
                """, 60);
        Map<String, ZoneId> zones = new HashMap<>();
        World.read(null).brands().forEach(brand -> zones.put(brand.id(), brand.zoneId()));
        Map<DayOfWeek, Double> shares = new EnumMap<>(DayOfWeek.class);
        List<SimulatedEvent> orders = events.stream()
                .filter(event -> event.type == EventType.ORDER_PURCHASED)
                .toList();
        for (SimulatedEvent order : orders) {
            ZoneId zone = zones.get(order.text(EventField.BRAND_ID));
            DayOfWeek day = Instant.ofEpochMilli(order.at).atZone(zone).getDayOfWeek();
            shares.merge(day, 1.0 / orders.size(), Double::sum);
        }
        assertThat(orders).hasSizeGreaterThan(2000);
        assertThat(shares).doesNotContainKey(DayOfWeek.TUESDAY);
        Map.of("mon", 2, "wed", 1, "thu", 1, "fri", 1, "sat", 4, "sun", 1)
                .forEach((day, weight) ->
                        assertThat(shares.get(Calendar.day(day))).as(day).isCloseTo(weight / 10.0, within(0.03)));
    }
}
