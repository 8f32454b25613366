package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationFoldTest {

    private final Told told = new Told();

    private List<Map<String, Object>> conversations() {
        return told.to(ConversationFold.oneToOne(Told.settings()));
    }

    @Test
    void beginsANewOneAfterASilenceLongerThanTheGap() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_SENT, DAY).byContact().message("m2", "text").then();
        told.tell(MESSAGE_SENT, 2 * DAY + 1).message("m3", "text").then();
        assertThat(conversations()).extracting(row -> row.get("messages")).containsExactly(2L, 1L);
    }

    /** Golden check G8: a bot's answer stops no clock, and what follows a resolved ticket is a conversation of its own. */
    @Test
    void measuresTheHumansResponseToTheReopenedConversation() {
        told.tell(MESSAGE_SENT, 0).byContact().message("m1", "text").then();
        told.tell(MESSAGE_SENT, 5 * MINUTE)
                .by("bot", "bot", Told.CONTACT, "contact")
                .message("m2", "text")
                .then();
        told.tell(TICKET_RESOLVED, 5 * MINUTE).then();
        told.tell(MESSAGE_SENT, 4 * DAY + 5 * HOUR)
                .byContact()
                .message("m3", "text")
                .then();
        told.tell(MESSAGE_SENT, 4 * DAY + 5 * HOUR + 10 * MINUTE)
                .message("m4", "text")
                .then();
        assertThat(conversations())
                .extracting(row -> row.get("first_response_seconds"))
                .containsExactly(null, 600.0);
        assertThat(conversations()).extracting(row -> row.get("is_two_way")).containsExactly(false, true);
    }

    @Test
    void beginsANewOneAtTheFirstMessageAfterAResolvedTicket() {
        told.tell(MESSAGE_SENT, 0).byContact().message("m1", "text").then();
        told.tell(TICKET_RESOLVED, MINUTE).then();
        told.tell(MESSAGE_SENT, 2 * MINUTE).byContact().message("m2", "text").then();
        assertThat(conversations()).hasSize(2);
    }

    @Test
    void leavesAConversationOfTheBrandsOwnMakingWithoutAResponse() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_SENT, HOUR).byContact().message("m2", "text").then();
        told.tell(MESSAGE_SENT, 2 * HOUR).message("m3", "text").then();
        assertThat(conversations().get(0))
                .containsEntry("initiated_by", "brand")
                .containsEntry("is_two_way", true)
                .containsEntry("first_response_seconds", null);
    }

    @Test
    void letsAnAutomaticReplyStopNoClock() {
        told.tell(MESSAGE_SENT, 0).byContact().message("m1", "text").then();
        told.tell(MESSAGE_SENT, 1).automatic().message("m2", "text").then();
        told.tell(MESSAGE_SENT, MINUTE).message("m3", "text").then();
        assertThat(conversations().get(0)).containsEntry("first_response_seconds", 60.0);
    }

    @Test
    void measuresBetweenTheTwoPersonsWhereRolesAreUnknown() {
        told.tell(MESSAGE_SENT, 0)
                .by("x", null, "y", null)
                .message("m1", "text")
                .then();
        told.tell(MESSAGE_SENT, 500)
                .by("y", null, "x", null)
                .message("m2", "text")
                .then();
        assertThat(conversations().get(0))
                .containsEntry("initiated_by", "person")
                .containsEntry("is_two_way", true)
                .containsEntry("first_response_seconds", 0.5);
    }
}
