package dev.sotto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @TempDir
    private Path directory;

    @Test
    void movesWhatWasReceivedOnTheLastDayAndLeavesEverythingElseAsItIs() throws Exception {
        Path log = Files.createDirectories(directory.resolve("log"));
        String early = "{\"received_at\":\"2026-03-29T23:59:59.999+00:00\"}";
        String late = "{\"received_at\":\"2026-03-30T02:00:00.000+02:00\",\"b\":\"\u00fc\"}";
        String broken = "{\"received_at\":\"2026-03-30T0";
        Files.writeString(log.resolve("a.jsonl"), early + "\n" + late + "\n\n" + broken + "\n");
        long moved = LastDay.move(log, Instant.parse("2026-03-30T00:00:00Z"), directory.resolve("day"));
        assertThat(moved).isEqualTo(1);
        assertThat(directory.resolve("day/a.jsonl")).hasContent(late);
        assertThat(Files.readAllLines(log.resolve("a.jsonl"))).containsExactly(early, "", broken);
    }

    @Test
    @Tag("long")
    void measuresAllWorkAndAgreesWithThePeerAfterTheLastDay() {
        Bench.Outcome outcome = new Bench(directory, Progress.NONE, Clock.systemUTC(), 2, 1_000).run(20_000);
        assertThat(outcome.gaveUp()).isEmpty();
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.rows()).isGreaterThan(1_000);
        assertThat(outcome.measures())
                .extracting(Measure::work)
                .containsExactly("ingest", "full build", "daily run", "report", "scan");
        assertThat(outcome.measures()).allSatisfy(measure -> {
            assertThat(measure.events()).isPositive();
            assertThat(measure.sottoSeconds()).isPositive();
        });
        assertThat(BenchChart.of(outcome.measures())).contains("full build", "daily run", "×");
    }

    @Test
    @Tag("long")
    void measuresItsOwnWorkWhereThePeerGivesUp() {
        Bench.Outcome outcome = new Bench(directory, Progress.NONE, Clock.systemUTC(), 2, 1).run(5_000);
        assertThat(outcome.gaveUp()).hasValueSatisfying(why -> assertThat(why).contains("Out of Memory"));
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.measures())
                .extracting(Measure::work)
                .containsExactly("ingest", "full build", "daily run", "report", "scan");
        assertThat(outcome.measures().get(1).ratio()).isEmpty();
    }

    @Test
    void drawsARowForEachRatio() {
        Measure build = new Measure("full build", 1_000_000, 30, OptionalDouble.of(20), 0, 0, 0, 1);
        Measure report = new Measure("report", 1_000_000, 3, OptionalDouble.empty(), 0, 0, 0, 1);
        assertThat(BenchChart.of(List.of(build, report)))
                .contains("full build, 1,000,000 events", "1.5×: 30 s and 20 s")
                .doesNotContain("report");
    }
}
