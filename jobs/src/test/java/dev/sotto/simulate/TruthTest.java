package dev.sotto.simulate;

import static dev.sotto.simulate.SmallWorld.AGENT;
import static dev.sotto.simulate.SmallWorld.ANNA;
import static dev.sotto.simulate.SmallWorld.BEN;
import static dev.sotto.simulate.SmallWorld.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each definition on a handful of events, with the number that a reader counts on the fingers of a hand. */
class TruthTest {

    private static final String CAMPAIGN = "verlaine-atelier";

    private final SmallWorld world = new SmallWorld();

    private SimulatedEvent sent(double hours, Person actor, Person counterpart, String kind, String id) {
        return world.sent(hours, actor, counterpart, kind).with(EventField.MESSAGE_ID, id);
    }

    private void receipt(EventType type, double hours, Person contact, String id) {
        world.event(type, hours, contact, AGENT).with(EventField.MESSAGE_ID, id);
    }

    /** Numerator, denominator and pending of the house's first week. */
    private String total(String metric) {
        Truth truth = new Truth(World.read(null), CALENDAR);
        truth.add(world.events);
        for (Map.Entry<TruthKey, TruthCell> row : new TreeMap<>(truth.cells()).entrySet()) {
            TruthKey key = row.getKey();
            if (key.metric().equals(metric)
                    && key.scope().name().equals("all")
                    && key.period().equals("week")) {
                TruthCell cell = row.getValue();
                return cell.durations == null
                        ? cell.numerator + "/" + cell.denominator + "+" + cell.pending
                        : cell.durations.size() + "/" + cell.denominator + ":" + cell.durations.percentile(0.5);
            }
        }
        return "none";
    }

    @Test
    void countsWhatWasDeliveredReadAndPlayedWithinThreeDays() {
        sent(0, AGENT, ANNA, "voice_note", "m1");
        sent(1, AGENT, ANNA, "text", "m2");
        sent(2, AGENT, BEN, "voice_note", "m3");
        receipt(EventType.MESSAGE_DELIVERED, 0.1, ANNA, "m1");
        receipt(EventType.MESSAGE_READ, 5, ANNA, "m1");
        receipt(EventType.MESSAGE_PLAYED, 6, ANNA, "m1");
        receipt(EventType.MESSAGE_DELIVERED, 80, ANNA, "m2");
        receipt(EventType.MESSAGE_PLAYED, 3, BEN, "m3");
        assertThat(total("delivery_rate")).isEqualTo("2/3+0");
        assertThat(total("read_rate")).isEqualTo("2/3+0");
        assertThat(total("voice_play_rate")).isEqualTo("2/2+0");
    }

    @Test
    void judgesConversationsByWhoSpokeAndWhen() {
        sent(0, ANNA, AGENT, "text", "m1");
        sent(25, AGENT, ANNA, "text", "m2");
        sent(60, BEN, AGENT, "text", "m3");
        sent(61, AGENT, BEN, "text", "m4");
        sent(62, BEN, AGENT, "text", "m5");
        assertThat(total("two_way_share")).isEqualTo("1/3+0");
        assertThat(total("messages_per_conversation")).isEqualTo("5/3+0");
        assertThat(total("unanswered_rate")).isEqualTo("1/2+0");
        assertThat(total("first_response_time_p50")).isEqualTo("1/2:3600000");
    }

    @Test
    void measuresVoiceNotesAndPacks() {
        sent(0, AGENT, ANNA, "voice_note", "m1").with(EventField.VOICE_MS, 59_000L);
        sent(1, AGENT, ANNA, "voice_note", "m2").with(EventField.VOICE_MS, 58_999L);
        sent(2, AGENT, ANNA, "media_pack", "m3")
                .with(
                        EventField.MEDIA,
                        List.of(
                                new MediaItem(1, "photo", "camera", true, false),
                                new MediaItem(2, "video", "gallery", false, false)));
        assertThat(total("voice_at_cap_share")).isEqualTo("1/2+0");
        assertThat(total("voice_duration_p50")).isEqualTo("2/2:58999");
        assertThat(total("pack_size")).isEqualTo("2/1+0");
        assertThat(total("media_camera_share")).isEqualTo("1/2+0");
        assertThat(total("media_edited_share")).isEqualTo("1/2+0");
        assertThat(total("media_captioned_share")).isEqualTo("0/2+0");
    }

