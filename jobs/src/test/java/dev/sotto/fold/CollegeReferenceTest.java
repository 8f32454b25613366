package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Entry;
import dev.sotto.domain.RetentionPlan.Clock;
import dev.sotto.domain.RetentionPlan.Cohorts;
import dev.sotto.domain.RetentionPlan.Unit;
import dev.sotto.fold.FoldEvent.Details;
import dev.sotto.fold.FoldEvent.Direction;
import dev.sotto.fold.FoldEvent.Party;
import dev.sotto.ingest.GroundTruth;
import dev.sotto.stats.SurvivalCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Folds over real messages, held against what others computed of the same, definition by definition. */
class CollegeReferenceTest {
    private static final long DAY = 86_400_000L;
    private static final Map<String, ZoneId> ZONES =
            Map.of("utc", ZoneId.of("UTC"), "america_los_angeles", ZoneId.of("America/Los_Angeles"));

    private record Message(String from, String to, long at) {
        String pair() {
            return from.compareTo(to) < 0 ? from + "-" + to : to + "-" + from;
        }
    }

    private static JsonNode reference;
    private static List<Message> messages;
    private static final Map<String, List<Long>> SENT = new TreeMap<>();
    private static long end;

    @BeforeAll
    static void read() throws IOException {
        reference = new JsonMapper()
                .readTree(GroundTruth.at("college-messages/reference.json").toFile())
                .get("results");
        messages = Files.readAllLines(GroundTruth.at("college-messages/messages.txt")).stream()
                .map(line -> line.split(" "))
                .map(row -> new Message(row[0], row[1], Long.parseLong(row[2]) * 1_000))
                .toList();
        SENT.clear();
        messages.forEach(message -> SENT.computeIfAbsent(message.from(), ignored -> new ArrayList<>())
                .add(message.at()));
        end = messages.get(messages.size() - 1).at();
    }

    @Test
    void cutsConversationsAtAnySilence() {
        Map.of("30min", 30 * 60_000L, "4h", 4 * 3_600_000L, "24h", DAY).forEach((name, gap) -> {
            List<Map<String, Object>> rows = told(ConversationFold.oneToOne(settings("UTC", gap)));
            JsonNode expected = reference.get("sessions").get(name);
            long[] sizes =
                    rows.stream().mapToLong(row -> (long) row.get("messages")).toArray();
            assertThat(rows).hasSize(expected.get("sessions").asInt());
            assertThat(rows.stream().filter(row -> (boolean) row.get("is_two_way")))
                    .hasSize(expected.get("two_sided").asInt());
            assertThat(java.util.Arrays.stream(sizes).average().orElseThrow())
                    .isCloseTo(expected.get("mean_messages").asDouble(), within(1e-8));
            assertThat(java.util.Arrays.stream(sizes).max().orElseThrow())
                    .isEqualTo(expected.get("max_messages").asLong());
            assertThat(java.util.Arrays.stream(sizes).filter(size -> size == 1).count())
                    .isEqualTo(expected.get("single_message_sessions").asLong());
        });
    }

    /** Whoever of two is taken for the brand: each answer is to the other's unbroken run, and counts from its first message. */
    @Test
    void timesAnswersFromTheStartOfATurn() {
        JsonNode expected = reference.get("turn_response").get("from_turn_start");
        long[] seconds = Stream.of(true, false)
                .flatMap(isFirstTheContact -> told(
                        ConversationFold.oneToOne(settings("UTC", 10_000 * DAY)),
                        line -> inbox(line, isFirstTheContact))
                        .stream())
                .filter(row -> row.containsKey("reply_ms"))
                .mapToLong(row -> (long) row.get("reply_ms") / 1_000)
                .sorted()
                .toArray();

        assertThat(seconds).hasSize(expected.get("n").asInt());
        assertThat(java.util.Arrays.stream(seconds).average().orElseThrow())
                .isCloseTo(expected.get("mean").asDouble(), within(1e-6));
        assertThat((seconds[seconds.length / 2 - 1] + seconds[seconds.length / 2]) / 2.0)
                .isEqualTo(expected.get("median").asDouble());
        assertThat(seconds[(int) Math.ceil(0.9 * seconds.length) - 1])
                .isEqualTo(expected.get("p90_disc").asLong());
        assertThat(seconds[seconds.length - 1]).isEqualTo(expected.get("max").asLong());
    }

