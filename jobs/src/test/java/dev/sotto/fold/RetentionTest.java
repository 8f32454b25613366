package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sotto.domain.RetentionPlan.Clock;
import dev.sotto.domain.RetentionPlan.Cohorts;
import dev.sotto.domain.RetentionPlan.Unit;
import dev.sotto.ingest.GroundTruth;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RetentionTest {
    private static final long HOUR = 3_600_000L;
    private static final LocalDate DAY_0 = LocalDate.ofEpochDay(0);

    /** Golden check G9. */
    @Test
    void countsElapsedDaysInFull() {
        Retention elapsed = of(Unit.DAY, Clock.ELAPSED, Cohorts.FIRST);
        long start = 17 * HOUR + 59 * 60_000L;
        List<Long> returns = List.of(41 * HOUR);
        assertThat(elapsed.members(List.of(start), returns).get(0).isBack(1, 1)).isFalse();
        assertThat(of(Unit.DAY, Clock.CALENDAR, Cohorts.FIRST)
                        .members(List.of(start), returns)
                        .get(0)
                        .isBack(1, 1))
                .isTrue();
    }

    /** Golden check G2. */
    @Test
    void weighsCohortsByTheirPersons() {
        CohortTable table = new CohortTable(of(Unit.DAY, Clock.CALENDAR, Cohorts.FIRST), 1000 * HOUR);
        for (int person = 0; person < 10; person++) {
            table.add(List.of(0L), person < 2 ? List.of(30 * HOUR) : List.of());
        }
        for (int person = 0; person < 100; person++) {
            table.add(List.of(24 * HOUR), List.of());
        }
        assertThat(CohortTable.weightedMean(table.column(1, 1)).orElseThrow()).isCloseTo(2 / 110.0, within(1e-12));
        assertThat(CohortTable.simpleMean(table.column(1, 1)).orElseThrow()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void leavesBlankWhatHasNotPassed() {
        CohortTable table = new CohortTable(of(Unit.DAY, Clock.ELAPSED, Cohorts.FIRST), 50 * HOUR);
        table.add(List.of(HOUR), List.of(30 * HOUR));
        table.add(List.of(5 * HOUR), List.of(30 * HOUR));
        assertThat(table.cell(DAY_0, 1, 1)).isEqualTo(new CohortTable.Cell(DAY_0, 1, 1, 1, 1, 1));
        assertThat(table.cell(DAY_0, 1, 2).rate()).isEmpty();
        assertThat(CohortTable.weightedMean(table.column(2, 2))).isEmpty();
        assertThat(CohortTable.simpleMean(table.column(2, 2))).isEmpty();
    }

    @Test
    void asksOnADayOnOrAfterItOrInABracket() {
        Retention.Member member = of(Unit.DAY, Clock.CALENDAR, Cohorts.FIRST)
                .members(List.of(0L), List.of(24 * HOUR, 5 * 24 * HOUR))
                .get(0);
        assertThat(member.isBack(1, 1)).isTrue();
        assertThat(member.isBack(2, 2)).isFalse();
        assertThat(member.isBack(2, 6)).isTrue();
        assertThat(member.isBack(2, 4)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> member.isBack(3, 2));
    }

    /** A day of 23 hours is a day of the calendar. */
    @Test
    void knowsTheCalendarOfAZone() {
        Retention paris =
                new Retention(Unit.DAY, Clock.CALENDAR, Cohorts.FIRST, ZoneId.of("Europe/Paris"), DayOfWeek.MONDAY);
        long start = Instant.parse("2026-03-28T22:30:00Z").toEpochMilli();
        Retention.Member member =
                paris.members(List.of(start), List.of(start + 24 * HOUR)).get(0);
        assertThat(member.returns()).containsExactly(2);
        assertThat(paris.isMature(
                        member, 1, Instant.parse("2026-03-29T22:00:00Z").toEpochMilli()))
                .isTrue();
        Retention months = new Retention(Unit.MONTH, Clock.ELAPSED, Cohorts.FIRST, ZoneOffset.UTC, DayOfWeek.MONDAY);
        long january = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
        assertThat(months.members(List.of(january), List.of(january + 28 * 24 * HOUR))
                        .get(0)
                        .returns())
                .containsExactly(0);
    }

    @Test
    void tellsTheStateOfEachPeriod() {
        assertThat(Lifecycle.of(new TreeSet<>(Set.of(2, 3, 6)), 8))
                .isEqualTo(Map.of(
                        2, Lifecycle.NEW,
                        3, Lifecycle.RETURNING,
                        4, Lifecycle.DORMANT,
                        6, Lifecycle.RESURRECTED,
                        7, Lifecycle.DORMANT));
        assertThat(Lifecycle.of(new TreeSet<>(Set.of(2)), 2)).isEqualTo(Map.of(2, Lifecycle.NEW));
        assertThat(Lifecycle.of(new TreeSet<>(), 2)).isEmpty();
    }

    /** Against the definition: go through all periods, and ask of each whether any return lies in it. */
    @Property(tries = 10_000)
    void agreesWithAskingEachPeriod(
            @ForAll @Size(max = 6) List<@IntRange(max = 200) Integer> starts,
            @ForAll @Size(max = 6) List<@IntRange(max = 200) Integer> returns,
            @ForAll boolean isElapsed,
            @ForAll boolean isRecurring) {
        List<Long> from = starts.stream().sorted().map(hour -> hour * HOUR).toList();
        List<Long> back = returns.stream().sorted().map(hour -> hour * HOUR).toList();
        List<Retention.Member> members = of(
                        Unit.DAY,
                        isElapsed ? Clock.ELAPSED : Clock.CALENDAR,
                        isRecurring ? Cohorts.RECURRING : Cohorts.FIRST)
                .members(from, back);
        List<Retention.Member> expected = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            long begin = day * 24 * HOUR;
            long first = from.stream()
                    .filter(at -> at >= begin && at < begin + 24 * HOUR)
                    .findFirst()
                    .orElse(-1L);
            if (first < 0 || (!isRecurring && !expected.isEmpty())) {
                continue;
            }
            List<Integer> in = new ArrayList<>();
            for (int n = 0; n < 12; n++) {
                long begun = (isElapsed ? first : begin) + n * 24 * HOUR;
                if (back.stream().anyMatch(at -> at > first && at >= begun && at < begun + 24 * HOUR)) {
                    in.add(n);
                }
            }
            expected.add(new Retention.Member(DAY_0.plusDays(day), first, in));
        }
        assertThat(members).isEqualTo(expected);
    }

    @TestFactory
    Stream<DynamicTest> agreesOnCohorts() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        new JsonMapper()
                .readTree(GroundTruth.at("retention-cases.json").toFile())
                .get("cases")
                .forEach(cases::add);
        assertThat(cases).isNotEmpty();
        return cases.stream().map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> check(one)));
    }

    private static void check(JsonNode one) {
        JsonNode definition = one.get("definition");
        Unit unit = Unit.valueOf(definition.get("period").asText().toUpperCase(java.util.Locale.ROOT));
        Retention retention = new Retention(
                unit,
                definition.path("mode").asText().equals("24_hour_windows") ? Clock.ELAPSED : Clock.CALENDAR,
                definition.get("type").asText().equals("recurring") ? Cohorts.RECURRING : Cohorts.FIRST,
                ZoneId.of(definition.get("timezone").asText()),
                definition.path("week_start").asText().equals("monday") ? DayOfWeek.MONDAY : DayOfWeek.SUNDAY);
        Map<String, List<Long>> starts = events(one, definition.get("target"));
        Map<String, List<Long>> returns = events(one, definition.get("returning"));
        CohortTable table = new CohortTable(retention, Long.MAX_VALUE);
        starts.forEach((person, at) -> table.add(at, returns.getOrDefault(person, List.of())));
        boolean isRolling = definition.path("mode").asText().equals("rolling");
        LocalDate first =
                LocalDate.parse(definition.get("first_period").asText().substring(0, 10));
        JsonNode rows = one.get("expected").get("table");
        for (int row = 0; row < rows.size(); row++) {
            LocalDate cohort = switch (unit) {
                case DAY -> first.plusDays(row);
                case WEEK -> first.plusWeeks(row);
                case MONTH -> first.plusMonths(row);
            };
            JsonNode cells = rows.get(row);
            assertThat(table.cell(cohort, 0, 0).persons())
                    .isEqualTo(cells.get(0).asLong());
            for (int n = 1; n < cells.size(); n++) {
                // The range ends with the table: what would come after it is no return.
                int through = isRolling ? cells.size() - 1 : n;
                assertThat(table.cell(cohort, n, through).back())
                        .as("row %d, period %d", row, n)
                        .isEqualTo(cells.get(n).asLong());
            }
        }
    }

    private static Map<String, List<Long>> events(JsonNode one, JsonNode condition) {
        Map<String, List<Long>> events = new TreeMap<>();
        for (JsonNode event : one.get("events")) {
            if (event.get("event").equals(condition.get("event"))) {
                String id = event.get("person").asText();
                String person =
                        one.get("definition").path("identities").path(id).asText(id);
                events.computeIfAbsent(person, ignored -> new ArrayList<>())
                        .add(Instant.parse(event.get("ts").asText()).toEpochMilli());
            }
        }
        events.values().forEach(at -> at.sort(Long::compare));
        return events;
    }

    private static Retention of(Unit unit, Clock clock, Cohorts cohorts) {
        return new Retention(unit, clock, cohorts, ZoneOffset.UTC, DayOfWeek.MONDAY);
    }
}
