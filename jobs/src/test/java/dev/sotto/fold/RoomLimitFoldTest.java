package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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

    private List<Map<String, Object>> conflicts() {
        return told.to(new RoomLimitFold(Told.settings()));
    }
}