    @Test
    void countsWhoIsActiveInEachZone() {
        ZONES.forEach((name, zone) -> {
            JsonNode expected = reference.get("activity").get(name);
            Map<String, Set<Object>> senders = new TreeMap<>();
            Map<String, Long> counts = new TreeMap<>();
            for (Map<String, Object> row : told(new ActivityFold(settings(zone.getId(), DAY)))) {
                LocalDate day = LocalDate.ofEpochDay((int) row.get("active_site_on"));
                LocalDate week = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                for (String period : List.of("d" + day, "w" + week, "m" + YearMonth.from(day))) {
                    senders.computeIfAbsent(period, ignored -> new TreeSet<>()).add(row.get("person_id"));
                    counts.merge(period, (long) row.get("messages"), Long::sum);
                }
            }
            expected.get("weekly").forEach(week -> {
                String key = "w" + week.get("week_start").asText();
                assertThat(senders.get(key)).hasSize(week.get("active_senders").asInt());
                assertThat(counts).containsEntry(key, week.get("messages").asLong());
            });
            expected.path("monthly").forEach(month -> {
                String key = "m" + month.get("month").asText();
                assertThat(senders.get(key)).hasSize(month.get("active_senders").asInt());
                assertThat(counts).containsEntry(key, month.get("messages").asLong());
            });
            JsonNode daily = expected.path("daily");
            List<Integer> days = senders.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("d"))
                    .map(entry -> entry.getValue().size())
                    .toList();
            if (!daily.isMissingNode()) {
                assertThat(days).hasSize(daily.get("days_with_a_message").asInt());
                assertThat(days).contains(daily.get("max_daily_active_senders").asInt());
                assertThat(days.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(daily.get("sum_daily_active_senders").asInt());
            }
        });
    }

    @Test
    void followsCohortsInEachZone() {
        ZONES.forEach((name, zone) -> {
            CohortTable table = new CohortTable(
                    new Retention(Unit.WEEK, Clock.CALENDAR, Cohorts.FIRST, zone, DayOfWeek.MONDAY), Long.MAX_VALUE);
            SENT.values().forEach(times -> table.add(times, times));
            reference.get("cohort_retention").get(name).get("table").forEach(cohort -> {
                LocalDate week = LocalDate.parse(cohort.get("week_start").asText());
                assertThat(table.cell(week, 0, 0).persons())
                        .isEqualTo(cohort.get("size").asLong());
                for (int n = 1; n < cohort.get("retained").size(); n++) {
                    assertThat(table.cell(week, n, n).back())
                            .isEqualTo(cohort.get("retained").get(n).asLong());
                }
            });
        });
    }

    @Test
    void followsSendersByCalendarDaysAndByElapsedOnes() {
        ZoneId utc = ZoneId.of("UTC");
        Retention calendar = new Retention(Unit.DAY, Clock.CALENDAR, Cohorts.FIRST, utc, DayOfWeek.MONDAY);
        Retention elapsed = new Retention(Unit.DAY, Clock.ELAPSED, Cohorts.FIRST, utc, DayOfWeek.MONDAY);
        for (int n : List.of(1, 3, 7, 14, 30)) {
            JsonNode expected = reference.get("nday_retention").get("d" + n);
            // The last day of the log is not over.
            assertThat(retained(calendar, n, n, end / DAY * DAY))
                    .containsExactly(
                            expected.get("calendar_eligible").asLong(),
                            expected.get("calendar_retained").asLong());
            assertThat(retained(elapsed, n, n, end))
                    .containsExactly(
                            expected.get("rolling_eligible").asLong(),
                            expected.get("rolling_retained").asLong());
            assertThat(retained(elapsed, n, 1_000, end))
                    .containsExactly(
                            expected.get("rolling_eligible").asLong(),
                            expected.get("unbounded_retained").asLong());
        }
    }

    private static List<Long> retained(Retention retention, int from, int through, long watermarkAt) {
        List<Retention.Member> mature = SENT.values().stream()
                .flatMap(times -> retention.members(times, times).stream())
                .filter(member -> retention.isMature(member, from, watermarkAt))
                .toList();
        return List.of(
                (long) mature.size(),
                mature.stream().filter(member -> member.isBack(from, through)).count());
    }

    @Test
    void watchesPairsUntilTheyReply() {
        Map<String, List<Message>> pairs = new TreeMap<>();
        messages.forEach(message -> pairs.computeIfAbsent(message.pair(), ignored -> new ArrayList<>())
                .add(message));
        Map<Double, long[]> waits = new TreeMap<>();
        pairs.values().forEach(pair -> {
            Message first = pair.get(0);
            Message reply = pair.stream()
                    .filter(message -> !message.from().equals(first.from()))
                    .findFirst()
                    .orElse(null);
            double wait = ((reply == null ? end : reply.at()) - first.at()) / 1_000.0;
            waits.computeIfAbsent(wait, ignored -> new long[2])[reply == null ? 1 : 0]++;
        });
        watched(SurvivalCurve.ofCounts(waits), reference.get("km_first_reply"));
    }

    @Test
    void watchesSendersUntilTheyFallSilent() {
        Map<Double, long[]> stays = new TreeMap<>();
        SENT.values().forEach(times -> {
            long last = times.get(times.size() - 1);
            boolean isGone = last <= end - 28 * DAY;
            stays.computeIfAbsent((last - times.get(0)) / 1_000.0, ignored -> new long[2])[isGone ? 0 : 1]++;
        });
        watched(SurvivalCurve.ofCounts(stays), reference.get("km_sender_lifetime"));
    }

