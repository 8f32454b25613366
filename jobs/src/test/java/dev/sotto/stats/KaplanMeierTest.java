package dev.sotto.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.ingest.GroundTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KaplanMeierTest {

    @Test
    void countsThoseLastSeenAtAMomentAsWaitingThen() {
        KaplanMeier curve = KaplanMeier.of(new long[] {2, 1}, new long[] {1, 3});
        assertThat(curve.steps()).extracting(KaplanMeier.Step::waiting).containsExactly(4L, 2L);
        assertThat(curve.median().value()).isEqualTo(2);
    }

    @Test
    void reachesExactlyOneHalf() {
        assertThat(KaplanMeier.of(new long[] {60, 120}, new long[] {500, 500})
                        .median()
                        .value())
                .isEqualTo(120);
    }

    @Test
    void hasNoMedianWhileMostWait() {
        assertThat(KaplanMeier.of(new long[] {1}, new long[] {2, 2}).median().value())
                .isNull();
        assertThat(KaplanMeier.of(new long[0], new long[] {2}).steps()).isEmpty();
    }

    @Test
    void endsAtNothingWhenAllHaveEnded() {
        assertThat(KaplanMeier.of(new long[] {5, 7}, new long[0]).steps().get(1).survival())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Maintained", "Nonmaintained"})
    void agreesWithThePublishedTable(String group) throws IOException {
        Path folder = GroundTruth.at("survival");
        List<String[]> rows = Files.readAllLines(folder.resolve("aml.csv")).stream()
                .skip(1)
                .map(line -> line.replace("\"", "").split(","))
                .filter(row -> row[2].equals(group))
                .toList();
        KaplanMeier curve = KaplanMeier.of(times(rows, "1"), times(rows, "0"));
        JsonNode published = new ObjectMapper()
                .readTree(folder.resolve("aml-km.json").toFile())
                .get("aml")
                .get("published_table")
                .get(group);
        assertThat(curve.steps()).hasSize(published.size());
        for (int i = 0; i < published.size(); i++) {
            JsonNode row = published.get(i);
            KaplanMeier.Step step = curve.steps().get(i);
            assertThat(step.at()).isEqualTo(row.get(0).asLong());
            assertThat(step.waiting()).isEqualTo(row.get(1).asLong());
            assertThat(step.ended()).isEqualTo(row.get(2).asLong());
            assertThat(step.survival()).isCloseTo(row.get(3).asDouble(), within(6e-4));
            if (step.survival() > 0) {
                assertThat(step.low()).isCloseTo(row.get(5).asDouble(), within(6e-4));
                assertThat(step.high()).isCloseTo(row.get(6).asDouble(), within(6e-4));
            }
        }
    }

    private static long[] times(List<String[]> rows, String status) {
        return rows.stream()
                .filter(row -> row[1].equals(status))
                .mapToLong(row -> Long.parseLong(row[0]))
                .toArray();
    }
}