    @Test
    void followsCreativeWorkFromTheFirstRequest() {
        decided("c1", 0, 1, "changes");
        decided("c1", 10, 2, "approved");
        decided("c2", 0, 1, "approved");
        decided("c3", 0, 1, "rejected");
        world.event(EventType.APPROVAL_REQUESTED, 0, AGENT, BEN).with(EventField.CREATIVE_ID, "c4");
        world.event(EventType.APPROVAL_WITHDRAWN, 1, AGENT, BEN).with(EventField.CREATIVE_ID, "c4");
        assertThat(total("first_pass_rate")).isEqualTo("1/3+0");
        assertThat(total("approval_rounds")).isEqualTo("4/3+0");
        assertThat(total("approval_cycle_time_p50")).isEqualTo("2/2:" + 2 * Calendar.HOUR);
    }

    private void decided(String creative, double hours, long round, String decision) {
        world.event(EventType.APPROVAL_REQUESTED, hours, AGENT, BEN).with(EventField.CREATIVE_ID, creative);
        world.event(EventType.APPROVAL_DECIDED, hours + 2, BEN, AGENT)
                .with(EventField.CREATIVE_ID, creative)
                .with(EventField.ROUND, round)
                .with(EventField.DECISION, decision);
    }

    @Test
    void waitsForCodesUntilTheyAreOver() {
        issued("V0", 0, 14);
        issued("V1", 0, 100);
        world.event(EventType.PROMO_REDEEMED, 24 * 15, ANNA, AGENT).with(EventField.CODE, "V0");
        world.event(EventType.PROMO_REDEEMED, 24 * 29, ANNA, AGENT).with(EventField.CODE, "V1");
        assertThat(total("promo_redemption_rate")).isEqualTo("1/2+0");
        world.events.clear();
        issued("V2", 80, 14);
        assertThat(total("promo_redemption_rate")).isEqualTo("0/0+1");
    }

    private void issued(String code, long day, long days) {
        SimulatedEvent event = world.event(EventType.PROMO_ISSUED, 24 * day, AGENT, ANNA);
        event.with(EventField.CODE, code).with(EventField.EXPIRES_AT, event.at + days * Calendar.DAY);
    }

    @Test
    void judgesEntriesRemindersAndRatings() {
        world.event(EventType.CONTEST_ENTERED, 0, ANNA, AGENT)
                .with(EventField.ENTRY_ID, "n1")
                .with(EventField.PRECEDED_BY_TEXT, true);
        world.event(EventType.CONTEST_DECIDED, 1, AGENT, ANNA)
                .with(EventField.ENTRY_ID, "n1")
                .with(EventField.DECISION, "accepted")
                .with(EventField.DECIDED_BY, "human");
        world.event(EventType.CONTEST_ENTERED, 0, BEN, AGENT).with(EventField.ENTRY_ID, "n2");
        world.event(EventType.REMINDER_SHOWN, 0, BEN, AGENT).with(EventField.OUTCOME, "abandoned");
        world.event(EventType.REMINDER_SHOWN, 1, BEN, AGENT).with(EventField.OUTCOME, "edited");
        world.event(EventType.TICKET_RATING_ASKED, 0, AGENT, BEN).with(EventField.TICKET_ID, "k1");
        world.event(EventType.TICKET_RATED, 1, BEN, AGENT)
                .with(EventField.TICKET_ID, "k1")
                .with(EventField.SCORE, 4L);
        world.event(EventType.TICKET_RATING_ASKED, 0, AGENT, ANNA).with(EventField.TICKET_ID, "k2");
        assertThat(total("contest_valid_rate")).isEqualTo("1/1+1");
        assertThat(total("contest_text_first_share")).isEqualTo("1/2+0");
        assertThat(total("contest_moderation_load")).isEqualTo("1/2+0");
        assertThat(total("reminder_cancel_rate")).isEqualTo("1/2+0");
        assertThat(total("rating_response_rate")).isEqualTo("1/2+0");
        assertThat(total("satisfaction_rate")).isEqualTo("1/1+0");
    }