    private static void watched(SurvivalCurve curve, JsonNode expected) {
        assertThat(curve.median().isPresent()).isEqualTo(expected.hasNonNull("median"));
        assertThat(curve.steps().stream().mapToLong(SurvivalCurve.Step::events).sum())
                .isEqualTo(expected.get("events").asLong());
        expected.get("survival_at_seconds").fields().forEachRemaining(asked -> {
            double at = Double.parseDouble(asked.getKey());
            assertThat(curve.at(at)).isCloseTo(asked.getValue().get("S").asDouble(), within(1e-9));
            assertThat(curve.stepAt(at).map(SurvivalCurve.Step::standardError).orElse(0.0))
                    .isCloseTo(asked.getValue().get("se_greenwood").asDouble(), within(1e-9));
        });
    }

    @Test
    void goesThroughAFunnelFromAnyStartAndFromTheFirst() {
        Map<String, List<FunnelMark>> marks = new TreeMap<>();
        for (int line = 0; line < messages.size(); line++) {
            Message message = messages.get(line);
            // Rows of one second stand in the order of the file, which a few microseconds of a second tell.
            long at = message.at() * 10 + line;
            marks.computeIfAbsent(message.from(), ignored -> new ArrayList<>()).add(FunnelMark.of(at, 0b101));
            marks.computeIfAbsent(message.to(), ignored -> new ArrayList<>()).add(FunnelMark.of(at, 0b010));
        }
        Map.of("1h", 3_600_000L, "24h", DAY, "7d", 7 * DAY).forEach((name, window) -> {
            JsonNode expected = reference.get("funnel").get(name);
            assertThat(reached(marks, window, Entry.ANY_ENTRY)).isEqualTo(numbers(expected.get("any_start")));
            assertThat(reached(marks, window, Entry.FIRST_ENTRY)).isEqualTo(numbers(expected.get("first_start")));
        });
    }

    private static List<Long> reached(Map<String, List<FunnelMark>> marks, long windowMs, Entry entry) {
        Funnel funnel = new Funnel(
                3,
                // No two seconds are told apart by the order of lines.
                windowMs * 10 + 9_999,
                Funnel.Order.ORDERED,
                entry,
                List.of(),
                Funnel.ExclusionMode.EXCLUDE_PERSON,
                false,
                Funnel.Breakdown.STEP,
                1);
        List<FunnelMatch> matches = marks.values().stream()
                .map(events -> FunnelMatcher.match(funnel, events))
                .toList();
        List<Long> reached = new ArrayList<>();
        for (int depth = 1; depth <= 3; depth++) {
            int asked = depth;
            reached.add(matches.stream().filter(match -> match.depth() >= asked).count());
        }
        return reached;
    }

    private static List<Long> numbers(JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }

    private static FoldSettings settings(String zone, long gapMs) {
        return new FoldSettings(
                ZoneId.of(zone), Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), gapMs, FoldSettings.Inbox.NONE);
    }

    /** The rows of the fold's own table. */
    private static List<Map<String, Object>> told(Fold fold) {
        return told(fold, line -> event(line, Direction.NEITHER, null, null, null));
    }

    private static List<Map<String, Object>> told(Fold fold, IntFunction<FoldEvent> event) {
        List<Map<String, Object>> rows = new ArrayList<>();
        // What lies with one key is folded by itself.
        Map<String, List<Integer>> pairs = new TreeMap<>();
        for (int line = 0; line < messages.size(); line++) {
            pairs.computeIfAbsent(messages.get(line).pair(), ignored -> new ArrayList<>())
                    .add(line);
        }
        pairs.values().forEach(lines -> {
            lines.forEach(line -> fold.accept(event.apply(line)));
            fold.finish((table, values) -> rows.add(java.util.stream.IntStream.range(0, values.length)
                    .boxed()
                    .filter(i -> values[i] != null)
                    .collect(Collectors.toMap(i -> table.columns().get(i).name(), i -> values[i]))));
        });
        return rows;
    }

    /** A message of a contact or of an agent: of two persons, the first by name is the one or the other. */
    private static FoldEvent inbox(int line, boolean isFirstTheContact) {
        Message message = messages.get(line);
        boolean isByFirst = message.from().compareTo(message.to()) < 0;
        return isByFirst == isFirstTheContact
                ? event(line, Direction.INBOUND, message.from(), "contact", "agent")
                : event(line, Direction.OUTBOUND, message.to(), "agent", "contact");
    }

    private static FoldEvent event(
            int line,
            Direction direction,
            @Nullable String contact,
            @Nullable String actorRole,
            @Nullable String counterpartRole) {
        Message message = messages.get(line);
        return new FoldEvent(
                message.at(),
                line,
                EventType.MESSAGE_SENT,
                "e" + line,
                "college",
                "web",
                null,
                null,
                message.pair(),
                true,
                direction,
                contact,
                new Party(message.from(), actorRole, null),
                new Party(message.to(), counterpartRole, null),
                "m" + line,
                "text",
                null,
                null,
                null,
                Long.MIN_VALUE,
                0,
                0,
                0,
                null,
                false,
                false,
                false,
                Details.NONE);
    }
}
