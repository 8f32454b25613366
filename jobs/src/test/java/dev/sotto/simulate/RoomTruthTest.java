package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A creator's room of two fans: who is there, who is banned, and who buys what is promoted. */
class RoomTruthTest {
    private static final Person CREATOR = Person.staff("creator-1", "creator");
    private static final Person MODERATOR = Person.staff("creator-1-mod", "moderator");
    private static final Person ANNA = SmallWorld.ANNA;
    private static final Person BEN = SmallWorld.BEN;

    private final SmallWorld world = new SmallWorld();

    private SimulatedEvent in(EventType type, double hours, Person actor, @Nullable Person counterpart) {
        return world.event(type, hours, actor, counterpart)
                .with(EventField.ROOM_ID, "room-1")
                .with(EventField.THREAD_ID, "r-1")
                .with(EventField.CONVERSATION_KIND, "creator_room");
    }

    private void says(double hours, Person actor) {
        in(EventType.MESSAGE_SENT, hours, actor, null).with(EventField.KIND, "text");
    }

    private void opened() {
        in(EventType.ROOM_CREATED, 0, CREATOR, null)
                .with(EventField.FOLLOWERS, 9_999L)
                .with(EventField.HAS_FAN_CLUB, true);
        in(EventType.ROOM_JOINED, 1, ANNA, null);
        in(EventType.ROOM_JOINED, 2, BEN, null);
    }

    @Test
    void countsWhoIsThereAtMostOfThePlacesThereAre() {
        opened();
        in(EventType.ROOM_MODERATOR_ASSIGNED, 3, CREATOR, MODERATOR);
        in(EventType.ROOM_LEFT, 4, ANNA, null);
        in(EventType.ROOM_MODERATOR_REMOVED, 5, CREATOR, MODERATOR);
        in(EventType.ROOM_MODERATOR_ASSIGNED, 6, CREATOR, ANNA);
        assertThat(world.ratio("room_occupancy", "all", "")).isEqualTo("2/300+0");
        assertThat(world.ratio("room_moderator_occupancy", "all", "")).isEqualTo("1/5+0");
        assertThat(world.ratio("creator_room_occupancy", "all", "")).isEqualTo("1/20+0");
    }

    @Test
    void sellsToWhoIsThereAndNotBanned() {
        opened();
        in(EventType.ROOM_BANNED, 3, MODERATOR, BEN);
        says(4, CREATOR);
        says(5, ANNA);
        in(EventType.ROOM_PROMO_POSTED, 6, CREATOR, null).with(EventField.PROMO, "live");
        in(EventType.ROOM_UNBANNED, 7, MODERATOR, BEN);
        in(EventType.ROOM_PROMO_POSTED, 8, CREATOR, null).with(EventField.PROMO, "launch");
        world.event(EventType.ORDER_PURCHASED, 9, BEN, null).with(EventField.AMOUNT_MINOR, 100L);
        world.event(EventType.ORDER_PURCHASED, 7 + 24 * 7, ANNA, null).with(EventField.AMOUNT_MINOR, 100L);
        assertThat(world.ratio("room_ban_rate", "all", "")).isEqualTo("1000/2+0");
        assertThat(world.ratio("room_promo_conversion_rate", "all", "live")).isEqualTo("0/1+0");
        assertThat(world.ratio("room_promo_conversion_rate", "all", "launch")).isEqualTo("2/2+0");
    }

    @Test
    void holdsRulesAgainstWhatHappened() {
        opened();
        world.sent(3, SmallWorld.AGENT, ANNA, "media_pack");
        world.sent(4, SmallWorld.AGENT, ANNA, "voice_note").with(EventField.VOICE_MS, 60_001L);
        world.sent(5, SmallWorld.AGENT, ANNA, "voice_note").with(EventField.VOICE_MS, 60_000L);
        assertThat(world.ratio("policy_adherence", "all", "room_followers")).isEqualTo("0/1+0");
        assertThat(world.ratio("policy_adherence", "all", "room_participants")).isEqualTo("2/2+0");
        assertThat(world.ratio("policy_adherence", "all", "first_contact")).isEqualTo("0/1+0");
        assertThat(world.ratio("policy_adherence", "all", "voice_length")).isEqualTo("1/2+0");
        assertThat(world.cells("policy_conflicts", "all").get(""))
                .satisfies(cell -> assertThat(cell.numerator).isEqualTo(3));
    }
}