    @Test
    void countsClicksAndRepliesOfThoseReached() {
        sent(0, AGENT, ANNA, "text", "m1").with(EventField.CAMPAIGN_ID, CAMPAIGN);
        sent(0, AGENT, BEN, "text", "m2").with(EventField.CAMPAIGN_ID, CAMPAIGN);
        receipt(EventType.MESSAGE_DELIVERED, 0.1, ANNA, "m1");
        receipt(EventType.MESSAGE_DELIVERED, 0.1, BEN, "m2");
        world.event(EventType.LINK_CLICKED, 2, ANNA, AGENT)
                .with(EventField.CAMPAIGN_ID, CAMPAIGN)
                .with(EventField.OFF_PLATFORM, false);
        sent(3, BEN, AGENT, "text", "m3").with(EventField.CAMPAIGN_ID, CAMPAIGN);
        sent(100, BEN, AGENT, "text", "m4").with(EventField.CAMPAIGN_ID, CAMPAIGN);
        assertThat(total("unique_ctr")).isEqualTo("1/2+0");
        assertThat(total("off_platform_ctr")).isEqualTo("0/2+0");
        assertThat(total("reply_depth")).isEqualTo("2/1+0");
        assertThat(total("text_first_compliance")).isEqualTo("2/2+0");
    }

    @Test
    void owesOrdersToTheCampaignsThatTouchedThem() {
        sent(0, AGENT, ANNA, "text", "m1").with(EventField.CAMPAIGN_ID, CAMPAIGN);
        touched(1, "m1", CAMPAIGN);
        sent(24, AGENT, ANNA, "text", "m2").with(EventField.CAMPAIGN_ID, "verlaine-le-cercle");
        touched(25, "m2", "verlaine-le-cercle");
        ordered(48, "o1", 1_000);
        world.event(EventType.ORDER_REFUNDED, 72, ANNA, AGENT)
                .with(EventField.ORDER_ID, "o1")
                .with(EventField.AMOUNT_MINOR, 400L);
        assertThat(total("unattributed_share")).isEqualTo("0/1+0");
        assertThat(value("rule_credit", "campaign", CAMPAIGN, "first")).isEqualTo(1e9);
        assertThat(value("rule_credit", "campaign", CAMPAIGN, "linear")).isEqualTo(0.5e9);
        assertThat(value("rule_credit", "campaign", "verlaine-le-cercle", "last"))
                .isEqualTo(1e9);
        assertThat(value("shapley_credit", "campaign", CAMPAIGN, null)).isEqualTo(0.5e9);
        assertThat(value("net_revenue_per_reached", "campaign", CAMPAIGN, null)).isZero();
        assertThat(value("net_revenue_per_reached", "campaign", "verlaine-le-cercle", null))
                .isEqualTo(600);
        world.events.clear();
        touched(1, "m1", CAMPAIGN);
        ordered(1 + 24 * 30, "o2", 500);
        ordered(2 + 24 * 30, "o3", 500);
        assertThat(total("unattributed_share")).isEqualTo("1/2+0");
    }

    private void touched(double hours, String message, String campaign) {
        world.event(EventType.MESSAGE_DELIVERED, hours, ANNA, AGENT)
                .with(EventField.MESSAGE_ID, message)
                .with(EventField.CAMPAIGN_ID, campaign);
    }

    private void ordered(double hours, String order, long minor) {
        world.event(EventType.ORDER_PURCHASED, hours, ANNA, AGENT)
                .with(EventField.ORDER_ID, order)
                .with(EventField.AMOUNT_MINOR, minor);
    }

    /** The numerator of a campaign's first cell, of a slice where one is asked for. */
    private double value(String metric, String scope, String campaign, @Nullable String sliceValue) {
        Truth truth = new Truth(World.read(null), CALENDAR);
        truth.add(world.events);
        return new TreeMap<>(truth.cells())
                .entrySet().stream()
                        .filter(row -> row.getKey().metric().equals(metric))
                        .filter(row -> row.getKey().scope().name().equals(scope))
                        .filter(row -> campaign.equals(row.getKey().scope().campaignId()))
                        .filter(row -> Objects.equals(sliceValue, row.getKey().sliceValue()))
                        .findFirst()
                        .orElseThrow()
                        .getValue()
                        .numerator;
    }

