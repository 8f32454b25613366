package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Breakdown;
import dev.sotto.domain.Funnel.Entry;
import dev.sotto.domain.Funnel.ExclusionMode;
import dev.sotto.domain.Funnel.Order;
import dev.sotto.ingest.GroundTruth;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Funnels as other systems' own tests have them. */
class FunnelCasesTest {

    @TestFactory
    Stream<DynamicTest> agreesOnFunnels() throws IOException {
        return cases("funnel-cases.json")
                .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> funnel(one)));
    }

    @TestFactory
    Stream<DynamicTest> agreesOnWindows() throws IOException {
        return cases("window-funnel-cases.json")
                .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> window(one)));
    }

    private static Stream<JsonNode> cases(String file) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        new JsonMapper().readTree(GroundTruth.at(file).toFile()).get("cases").forEach(cases::add);
        assertThat(cases).isNotEmpty();
        return cases.stream();
    }

    private static void funnel(JsonNode one) {
        JsonNode definition = one.get("definition");
        int steps = definition.get("steps").size();
        Map<String, List<FunnelMark>> marks = new TreeMap<>();
        long from =
                definition.has("date_from") ? day(definition.get("date_from").asText()) : Long.MIN_VALUE;
        long to = definition.has("date_to") ? day(definition.get("date_to").asText()) + 86_400_000L : Long.MAX_VALUE;
        for (JsonNode event : one.get("events")) {
            long at = Instant.parse(event.get("ts").asText()).toEpochMilli();
            String id = event.get("person").asText();
            String person = definition.path("identities").path(id).asText(id);
            if (at >= from && at < to) {
                marks.computeIfAbsent(person, ignored -> new ArrayList<>())
                        .add(FunnelMark.of(at, steps(definition.get("steps"), event)));
            }
        }
        Order order = switch (definition.get("order").asText()) {
            case "ordered" -> Order.ORDERED;
            case "strict" -> Order.STRICT;
            default -> Order.ANY;
        };
        Funnel funnel = new Funnel(
                steps,
                definition.get("window_seconds").asLong() * 1000,
                order,
                Entry.ANY_ENTRY,
                List.of(),
                ExclusionMode.EXCLUDE_PERSON,
                false,
                Breakdown.STEP,
                1);
        Map<String, FunnelMatch> matches = new TreeMap<>();
        marks.forEach((person, events) -> {
            events.sort(Comparator.comparingLong(FunnelMark::at));
            matches.put(person, FunnelMatcher.match(funnel, events));
        });
        check(one.get("expected"), steps, matches, from);
    }

    private static void check(JsonNode expected, int steps, Map<String, FunnelMatch> matches, long from) {
        for (int step = 1; step <= steps; step++) {
            int depth = step;
            List<String> reached = matches.entrySet().stream()
                    .filter(entry -> entry.getValue().depth() >= depth)
                    .map(Map.Entry::getKey)
                    .toList();
            if (expected.has("step_counts")) {
                assertThat(reached)
                        .hasSize(expected.get("step_counts").get(step - 1).asInt());
            }
            JsonNode persons = expected.path("step_persons").path(String.valueOf(step));
            persons.forEach(person -> assertThat(reached).contains(person.asText()));
            double[] seconds = matches.values().stream()
                    .filter(match -> match.depth() >= depth && depth > 1)
                    .mapToDouble(match ->
                            (match.stepAt().get(depth - 1) - match.stepAt().get(depth - 2)) / 1000.0)
                    .sorted()
                    .toArray();
            JsonNode average = expected.path("avg_conversion_seconds").path(step - 1);
            if (average.isNumber()) {
                assertThat(Arrays.stream(seconds).average().orElseThrow()).isCloseTo(average.asDouble(), within(1e-9));
            }
            JsonNode median = expected.path("median_conversion_seconds").path(step - 1);
            if (median.isNumber()) {
                // The peer takes the middle of the two; this product takes the nearest rank.
                double middle = (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2;
                assertThat(middle).isCloseTo(median.asDouble(), within(1e-9));
            }
        }
        periods(expected.path("entered_by_period"), matches, from, 1);
        periods(expected.path("converted_by_period"), matches, from, steps);
    }

    private static void periods(JsonNode expected, Map<String, FunnelMatch> matches, long from, int depth) {
        for (int day = 0; day < expected.size(); day++) {
            long begin = from + day * 86_400_000L;
            assertThat(matches.values().stream()
                            .filter(match -> match.depth() >= depth)
                            .filter(match -> match.stepAt().get(0) >= begin
                                    && match.stepAt().get(0) < begin + 86_400_000L))
                    .hasSize(expected.get(day).asInt());
        }
    }

    private static int steps(JsonNode steps, JsonNode event) {
        int mask = 0;
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            boolean[] isMatch = {
                step.path("event").isMissingNode() || step.get("event").equals(event.get("event"))
            };
            step.path("where")
                    .fields()
                    .forEachRemaining(field -> isMatch[0] &=
                            field.getValue().equals(event.path("props").path(field.getKey())));
            mask |= isMatch[0] ? 1 << i : 0;
        }
        return mask;
    }

    private static long day(String date) {
        return LocalDate.parse(date.substring(0, 10))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    private static void window(JsonNode one) {
        JsonNode definition = one.get("definition");
        Map<String, List<FunnelMark>> marks = new TreeMap<>();
        for (JsonNode row : one.get("rows")) {
            int mask = 0;
            for (int i = 0; i < definition.get("conditions").size(); i++) {
                JsonNode condition = definition.get("conditions").get(i);
                int order = row.get(2).asText().compareTo(condition.get(1).asText());
                boolean isMatch = switch (condition.get(0).asText()) {
                    case "=" -> order == 0;
                    case "<=" -> order <= 0;
                    default -> order >= 0;
                };
                mask |= isMatch ? 1 << i : 0;
            }
            marks.computeIfAbsent(row.get(0).asText(), ignored -> new ArrayList<>())
                    .add(FunnelMark.of(row.get(1).asLong(), mask));
        }
        Funnel funnel = Funnel.of(
                definition.get("conditions").size(), definition.get("window").asLong());
        one.get("expected")
                .fields()
                .forEachRemaining(field -> assertThat(FunnelMatcher.match(funnel, marks.get(field.getKey()))
                                .depth())
                        .isEqualTo(field.getValue().asInt()));
    }
}
