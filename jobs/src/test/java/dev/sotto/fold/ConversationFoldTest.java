package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationFoldTest {

    private final Told told = new Told();

    private List<Map<String, Object>> conversations() {
        return told.to(ConversationFold.oneToOne(Told.settings())).stream()
                .filter(row -> row.containsKey("conversation_id"))
                .toList();
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

    /** Asked on a Monday at 16:30 in Paris and answered on Wednesday at 10:00, with a holiday in between. */
    @Test
    void timesTheResponseWithinBusinessHours() {
        told.tell(MESSAGE_SENT, 6 * HOUR + 30 * MINUTE)
                .byContact()
                .message("m1", "text")
                .then();
        told.tell(MESSAGE_SENT, 2 * DAY).message("m2", "voice_note").then();
        assertThat(told.to(ConversationFold.oneToOne(wideGap())).get(0))
                .containsEntry("business_response_ms", 90 * MINUTE)
                .containsEntry("first_response_kind", "voice_note");
    }

    private static FoldSettings wideGap() {
        FoldSettings told = Told.settings();
        return new FoldSettings(
                told.siteZone(),
                told.brandZones(),
                told.conversions(),
                told.openers(),
                told.withoutReceipts(),
                told.newFrom(),
                7 * DAY,
                told.inbox());
    }

    @Test
    void timesEachRunFromItsFirstMessage() {
        told.tell(MESSAGE_SENT, 0).byContact().message("m1", "text").then();
        told.tell(MESSAGE_SENT, MINUTE).byContact().message("m2", "text").then();
        told.tell(MESSAGE_SENT, 2 * MINUTE).automatic().message("m3", "text").then();
        told.tell(MESSAGE_SENT, 3 * MINUTE).message("m4", "text").then();
        told.tell(MESSAGE_SENT, 4 * MINUTE).message("m5", "text").then();
        told.tell(MESSAGE_SENT, 5 * MINUTE).byContact().message("m6", "text").then();
        told.tell(MESSAGE_SENT, 7 * MINUTE).message("m7", "voice_note").then();
        told.tell(MESSAGE_SENT, 8 * MINUTE).byContact().message("m8", "text").then();
        assertThat(replies())
                .extracting(row -> row.get("reply_ms"), row -> row.get("reply_kind"))
                .containsExactly(tuple(3 * MINUTE, "text"), tuple(2 * MINUTE, "voice_note"));
    }

    @Test
    void waitsInAGroupOnlyForWhatIsSaidToTheBrand() {
        told.tell(MESSAGE_SENT, 0).byContact().inGroup().message("m1", "text").then();
        told.tell(MESSAGE_SENT, MINUTE)
                .byContact()
                .inGroup()
                .addressed()
                .message("m2", "text")
                .then();
        told.tell(MESSAGE_SENT, 3 * MINUTE).inGroup().message("m3", "text").then();
        assertThat(told.to(ConversationFold.group(Told.settings())).stream().filter(row -> row.containsKey("reply_ms")))
                .extracting(row -> row.get("reply_ms"))
                .containsExactly(2 * MINUTE);
    }

    private List<Map<String, Object>> replies() {
        return told.to(ConversationFold.oneToOne(Told.settings())).stream()
                .filter(row -> row.containsKey("reply_ms"))
                .toList();
    }

    @Test
    void bearsTheTierOfItsTicketUntilItIsResolved() {
        told.tell(MESSAGE_SENT, 0).byContact().message("m1", "text").then();
        told.tell(TICKET_OPENED, MINUTE).ofTicket("k").saying("vip").then();
        told.tell(TICKET_RESOLVED, HOUR).ofTicket("k").then();
        told.tell(MESSAGE_SENT, 2 * HOUR).byContact().message("m2", "text").then();
        assertThat(conversations()).extracting(row -> row.get("tier")).containsExactly("vip", null);
    }

    @Test
    void bearsTheTierOfATicketThatIsOpenedAgain() {
        told.tell(TICKET_OPENED, 0).ofTicket("k").saying("vip").then();
        told.tell(TICKET_RESOLVED, HOUR).ofTicket("k").then();
        told.tell(MESSAGE_SENT, 2 * HOUR).byContact().message("m1", "text").then();
        told.tell(TICKET_REOPENED, 2 * HOUR + MINUTE).ofTicket("k").then();
        assertThat(conversations()).extracting(row -> row.get("tier")).containsExactly("vip");
    }

    @Test
    void noticesThatTheAppWasLeftWhileTheConversationLasted() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(APP_LEFT, MINUTE).byContact().then();
        told.tell(APP_LEFT, DAY + 1).byContact().saying("web").then();
        assertThat(conversations()).extracting(row -> row.get("has_handoff")).containsExactly(false);
        told.tell(APP_LEFT, DAY).byContact().saying("web").then();
        assertThat(conversations()).extracting(row -> row.get("has_handoff")).containsExactly(true);
    }

    @Test
    void noticesAWayOutOfTheAppButNoLinkWithinThePlatform() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(LINK_CLICKED, MINUTE).byContact().outOfApp("tiktok").then();
        assertThat(conversations()).extracting(row -> row.get("has_handoff")).containsExactly(false);
        told.tell(LINK_CLICKED, MINUTE).byContact().outOfApp("web").then();
        assertThat(conversations()).extracting(row -> row.get("has_handoff")).containsExactly(true);
    }

    @Test
    void seesNoWayOutWhereAMachineOrTheBrandOpensALink() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_DELIVERED, 1).byContact().message("m1", null).then();
        told.tell(LINK_CLICKED, 2_001)
                .byContact()
                .message("m1", null)
                .outOfApp("web")
                .then();
        told.tell(LINK_CLICKED, MINUTE).outOfApp("web").then();
        told.tell(LINK_CLICKED, MINUTE)
                .by("x", "bot", "contact", "contact")
                .outOfApp("web")
                .then();
        assertThat(conversations()).extracting(row -> row.get("has_handoff")).containsExactly(false);
    }
}
