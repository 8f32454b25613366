package dev.sotto.fold;

import static dev.sotto.domain.EventType.ROOM_BANNED;
import static dev.sotto.domain.EventType.ROOM_JOINED;
import static dev.sotto.domain.EventType.ROOM_LEFT;
import static dev.sotto.domain.EventType.ROOM_UNBANNED;

import dev.sotto.domain.EventType;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Who is in a room, found slowly and obviously: by looking back from each moment. */
record RoomPresence(List<Move> moves) {

    static final List<String> PERSONS = List.of("p0", "p1", "p2");

    /** Somebody comes, goes, is banned or forgiven. */
    record Move(EventType type, String person) {}

    static Arbitrary<RoomPresence> any() {
        Arbitrary<Move> move = Combinators.combine(
                        Arbitraries.of(ROOM_JOINED, ROOM_LEFT, ROOM_BANNED, ROOM_UNBANNED), Arbitraries.of(PERSONS))
                .as(Move::new);
        return move.list().ofMaxSize(14).map(RoomPresence::new);
    }

    /** Tell it, one move an hour, of room r in thread t. */
    Told told() {
        Told told = new Told();
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            boolean isByModerator = move.type() == ROOM_BANNED || move.type() == ROOM_UNBANNED;
            Told.Telling telling = told.tell(move.type(), i * Told.HOUR);
            (isByModerator
                            ? telling.by("mod", "moderator", move.person(), "contact")
                            : telling.by(move.person(), "contact", null, null))
                    .in("t")
                    .inGroup()
                    .about("r", null, null, -1)
                    .then();
        }
        return told;
    }

    /** Whether a person is in after so many moves: it came last rather than went, and was not banned since. */
    boolean isIn(String person, int after) {
        int came = last(person, after, ROOM_JOINED);
        return came >= 0
                && came > last(person, after, ROOM_LEFT)
                && !(last(person, after, ROOM_BANNED) > Math.max(came, last(person, after, ROOM_UNBANNED)));
    }

    long in(int after) {
        return PERSONS.stream().filter(person -> isIn(person, after)).count();
    }

    private int last(String person, int after, EventType type) {
        for (int i = after - 1; i >= 0; i--) {
            if (moves.get(i).equals(new Move(type, person))) {
                return i;
            }
        }
        return -1;
    }
}
