package dev.sotto.fold;

import static dev.sotto.domain.EventType.MESSAGE_SENT;
import static dev.sotto.domain.EventType.ROOM_CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sotto.fold.FoldEvent.Details;
import dev.sotto.fold.FoldEvent.Media;
import dev.sotto.fold.FoldEvent.Work;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class PolicyCheckFoldTest {
    private final Told told = new Told();

    private void message(String kind, long ms, int items, String conflicts) {
        Media media = items == 0 ? Media.NONE : new Media(items, 0, 0, 0, 0, 0, 0);
        told.tell(MESSAGE_SENT, 0)
                .byContact()
                .message("m", kind)
                .with(new Details(null, ms, null, null, false, media, List.of(), new Work(null, null, conflicts)))
                .then();
    }

    private void room(long followers, String offer, String band, String conflicts) {
        told.tell(ROOM_CREATED, 0)
                .by("star", "creator", null, null)
                .aged(band)
                .with(new Details(
                        null, followers, null, null, false, Media.NONE, List.of(), new Work("r", offer, conflicts)))
                .then();
    }

    private List<Tuple> checks() {
        return told.to(new PolicyCheckFold(Told.settings())).stream()
                .map(row -> tuple(row.get("rule"), row.get("checks"), row.get("passed")))
                .toList();
    }

    @Test
    void checksTheLimitsOfMessagesWhereTheirSizeIsKnown() {
        message("voice_note", 60_000, 0, null);
        message("voice_note", 60_001, 0, "voice_too_long");
        message("voice_note", -1, 0, null);
        message("media_pack", -1, 9, null);
        message("media_pack", -1, 10, "pack_too_large");
        message("media_pack", -1, 0, null);
        message("text", -1, 0, null);
        assertThat(checks()).containsExactly(tuple("voice_length", 2L, 1L), tuple("pack_size", 2L, 1L));
    }

    @Test
    void checksOfARoomOnlyWhatIsKnown() {
        room(-1, null, "unknown", null);
        assertThat(checks()).isEmpty();
        room(9_999, "none", "16_17", "room_too_few_followers,room_without_subscription,room_creator_too_young");
        room(10_000, "offered", "18_plus", null);
        assertThat(checks())
                .containsExactly(
                        tuple("room_followers", 2L, 1L),
                        tuple("room_offer", 2L, 1L),
                        tuple("room_creator_age", 2L, 1L));
    }

    @Test
    void showsWhoIsBelowTheAgeOnlyWhereSomebodyIs() {
        message("text", -1, 0, "below_minimum_age");
        message("text", -1, 0, null);
        assertThat(checks()).containsExactly(tuple("minimum_age", 1L, 0L));
    }
}