    @Test
    void followsAnswersTicketsAndHandoffs() {
        sent(0, ANNA, AGENT, "text", "m1");
        sent(1, ANNA, AGENT, "text", "m2");
        sent(3, AGENT, ANNA, "voice_note", "m3").with(EventField.TIER, "vip");
        world.event(EventType.TICKET_RESOLVED, 4, AGENT, ANNA).with(EventField.TICKET_ID, "k1");
        sent(24 * 8, ANNA, AGENT, "text", "m4");
        world.event(EventType.LINK_CLICKED, 24 * 8 + 1, ANNA, AGENT).with(EventField.OFF_PLATFORM, true);
        assertThat(total("reply_time")).isEqualTo("1/1:" + 3 * Calendar.HOUR);
        assertThat(total("reopen_rate")).isEqualTo("0/1+0");
        assertThat(total("off_app_handoff_rate")).isEqualTo("0/1+0");
    }

    @Test
    void countsSharesWishesFiltersAndHowLongComposingTook() {
        world.event(EventType.COMPOSE_STARTED, 0, ANNA, AGENT).with(EventField.COMPOSE_ID, "k1");
        sent(0.5, ANNA, AGENT, "text", "m1").with(EventField.COMPOSE_ID, "k1");
        world.event(EventType.SHARE_SENT, 1, ANNA, AGENT).with(EventField.CHANNEL, "dm");
        world.event(EventType.SHARE_SENT, 2, ANNA, AGENT).with(EventField.CHANNEL, "feed");
        world.event(EventType.FILTER_SETTING, 3, ANNA, AGENT).with(EventField.ENABLED, true);
        sent(4, BEN, AGENT, "text", "m2");
        wish(5, "made");
        wish(6, "fulfilled");
        wish(7, "made");
        assertThat(total("compose_latency")).isEqualTo("1/1:" + Calendar.HOUR / 2);
        assertThat(total("dm_share_of_shares")).isEqualTo("1/2+0");
        assertThat(total("filter_enabled_share")).isEqualTo("1/2+0");
        assertThat(total("live_wish_fulfilment")).isEqualTo("1/2+0");
        assertThat(total("format_share")).isEqualTo("2/2+0");
        assertThat(total("share_of_first_openers")).isEqualTo("2/2+0");
        // Two persons were active on one of the seven days.
        assertThat(total("dau_wau")).isEqualTo("2/0+0");
    }

    private void wish(double hours, String state) {
        world.event(EventType.LIVE_WISH, hours, ANNA, AGENT)
                .with(EventField.ROOM_ID, "r1")
                .with(EventField.STATE, state);
    }

    @Test
    void isTheSameHoweverOftenBooksAreClosed() {
        World builtIn = World.read(null);
        Neighbourhood neighbourhood = new Neighbourhood(builtIn, CALENDAR, 7, new EffectLedger());
        Truth maker = new Truth(builtIn, CALENDAR);
        Truth closedOften = new Truth(builtIn, CALENDAR);
        Truth other = new Truth(builtIn, CALENDAR);
        Truth closedOnce = new Truth(builtIn, CALENDAR);
        for (int number = 0; number < 6; number++) {
            List<SimulatedEvent> events = neighbourhood.live(number);
            maker.add(events);
            closedOften.take(maker);
            other.add(events);
        }
        closedOnce.take(other);
        assertThat(numbers(closedOften)).isEqualTo(numbers(closedOnce)).hasSizeGreaterThan(5_000);
    }

    private static Map<String, String> numbers(Truth truth) {
        Map<String, String> numbers = new TreeMap<>();
        truth.cells()
                .forEach((key, cell) -> numbers.put(
                        key.toString(),
                        cell.numerator + "/" + cell.denominator + "+" + cell.pending + " " + cell.told + " "
                                + (cell.durations == null ? null : cell.durations.percentile(0.5))));
        return numbers;
    }
}
