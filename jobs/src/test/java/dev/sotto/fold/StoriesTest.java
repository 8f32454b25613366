package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.domain.EventCondition;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Experiment;
import dev.sotto.domain.Funnel;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.RetentionPlan;
import dev.sotto.domain.RetentionPlan.Clock;
import dev.sotto.domain.RetentionPlan.Cohorts;
import dev.sotto.domain.RetentionPlan.Span;
import dev.sotto.domain.RetentionPlan.Unit;
import dev.sotto.domain.Table;
import dev.sotto.fold.FoldEvent.Direction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoriesTest {
    private static final long START = Told.START;
    private static final long DAY = Told.DAY;

    private final List<StoryEvent> events = new ArrayList<>();
    private String source = "s";

    /** Golden check G3: touches 6, 3 and 1 days before a purchase. */
    @Test
    void creditsCampaignsNetOfRefunds() {
        // Read where a funnel asks for it only: it must not change how long somebody is known.
        tell(-DAY, EventType.CONTEST_ENTERED, null, null, null, 0, null);
        delivered(0, "m1", "a");
        delivered(3 * DAY, "m2", "b");
        delivered(5 * DAY, "m3", "c");
        tell(6 * DAY, EventType.ORDER_PURCHASED, null, null, "o1", 10_000, "EUR");
        tell(10 * DAY, EventType.ORDER_REFUNDED, null, null, "o1", 2_500, "EUR");
        tell(37 * DAY, EventType.ORDER_REFUNDED, null, null, "o1", 2_500, "EUR");
        tell(38 * DAY, EventType.ORDER_REFUNDED, null, null, "never bought", 2_500, "EUR");

        List<Map<String, Object>> rows = rows(new CreditStory(settings()));

        assertThat(rows).extracting(row -> row.get("campaign_id")).containsExactly("a", "b", "c");
        assertThat(rows).extracting(row -> row.get("path")).containsOnly("a > b > c");
        assertThat(rows).extracting(row -> row.get("revenue_minor")).containsOnly(7_500L);
        assertThat(rows).extracting(row -> row.get("messages_before")).containsOnly(3L);
        assertThat(rows).extracting(row -> row.get("known_since_at")).containsOnly(START - 1000);
        assertThat(rows).extracting(row -> row.get("is_first_row")).containsExactly(true, false, false);
        double[] expected = {0.2508, 0.3376, 0.4115};
        for (int i = 0; i < 3; i++) {
            assertThat((double) rows.get(i).get("time_decay_share")).isCloseTo(expected[i], within(1e-4));
            assertThat((double) rows.get(i).get("linear_share")).isCloseTo(1 / 3.0, within(1e-12));
        }
    }

    @Test
    void takesNoTouchOfThePurchasesOwnInstant() {
        delivered(0, "m1", "a");
        tell(0, EventType.ORDER_PURCHASED, null, null, "o1", 100, "EUR");
        List<Map<String, Object>> rows = rows(new CreditStory(settings()));
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.get("campaign_id")).isNull();
            assertThat(row.get("path")).isEqualTo("");
            assertThat(row.get("is_converted")).isEqualTo(true);
        });
    }

    @Test
    void takesWhatWasPlayedForDelivered() {
        tell(0, EventType.MESSAGE_SENT, "m1", "a", null, 0, null);
        tell(1_000, EventType.MESSAGE_PLAYED, "m1", null, null, 0, null);
        tell(DAY, EventType.ORDER_PURCHASED, null, null, "o1", 100, "EUR");
        assertThat(rows(new CreditStory(settings())))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("campaign_id", "a"));
    }

    @Test
    void endsAPathThatLedToNothingWithItsLastTouch() {
        delivered(0, "m1", "a");
        delivered(40 * DAY, "m2", "b");
        tell(41 * DAY, EventType.LINK_CLICKED, "m2", null, null, 0, null);
        List<Map<String, Object>> rows = rows(new CreditStory(settings()));
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.get("campaign_id")).isEqualTo("b");
            assertThat(row.get("is_converted")).isEqualTo(false);
            assertThat(row.get("ended_at")).isEqualTo(START + 41 * DAY);
        });
    }

    @Test
    void convertsMoneyAtTheRateOfItsDay() {
        tell(0, EventType.ORDER_PURCHASED, null, null, "o1", 1_100, "USD");
        tell(DAY, EventType.ORDER_PURCHASED, null, null, "o2", 1_100, "USD");
        List<Map<String, Object>> rows = rows(new CreditStory(settings()));
        assertThat(rows).extracting(row -> row.get("revenue_minor")).containsExactly(1_000L, null);
    }

    @Test
    void countsTheFirstExposureAndWhatFollows() {
        tell(-DAY, EventType.ORDER_PURCHASED, null, null, "o0", 700, "EUR");
        exposed(0, "voice");
        exposed(DAY, "voice");
        tell(0, EventType.ORDER_PURCHASED, null, null, "o1", 300, "EUR");
        tell(7 * DAY, EventType.ORDER_PURCHASED, null, null, "o2", 500, "EUR");
        tell(7 * DAY + 1, EventType.ORDER_PURCHASED, null, null, "o3", 900, "EUR");
        tell(8 * DAY, EventType.ORDER_REFUNDED, null, null, "o0", 700, "EUR");
        tell(9 * DAY, EventType.ORDER_REFUNDED, null, null, "o2", 200, "EUR");
        List<Map<String, Object>> rows = rows(new ExposureStory(settings()));
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("variant", "voice").containsEntry("is_multi_arm", false);
            assertThat(row).containsEntry("converted_at", START + 7 * DAY).containsEntry("revenue_minor", 300L);
            assertThat(row).containsEntry("before_minor", 1_000L);
        });
        exposed(2 * DAY, "text");
        assertThat(rows(new ExposureStory(settings())).get(0)).containsEntry("is_multi_arm", true);
    }

    @Test
    void givesOneAttemptForEachWeekOfBeginnings() {
        // The brand's zone is Paris; Monday the 12th begins on Sunday evening in UTC.
        step(0, 1);
        step(2 * DAY, 1);
        step(3 * DAY, 2);
        step(7 * DAY, 1);
        List<Map<String, Object>> rows = rows(new FunnelStory(settings()));
        assertThat(rows)
                .extracting(row -> row.get("week_on"))
                .containsExactly((int) LocalDate.of(2026, 1, 5).toEpochDay(), (int)
                        LocalDate.of(2026, 1, 12).toEpochDay());
        assertThat(rows).extracting(row -> row.get("depth")).containsExactly(2, 1);
        assertThat(rows).extracting(row -> row.get("entered_at")).containsExactly(START + 2 * DAY, START + 7 * DAY);
        assertThat(rows).extracting(row -> row.get("converted_ms")).containsExactly(DAY, null);
        assertThat(rows).extracting(row -> row.get("listed_under")).containsOnlyNulls();
    }

    @Test
    void followsWhoBeganUntilEachSpanEnds() {
        mark(0, 1, 1);
        mark(DAY - 1, 2, 2);
        mark(2 * DAY, 3, 3);
        List<Map<String, Object>> rows = rows(new RetentionStory(settings()));
        assertThat(rows)
                .filteredOn(row -> row.get("retention").equals("r"))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .containsEntry("n", "1")
                                .containsEntry("is_back", false)
                                .containsEntry("unit", "day")
                                .containsEntry("started_at", START)
                                .containsEntry("open_until_at", START + 2 * DAY)
                                .containsEntry("cohort_on", (int)
                                        LocalDate.of(2026, 1, 5).toEpochDay())
                                .containsEntry("start_event", "promo.issued")
                                .containsEntry("return_event", "promo.redeemed")
                                .containsEntry("is_left_truncated", false),
                        row -> assertThat(row)
                                .containsEntry("n", "1-2")
                                .containsEntry("is_back", true)
                                .containsEntry("open_until_at", START + 3 * DAY));
        // The brand's day ends in Paris, an hour before that of UTC; whoever starts anew comes back later than that.
        long midnight = Instant.parse("2026-01-05T23:00:00Z").toEpochMilli();
        assertThat(rows)
                .filteredOn(row -> row.get("retention").equals("days"))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .containsEntry("n", "1")
                                .containsEntry("is_back", true)
                                .containsEntry("open_until_at", midnight + DAY),
                        row -> assertThat(row).containsEntry("n", "1-2").containsEntry("is_back", true),
                        row -> assertThat(row)
                                .containsEntry("n", "1")
                                .containsEntry("is_back", false)
                                .containsEntry("started_at", START + 2 * DAY),
                        row -> assertThat(row)
                                .containsEntry("n", "1-2")
                                .containsEntry("is_back", false)
                                .containsEntry("open_until_at", midnight + 4 * DAY));
    }

    @Test
    void tellsWhoseStartMayNotBeTheFirst() {
        source = "young";
        mark(0, 1, 1);
        List<Map<String, Object>> rows = rows(new RetentionStory(settings()));
        assertThat(rows)
                .extracting(row -> row.get("retention") + " " + row.get("is_left_truncated"))
                .containsExactly("r true", "r true", "days false", "days false");
    }

    private static RetentionPlan retention(String id, Clock clock, Cohorts cohorts) {
        return new RetentionPlan(
                id,
                id,
                List.of("b"),
                new EventCondition("s", EventType.PROMO_ISSUED, Map.of()),
                new EventCondition("r", EventType.PROMO_REDEEMED, Map.of()),
                Unit.DAY,
                clock,
                cohorts,
                List.of(new Span(1, 1), new Span(1, 2)));
    }

    private static StorySettings settings() {
        return new StorySettings(
                Told.settings(),
                List.of(new FunnelPlan("f", "F", List.of("b"), List.of(), List.of(), null, null, Funnel.of(2, DAY))),
                List.of(
                        retention("r", Clock.ELAPSED, Cohorts.FIRST),
                        retention("days", Clock.CALENDAR, Cohorts.RECURRING)),
                List.of(new Experiment(
                        "e",
                        "c",
                        "b",
                        "text",
                        Map.of("voice", 1.0, "text", 1.0),
                        EventType.ORDER_PURCHASED,
                        Duration.ofDays(7))),
                Lookback.USUAL,
                Map.of("b", "EUR"),
                Map.of("2026-01-05 USD", 1.1));
    }

    private void delivered(long at, String message, String campaign) {
        tell(at - 1000, EventType.MESSAGE_SENT, message, campaign, null, 0, null);
        tell(at, EventType.MESSAGE_DELIVERED, message, null, null, 0, null);
    }

    private void exposed(long at, String variant) {
        add(at, EventType.EXPERIMENT_EXPOSED, null, null, null, 0, null, variant, 0, 0, 0);
    }

    private void step(long at, int steps) {
        add(at, EventType.FEEDBACK_GIVEN, null, null, null, 0, null, null, steps, 0, 0);
    }

    /** What an event is to each of both retentions. */
    private void mark(long at, int elapsed, int calendar) {
        add(at, EventType.FEEDBACK_GIVEN, null, null, null, 0, null, null, 0, elapsed, calendar);
    }

    private void tell(
            long at, EventType type, String message, String campaign, String order, long minor, String currency) {
        add(at, type, message, campaign, order, minor, currency, null, 0, 0, 0);
    }

    private void add(
            long at,
            EventType type,
            String message,
            String campaign,
            String order,
            long minor,
            String currency,
            String variant,
            int... marks) {
        events.add(new StoryEvent(
                START + at,
                type,
                "e" + events.size(),
                source,
                "tiktok",
                "b",
                campaign,
                Told.CONTACT,
                "t",
                type == EventType.MESSAGE_SENT ? Direction.OUTBOUND : Direction.NEITHER,
                message,
                Long.MIN_VALUE,
                order,
                minor,
                currency,
                variant == null ? null : "e",
                variant,
                IntStream.of(marks)
                        .mapToObj(mark -> FunnelMark.of(START + at, mark))
                        .toList()));
    }

    private List<Map<String, Object>> rows(Story story) {
        List<StoryEvent> ordered = events.stream()
                .sorted(Comparator.comparingLong(StoryEvent::at).thenComparing(StoryEvent::type))
                .toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        story.tell(ordered, (Table table, Object... values) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                row.put(table.columns().get(i).name(), values[i]);
            }
            assertThat(values).hasSameSizeAs(table.columns());
            rows.add(row);
        });
        return rows;
    }
}
