package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tickets, waiting, formats and trust, each on a handful of events. */
class PersonTruthsTest {
    private static final Person AGENT = SmallWorld.AGENT;
    private static final Person ANNA = SmallWorld.ANNA;
    private static final Person BEN = SmallWorld.BEN;

    private final SmallWorld world = new SmallWorld();

    private SimulatedEvent ticket(EventType type, double hours) {
        return world.event(type, hours, AGENT, ANNA).with(EventField.TICKET_ID, "k1");
    }

    @Test
    void followsATicketFromItsConversationAndAgainOnceItIsReopened() {
        world.sent(0, ANNA, AGENT, "text");
        ticket(EventType.TICKET_OPENED, 1).with(EventField.TIER, "vip");
        ticket(EventType.TICKET_HANDED_OFF, 2);
        world.sent(3, AGENT, ANNA, "voice_note");
        ticket(EventType.TICKET_RESOLVED, 4);
        world.sent(10, ANNA, AGENT, "text");
        ticket(EventType.TICKET_REOPENED, 11);
        world.sent(12, AGENT, ANNA, "text");
        assertThat(world.times("resolution_time", "all", "")).isEqualTo("1/2:4.0");
        assertThat(world.times("resolution_time_human", "all", "")).isEqualTo("1/1:2.0");
        assertThat(world.ratio("vip_voice_share", "all", "")).isEqualTo("1/2+0");
    }

    @Test
    void callsACodeLeakedThatSomebodyElseRedeems() {
        SimulatedEvent issued =
                world.event(EventType.PROMO_ISSUED, 0, AGENT, ANNA).with(EventField.CODE, "V1");
        issued.with(EventField.EXPIRES_AT, issued.at + 7 * Calendar.DAY);
        world.event(EventType.PROMO_REDEEMED, 1, BEN, AGENT).with(EventField.CODE, "V1");
        assertThat(world.ratio("promo_redemption_rate", "all", "")).isEqualTo("0/1+0");
        world.event(EventType.PROMO_REDEEMED, 2, ANNA, AGENT).with(EventField.CODE, "V1");
        assertThat(world.ratio("promo_leak_rate", "all", "")).isEqualTo("1/2+0");
        assertThat(world.ratio("promo_redemption_rate", "all", "")).isEqualTo("1/1+0");
    }

    @Test
    void endsARunWithItsConversation() {
        world.sent(0, ANNA, AGENT, "text");
        world.sent(30, AGENT, ANNA, "text");
        world.sent(31, ANNA, AGENT, "text");
        world.sent(32, ANNA, AGENT, "text");
        world.sent(34, AGENT, ANNA, "text");
        assertThat(world.times("reply_time", "all", "")).isEqualTo("1/1:3.0");
        assertThat(world.times("messages_per_conversation_p50", "all", "")).isEqualTo("2/2:" + 1 / 3.6e6);
    }

    /** One answer after an hour, one after three, one that was waited for a day. */
    @Test
    void letsThoseWhoWaitCount() {
        world.sent(0, ANNA, AGENT, "text");
        world.sent(1, AGENT, ANNA, "text");
        world.sent(0, BEN, AGENT, "text");
        TruthCell cell = Objects.requireNonNull(
                world.cells("first_response_survival", "all").get(""));
        assertThat(Objects.requireNonNull(cell.durations).medianBeside(cell.waiting))
                .isEqualTo(Calendar.HOUR);
        assertThat(cell.denominator).isEqualTo(2);
    }

    @Test
    void givesTheShareOfWhoIsSeenNoMoreToThoseWhoWait() {
        Durations ended = new Durations();
        Durations waiting = new Durations();
        for (long millis : new long[] {1, 4, 6}) {
            ended.add(millis);
        }
        for (long millis : new long[] {2, 3}) {
            waiting.add(millis);
        }
        // One fifth by 1; the two that drop out leave two fifths of the whole each to those at 4 and 6.
        assertThat(ended.medianBeside(waiting)).isEqualTo(4);
        assertThat(ended.medianBeside(null)).isEqualTo(4);
        waiting.add(9);
        waiting.add(9);
        waiting.add(9);
        waiting.add(9);
        assertThat(ended.medianBeside(waiting)).isNull();
    }

    @Test
    void asksOnlyThoseForAFormatWhoHaveIt() {
        world.sent(0, ANNA, AGENT, "voice_note");
        world.sent(0, BEN, AGENT, "text");
        world.sent(1, BEN, AGENT, "media_pack");
        world.event(EventType.FEATURE_ENABLED, 2, ANNA, null).with(EventField.FEATURE, "voice_note");
        assertThat(world.ratio("format_adoption", "all", "voice_note")).isEqualTo("1/1+0");
        assertThat(world.ratio("format_adoption", "all", "media_pack")).isEqualTo("1/2+0");
    }

    @Test
    void averagesTheShareOfRichDaysOverContacts() {
        world.sent(0, ANNA, AGENT, "voice_note");
        world.sent(24, ANNA, AGENT, "text");
        world.sent(24, BEN, AGENT, "text");
        Map<String, TruthCell> cells = world.cells("rich_active_days", "all");
        TruthCell first = Objects.requireNonNull(cells.get(""));
        assertThat(first.numerator / first.divisor).isEqualTo(0.5);
        assertThat(first.denominator).isEqualTo(2);
    }

    @Test
    void trustsWhoDoesNotComplainAndCountsGroupsThatCall() {
        world.sent(0, ANNA, AGENT, "text");
        world.sent(0, BEN, AGENT, "text");
        world.event(EventType.PERSON_BLOCKED, 1, BEN, AGENT);
        for (String group : new String[] {"g1", "g2"}) {
            world.event(EventType.MESSAGE_SENT, 2, ANNA, null)
                    .with(EventField.KIND, "text")
                    .with(EventField.THREAD_ID, group)
                    .with(EventField.CONVERSATION_KIND, "group");
        }
        world.event(EventType.CALL_STARTED, 3, AGENT, null)
                .with(EventField.KIND, "group_voice")
                .with(EventField.THREAD_ID, "g2")
                .with(EventField.CONVERSATION_KIND, "group");
        assertThat(world.ratio("trust_index", "all", "")).isEqualTo("1/2+0");
        assertThat(world.ratio("group_call_participation", "all", "")).isEqualTo("1/2+0");
    }
}
