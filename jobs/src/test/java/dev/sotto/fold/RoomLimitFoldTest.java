package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoomLimitFoldTest {
    private final Told told = new Told();
    private long clock;

    @Test
    void allowsThreeHundredParticipantsAtATime() {
        for (int i = 0; i < 300; i++) {
            told.tell(ROOM_JOINED, clock++)
                    .by("p" + i, "contact", null, null)
                    .in("r")
                    .then();
        }
        told.tell(ROOM_JOINED, clock++).by("p7", "contact", null, null).in("r").then();
        told.tell(ROOM_LEFT, clock++).by("p1", "contact", null, null).in("r").then();
        told.tell(ROOM_JOINED, clock++)
                .by("late", "contact", null, null)
                .in("r")
                .then();
        assertThat(conflicts()).isEmpty();

        told.tell(ROOM_JOINED, clock++)
                .by("later", "contact", null, null)
                .in("r")
                .then();
        assertThat(conflicts())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("rule", "room_too_many_participants")
                        .containsEntry("room_id", "r")
                        .containsEntry("reached", 301L)
                        .containsEntry("allowed", 300L));
    }

    @Test
    void allowsFiveModerators() {
        for (int i = 0; i < 5; i++) {
            told.tell(ROOM_MODERATOR_ASSIGNED, clock++)
                    .by("star", "creator", "m" + i, "moderator")
                    .in("r")
                    .then();
        }
        told.tell(ROOM_MODERATOR_REMOVED, clock++)
                .by("star", "creator", "m0", "moderator")
                .in("r")
                .then();
        told.tell(ROOM_BANNED, clock++)
                .by("star", "creator", "m1", "moderator")
                .in("r")
                .then();
        told.tell(ROOM_MODERATOR_ASSIGNED, clock++)
                .by("star", "creator", "m5", "moderator")
                .in("r")
                .then();
        told.tell(ROOM_MODERATOR_ASSIGNED, clock++)
                .by("star", "creator", "m6", "moderator")
                .in("r")
                .then();
        assertThat(conflicts()).isEmpty();

        told.tell(ROOM_MODERATOR_ASSIGNED, clock++)
                .by("star", "creator", "m7", "moderator")
                .in("r")
                .then();
        assertThat(conflicts()).extracting(row -> row.get("rule")).containsExactly("room_too_many_moderators");
    }

    @Test
    void allowsTwentyRoomsOfACreatorAndSaysWhichEventWentBeyond() {
        for (int i = 0; i < 22; i++) {
            told.tell(ROOM_CREATED, clock++)
                    .by("star", "creator", null, null)
                    .in("r" + i)
                    .then();
        }
        assertThat(conflicts()).extracting(row -> row.get("event_id")).containsExactly("e20", "e21");
    }

    @Test
    void takesNoPlaceForTheHostNorForWhoIsBanned() {
        told.tell(ROOM_JOINED, clock++)
                .by("star", "creator", null, null)
                .in("r")
                .then();
        told.tell(ROOM_JOINED, clock++).by("p", "contact", null, null).in("r").then();
        told.tell(ROOM_BANNED, clock++)
                .by("m", "moderator", "p", "contact")
                .in("r")
                .then();
        told.tell(ROOM_UNBANNED, clock++)
                .by("m", "moderator", "p", "contact")
                .in("r")
                .then();
        assertThat(loads(told))
                .extracting(row -> row.get("load"), row -> row.get("since_at"), row -> row.get("until_at"))
                .containsExactly(
                        tuple(1L, Told.START + 1, Told.START + 2),
                        tuple(0L, Told.START + 2, Told.START + 3),
                        tuple(1L, Told.START + 3, null));
    }

    /** At every moment one load holds: as many as are in by looking back. */
    @Property(tries = 400)
    void knowsHowManyAreInAtEveryMoment(@ForAll("rooms") RoomPresence room) {
        List<Map<String, Object>> loads = loads(room.told());
        for (int after = 1; after <= room.moves().size(); after++) {
            long now = Told.START + (after - 1) * Told.HOUR;
            List<Object> holding = loads.stream()
                    .filter(load -> (Long) load.get("since_at") <= now)
                    .filter(load -> load.get("until_at") == null || now < (Long) load.get("until_at"))
                    .map(load -> load.get("load"))
                    .toList();
            boolean isBeforeAll = loads.stream().noneMatch(load -> (Long) load.get("since_at") <= now);
            assertThat(holding)
                    .as("after " + after + " of " + room)
                    .isEqualTo(isBeforeAll ? List.of() : List.of(room.in(after)));
            assertThat(!isBeforeAll || room.in(after) == 0).isTrue();
        }
    }

    @Provide
    Arbitrary<RoomPresence> rooms() {
        return RoomPresence.any();
    }

    private List<Map<String, Object>> conflicts() {
        return told.to(new RoomLimitFold(Told.settings())).stream()
                .filter(row -> row.containsKey("rule"))
                .toList();
    }

    private static List<Map<String, Object>> loads(Told told) {
        return told.to(new RoomLimitFold(Told.settings())).stream()
                .filter(row -> row.containsKey("load"))
                .toList();
    }
}
