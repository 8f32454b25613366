package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sotto.domain.EventType;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoomStayFoldTest {
    private final Told told = new Told();

    private Told.Telling of(EventType type, long at, String person) {
        return told.tell(type, at)
                .by(person, "contact", null, null)
                .inGroup()
                .in("t")
                .about("r", null, null, -1);
    }

    private static List<Map<String, Object>> rows(Told told, String column) {
        return told.to(new RoomStayFold(Told.settings())).stream()
                .filter(row -> row.containsKey(column))
                .toList();
    }

    @Test
    void endsAStayBeforeTheMomentOfLeaving() {
        of(ROOM_JOINED, 0, "p").then();
        of(ROOM_JOINED, HOUR, "p").then();
        // 23:00 in UTC is midnight in Paris.
        of(ROOM_LEFT, 14 * HOUR, "p").then();
        of(ROOM_LEFT, 15 * HOUR, "stranger").then();
        assertThat(rows(told, "joined_at"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("joined_at", START)
                        .containsEntry("left_at", START + 14 * HOUR)
                        .containsEntry("left_on", row.get("joined_on"))
                        .containsEntry("is_banned", false));
    }

    @Test
    void interruptsAStayWhileABanLasts() {
        of(ROOM_JOINED, 0, "p").then();
        told.tell(ROOM_BANNED, DAY)
                .by("mod", "moderator", "p", "contact")
                .inGroup()
                .about("r", null, null, -1)
                .then();
        told.tell(ROOM_UNBANNED, 2 * DAY)
                .by("mod", "moderator", "p", "contact")
                .inGroup()
                .about("r", null, null, -1)
                .then();
        assertThat(rows(told, "joined_at"))
                .extracting(row -> row.get("joined_at"), row -> row.get("left_at"), row -> row.get("is_banned"))
                .containsExactly(tuple(START, START + DAY, true), tuple(START + 2 * DAY, null, false));
        assertThat(rows(told, "bans"))
                .extracting(row -> row.get("person_id"), row -> row.get("bans"))
                .containsExactly(tuple("p", 1L));
    }

    @Test
    void countsWhatIsWrittenAndReactedToByDayInRoomsOnly() {
        of(ROOM_JOINED, 0, "p").then();
        of(MESSAGE_SENT, 1, "p").message("m", "text").then();
        told.tell(MESSAGE_SENT, 2)
                .by("p", "contact", null, null)
                .inGroup()
                .in("t")
                .message("m2", "sticker")
                .then();
        told.tell(MESSAGE_SENT, 3)
                .by("p", "contact", null, null)
                .inGroup()
                .in("group")
                .message("m3", "text")
                .then();
        of(MESSAGE_SENT, 4, "p").message("m4", "system").then();
        of(MESSAGE_REACTED, 5, "p").message("m", null).then();
        of(MESSAGE_REACTED, 6, "p").removed().message("m", null).then();
        of(MESSAGE_SENT, DAY, "p").message("m5", "text").then();
        assertThat(rows(told, "posts"))
                .extracting(row -> row.get("posts"), row -> row.get("reactions"))
                .containsExactly(tuple(2L, 1L), tuple(1L, 0L));
    }

    @Test
    void keepsThePostsThatPromote() {
        told.tell(ROOM_PROMO_POSTED, HOUR)
                .by("star", "creator", null, null)
                .of("c")
                .inGroup()
                .about("r", null, "live", -1)
                .then();
        assertThat(rows(told, "promo"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("room_id", "r")
                        .containsEntry("campaign_id", "c")
                        .containsEntry("promo", "live")
                        .containsEntry("posted_at", START + HOUR));
    }

    @Property(tries = 400)
    void knowsWhoIsInAtEveryMoment(@ForAll("rooms") RoomPresence room) {
        List<Map<String, Object>> stays = rows(room.told(), "joined_at");
        for (String person : RoomPresence.PERSONS) {
            for (int after = 1; after <= room.moves().size(); after++) {
                long now = START + (after - 1) * HOUR;
                long stayed = stays.stream()
                        .filter(stay -> stay.get("person_id").equals(person))
                        .filter(stay -> (Long) stay.get("joined_at") <= now)
                        .filter(stay -> stay.get("left_at") == null || now < (Long) stay.get("left_at"))
                        .count();
                assertThat(stayed)
                        .as(person + " after " + after + " of " + room)
                        .isEqualTo(room.isIn(person, after) ? 1 : 0);
            }
        }
    }

    @Provide
    Arbitrary<RoomPresence> rooms() {
        return RoomPresence.any();
    }
}
