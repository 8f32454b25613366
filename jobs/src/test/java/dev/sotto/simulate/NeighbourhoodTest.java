package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourhoodTest {
    private static final Calendar WEEKS =
            new Calendar(SimulationSettings.DEFAULT_START_ON, SimulationSettings.DEFAULT_WEEKS);

    @TempDir
    private Path folder;

    private List<SimulatedEvent> live(String world) throws IOException {
        Path file = Files.writeString(folder.resolve("world.yaml"), world);
        return new Neighbourhood(World.read(file), WEEKS, 3, new EffectLedger()).live(0);
    }

    private static boolean isBetween(SimulatedEvent event, String from, String to) {
        return event.at >= Instant.parse(from).toEpochMilli()
                && event.at < Instant.parse(to).toEpochMilli();
    }

    @Test
    void losesHoursAndDaysOfOneSourceAndNotOfOthers() throws IOException {
        List<SimulatedEvent> kept = live("""
                gaps:
                  - {source: tiktok_business, week: 6, day: tue, from-hour: 3, to-hour: 75}
                  - {source: tiktok_business, week: 3, day: mon, from-hour: 0, to-hour: 24}
                """);
        Set<String> inDays = kept.stream()
                .filter(event -> isBetween(event, "2026-02-10T03:00:00Z", "2026-02-13T03:00:00Z"))
                .map(event -> String.valueOf(event.text(EventField.SOURCE)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inDays).contains("whatsapp_cloud").doesNotContain("tiktok_business");
        assertThat(kept)
                .noneMatch(event -> isBetween(event, "2026-01-19T00:00:00Z", "2026-01-20T00:00:00Z")
                        && "tiktok_business".equals(event.text(EventField.SOURCE)));
    }

    @Test
    void losesWhatBelongsToALostMessage() throws IOException {
        List<SimulatedEvent> all = live("gaps: []");
        List<SimulatedEvent> kept =
                live("gaps: [{source: tiktok_business, week: 6, day: tue, from-hour: 3, to-hour: 75}]");
        Set<String> lost = all.stream()
                .filter(event -> isBetween(event, "2026-02-10T03:00:00Z", "2026-02-13T03:00:00Z"))
                .filter(event -> "tiktok_business".equals(event.text(EventField.SOURCE)))
                .map(event -> String.valueOf(event.text(EventField.MESSAGE_ID)))
                .filter(id -> !id.equals("null"))
                .collect(Collectors.toSet());
        assertThat(lost).hasSizeGreaterThan(20);
        assertThat(kept).noneMatch(event -> lost.contains(String.valueOf(event.text(EventField.MESSAGE_ID))));
        assertThat(kept).hasSizeLessThan(all.size());
    }

    @Test
    void bringsSomebodyToTheEndOfEachOfTheEightScenarios() {
        World world = World.read(null);
        // Loyalty is judged after ninety days.
        Calendar months = new Calendar(SimulationSettings.DEFAULT_START_ON, 20);
        Truth truth = new Truth(world, months);
        Neighbourhood neighbourhood = new Neighbourhood(world, months, 3, truth.ledger());
        for (int number = 0; number < 24; number++) {
            truth.add(neighbourhood.live(number));
        }
        Set<String> reached = truth.cells().entrySet().stream()
                .filter(row -> row.getKey().metric().equals("funnel_step_persons") && row.getValue().numerator > 0)
                .map(row -> String.valueOf(row.getKey().sliceValue()))
                .collect(Collectors.toSet());
        assertThat(FunnelWay.ALL)
                .hasSize(8)
                .allSatisfy(way -> assertThat(reached)
                        .contains(way.scenario() + "," + way.steps().size()));
        assertThat(world.campaigns())
                .extracting(World.Campaign::scenario)
                .containsAll(FunnelWay.ALL.stream().map(FunnelWay::scenario).toList());
    }
}
