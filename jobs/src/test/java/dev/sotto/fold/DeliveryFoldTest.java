package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.AGENT;
import static dev.sotto.fold.Told.CONTACT;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sotto.fold.FoldEvent.Details;
import dev.sotto.fold.FoldEvent.Media;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryFoldTest {

    private final Told told = new Told();

    private List<Map<String, Object>> deliveries() {
        return told.to(DeliveryFold.ofContacts(Told.settings()));
    }

    @Test
    void takesWhatIsReadOrPlayedForDelivered() {
        told.tell(MESSAGE_SENT, 0).message("m1", "voice_note").then();
        told.tell(MESSAGE_PLAYED, HOUR).byContact().message("m1", null).then();
        told.tell(MESSAGE_DELIVERED, 2 * HOUR).byContact().message("m1", null).then();
        assertThat(deliveries())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("delivered_at", START + HOUR)
                        .containsEntry("read_at", START + HOUR)
                        .containsEntry("played_at", START + HOUR));
    }

    @Test
    void knowsWhatWasWrittenForItsRecipient() {
        told.tell(MESSAGE_SENT, 0)
                .message("m1", "text")
                .about(null, "personalised", null, -1)
                .then();
        told.tell(MESSAGE_SENT, 1).message("m2", "text").then();
        assertThat(deliveries()).extracting(row -> row.get("is_personalised")).containsExactly(true, false);
    }

    @Test
    void joinsAStatusThatCameBeforeItsMessage() {
        told.tell(MESSAGE_DELIVERED, 0).byContact().message("m1", null).then();
        told.tell(MESSAGE_SENT, 5).message("m1", "text").then();
        assertThat(deliveries()).extracting(row -> row.get("delivered_at")).containsExactly(START);
    }

    @Test
    void failsOnlyWhatNothingHigherEverReached() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_SENT, 0).message("m2", "text").then();
        told.tell(MESSAGE_FAILED, 1).message("m1", null).then();
        told.tell(MESSAGE_FAILED, 1).message("m2", null).then();
        told.tell(MESSAGE_READ, 2).byContact().message("m2", null).then();
        assertThat(deliveries()).extracting(row -> row.get("failed_at")).containsExactly(START + 1, null);
    }

    /** A watermark of delivery covers what was sent before it; one of reading, what was sent at it too. */
    @Test
    void coversAThreadUpToAWatermark() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_SENT, 10).message("m2", "text").then();
        told.tell(MESSAGE_SENT, 10).in("other").message("m3", "text").then();
        told.tell(MESSAGE_DELIVERED, 20).byContact().upTo(START + 10).then();
        told.tell(MESSAGE_READ, 30).byContact().upTo(START + 10).then();
        assertThat(deliveries())
                .extracting(row -> row.get("delivered_at"), row -> row.get("read_at"))
                .containsExactly(tuple(START + 20, START + 30), tuple(START + 30, START + 30), tuple(null, null));
    }

    @Test
    void takesNoReadingOfTheBrandForTheContacts() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_READ, 20).upTo(START + 10).then();
        assertThat(deliveries()).extracting(row -> row.get("delivered_at")).containsOnlyNulls();
    }

    @Test
    void saysWhatItsSourceTells() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_SENT, 1).from("silent").message("m2", "text").then();
        assertThat(deliveries())
                .extracting(row -> row.get("knows_delivered"), row -> row.get("knows_played"))
                .containsExactly(tuple(true, false), tuple(false, false));
    }

    @Test
    void leavesOutContactsMachinesAndNotices() {
        told.tell(MESSAGE_SENT, 0).byContact().message("m1", "text").then();
        told.tell(MESSAGE_SENT, 1)
                .by("bot", "bot", CONTACT, "contact")
                .message("m2", "text")
                .then();
        told.tell(MESSAGE_SENT, 2).message("m3", "system").then();
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void pairsAMessageToAGroupWithEachRecipient() {
        Details toTwo = new Details(null, -1, null, "hello", false, Media.NONE, List.of("x", "y", "x"));
        told.tell(MESSAGE_SENT, 0)
                .by(AGENT, "agent", null, null)
                .inGroup()
                .message("m1", "text")
                .with(toTwo)
                .then();
        told.tell(MESSAGE_DELIVERED, HOUR)
                .by("y", "contact", null, null)
                .inGroup()
                .message("m1", null)
                .then();
        assertThat(told.to(DeliveryFold.ofGroups(Told.settings())))
                .extracting(
                        row -> row.get("recipient_id"), row -> row.get("delivered_at"), row -> row.get("template_id"))
                .containsExactly(tuple("x", null, "hello"), tuple("y", START + HOUR, "hello"));
    }

    @Test
    void takesAnAmbassadorForNoRecipientOfTheirOwnMessage() {
        told.tell(MESSAGE_SENT, 0)
                .by("x", "ambassador", null, null)
                .inGroup()
                .message("m1", "text")
                .with(new Details(null, -1, null, null, false, Media.NONE, List.of("y")))
                .then();
        assertThat(told.to(DeliveryFold.ofGroups(Told.settings())))
                .extracting(row -> row.get("recipient_id"))
                .containsExactly("y");
        assertThat(deliveries()).isEmpty();
    }
}
