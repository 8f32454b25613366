package dev.sotto.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sotto.ingest.GroundTruth;
import dev.sotto.stats.SurvivalCurve;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Response times as a peer's own tests have them. */
class ResponseTimeCasesTest {
    private static final long HOUR = 3_600_000L;
    private static final Map<String, long[]> BUCKETS = Map.of(
            "0-1h", new long[] {0, HOUR},
            "1-4h", new long[] {HOUR, 4 * HOUR},
            "4-8h", new long[] {4 * HOUR, 8 * HOUR},
            "8-24h", new long[] {8 * HOUR, 24 * HOUR},
            "24h+", new long[] {24 * HOUR, Long.MAX_VALUE});

    /** The peer's default hours. */
    private static final BusinessCalendar WEEKDAYS = new BusinessCalendar(
            Stream.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)
                    .collect(Collectors.toMap(day -> day, day -> List.of(BusinessCalendar.Span.parse("09:00-17:00")))),
            Set.of());

    @TestFactory
    Stream<DynamicTest> agreesOnResponseTimes() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        new JsonMapper()
                .readTree(GroundTruth.at("response-time-cases.json").toFile())
                .get("cases")
                .forEach(cases::add);
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> {
                    if (one.has("seconds")) {
                        buckets(one);
                    } else {
                        hours(one);
                    }
                }));
    }

    private static void hours(JsonNode one) {
        long open = WEEKDAYS.openMs(
                ZoneOffset.UTC,
                Instant.parse(one.get("start").asText()).toEpochMilli(),
                Instant.parse(one.get("end").asText()).toEpochMilli());
        assertThat(open).isEqualTo(one.get("expected_seconds").asLong() * 1_000);
    }

    /** The peer's buckets hold their lower edge: who waited less than it is known from the curve a millisecond before. */
    private static void buckets(JsonNode one) {
        JsonNode seconds = one.get("seconds");
        double[] waits = new double[seconds.size()];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = seconds.get(i).asLong() * 1_000.0;
        }
        SurvivalCurve curve = SurvivalCurve.of(waits, new double[0]);
        one.get("expected").fields().forEachRemaining(bucket -> {
            long[] edges = BUCKETS.get(bucket.getKey());
            double share = curve.at(edges[0] - 1) - (edges[1] == Long.MAX_VALUE ? 0 : curve.at(edges[1] - 1));
            assertThat(Math.round(share * waits.length))
                    .as(bucket.getKey())
                    .isEqualTo(bucket.getValue().asLong());
        });
    }
}
