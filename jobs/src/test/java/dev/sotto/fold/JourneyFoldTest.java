package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JourneyFoldTest {

    private final Told told = new Told();

    private Map<String, Object> journey() {
        return told.to(new JourneyFold(Told.settings())).get(0);
    }

    private void sentAndDelivered() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "text").then();
        told.tell(MESSAGE_DELIVERED, HOUR).byContact().message("m1", null).then();
    }

    @Test
    void reachesByTheFirstDeliveredMessage() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "text").then();
        told.tell(MESSAGE_SENT, HOUR).of("c").message("m2", "text").then();
        told.tell(MESSAGE_DELIVERED, 2 * HOUR).byContact().message("m2", null).then();
        told.tell(MESSAGE_DELIVERED, 3 * HOUR).byContact().message("m1", null).then();
        assertThat(journey())
                .containsEntry("reached_at", START + 2 * HOUR)
                .containsEntry("first_sent_at", START)
                .containsEntry("is_basis_sent", false)
                .containsEntry("messages_out", 2L);
    }

    @Test
    void tellsWhatTheMessageWasThatReached() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "text").then();
        told.tell(MESSAGE_SENT, HOUR).of("c").message("m2", "voice_note").then();
        told.tell(MESSAGE_DELIVERED, 2 * HOUR).byContact().message("m2", null).then();
        told.tell(MESSAGE_DELIVERED, 3 * HOUR).byContact().message("m1", null).then();
        assertThat(journey())
                .containsEntry("reached_kind", "voice_note")
                .containsEntry("reached_conversation_kind", "one_to_one")
                .containsEntry("reached_template_id", null);
    }

    @Test
    void isReachedByTheFirstMessageThatAWatermarkCovers() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "media_pack").then();
        told.tell(MESSAGE_SENT, HOUR).of("c").message("m2", "text").then();
        told.tell(MESSAGE_READ, 2 * HOUR).byContact().upTo(START + HOUR).then();
        assertThat(journey()).containsEntry("reached_kind", "media_pack");
    }

    @Test
    void takesReadingForDeliveryWhereThatIsMissing() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "text").then();
        told.tell(MESSAGE_READ, HOUR).byContact().message("m1", null).then();
        assertThat(journey()).containsEntry("reached_at", START + HOUR);
    }

    @Test
    void coversWhatWasSentBeforeADeliveryWatermark() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "text").then();
        told.tell(MESSAGE_DELIVERED, HOUR).byContact().upTo(START).then();
        told.tell(MESSAGE_DELIVERED, 2 * HOUR).byContact().upTo(START + 1).then();
        assertThat(journey()).containsEntry("reached_at", START + 2 * HOUR);
    }

    @Test
    void coversWhatWasSentAtAReadWatermark() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "text").then();
        told.tell(MESSAGE_READ, HOUR).byContact().upTo(START).then();
        assertThat(journey()).containsEntry("reached_at", START + HOUR);
    }

    @Test
    void reachesByAcceptanceWhereASourceKnowsNoReceipts() {
        told.tell(MESSAGE_SENT, 0).from("silent").of("c").message("m1", "text").then();
        assertThat(journey()).containsEntry("reached_at", START).containsEntry("is_basis_sent", true);
    }

    @Test
    void leavesTheUndeliveredUnreached() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "text").then();
        told.tell(MESSAGE_SENT, HOUR).byContact().of("c").message("r", "text").then();
        assertThat(journey())
                .containsEntry("reached_at", null)
                .containsEntry("reached_kind", null)
                .containsEntry("reached_conversation_kind", null)
                .containsEntry("first_reply_at", null)
                .containsEntry("messages_in", 1L);
    }

    @Test
    void takesAnInboundMessageWithoutCampaignForTheThreadsLastCampaign() {
        sentAndDelivered();
        told.tell(MESSAGE_SENT, 2 * HOUR).byContact().message("r", "text").then();
        assertThat(journey()).containsEntry("first_reply_at", START + 2 * HOUR);
    }

    @Test
    void ignoresAMachinesReplyAndAnotherThread() {
        sentAndDelivered();
        told.tell(MESSAGE_SENT, 2 * HOUR)
                .byContact()
                .automatic()
                .message("r1", "text")
                .then();
        told.tell(MESSAGE_SENT, 2 * HOUR)
                .byContact()
                .in("other")
                .message("r2", "text")
                .then();
        assertThat(journey()).containsEntry("first_reply_at", null);
    }

    @Test
    void takesOnlyAddressedMessagesOfAGroupForReplies() {
        sentAndDelivered();
        told.tell(MESSAGE_SENT, 2 * HOUR)
                .byContact()
                .inGroup()
                .of("c")
                .message("r1", "text")
                .then();
        told.tell(MESSAGE_SENT, 3 * HOUR)
                .byContact()
                .inGroup()
                .addressed()
                .of("c")
                .message("r2", "text")
                .then();
        assertThat(journey()).containsEntry("first_reply_at", START + 3 * HOUR);
    }

    @Test
    void includesTheEndOfTheConversionWindowAndExcludesItsStart() {
        sentAndDelivered();
        told.tell(ORDER_PURCHASED, HOUR).byContact().worth(100).then();
        told.tell(ORDER_PURCHASED, HOUR + 7 * DAY).byContact().worth(250).then();
        told.tell(ORDER_PURCHASED, HOUR + 7 * DAY + 1).byContact().worth(999).then();
        assertThat(journey())
                .containsEntry("converted_at", START + HOUR + 7 * DAY)
                .containsEntry("revenue_minor", 250L)
                .containsEntry("currency", "EUR");
    }

    @Test
    void countsWeeksOfElapsedTime() {
        sentAndDelivered();
        told.tell(MESSAGE_SENT, HOUR + 7 * DAY - 1)
                .byContact()
                .message("r1", "text")
                .then();
        told.tell(MESSAGE_SENT, HOUR + 14 * DAY)
                .byContact()
                .message("r2", "text")
                .then();
        assertThat((int[]) journey().get("active_weeks")).containsExactly(0, 2);
    }

    @Test
    void flagsWhatBeganInTheBurnIn() {
        told.tell(MESSAGE_SENT, 0).from("young").of("c").message("m1", "text").then();
        assertThat(journey()).containsEntry("is_left_truncated", true);
    }

    @Test
    void countsNoNoticeOfThePlatform() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "system").then();
        assertThat(told.to(new JourneyFold(Told.settings()))).isEmpty();
    }

    @Test
    void takesNoReadingOfTheBrandForADelivery() {
        told.tell(MESSAGE_SENT, 0).of("c").message("m1", "text").then();
        told.tell(MESSAGE_READ, HOUR).upTo(START + HOUR).then();
        assertThat(journey()).containsEntry("reached_at", null);
        told.tell(MESSAGE_READ, 2 * HOUR).byContact().upTo(START + HOUR).then();
        assertThat(journey()).containsEntry("reached_at", START + 2 * HOUR);
    }

    @Test
    void tellsWhereClicksOffThePlatformLed() {
        sentAndDelivered();
        told.tell(LINK_CLICKED, 2 * HOUR)
                .byContact()
                .message("m1", null)
                .outOfApp("web")
                .then();
        told.tell(LINK_CLICKED, 3 * HOUR)
                .byContact()
                .message("m1", null)
                .outOfApp("tiktok")
                .then();
        told.tell(LINK_CLICKED, 4 * HOUR)
                .byContact()
                .message("m1", null)
                .saying("youtube")
                .then();
        told.tell(LINK_CLICKED, 73 * HOUR)
                .byContact()
                .message("m1", null)
                .outOfApp("instagram")
                .then();
        told.tell(LINK_CLICKED, 73 * HOUR + 1)
                .byContact()
                .message("m1", null)
                .outOfApp("spotify")
                .then();
        assertThat(journey()).containsEntry("left_for", "instagram,web").containsEntry("clicked_at", START + 2 * HOUR);
    }

    @Test
    void takesNoClickForOneThatAMachineOrTheBrandMade() {
        sentAndDelivered();
        told.tell(LINK_CLICKED, HOUR + 2_000)
                .byContact()
                .message("m1", null)
                .outOfApp("web")
                .then();
        told.tell(LINK_CLICKED, 2 * HOUR).message("m1", null).outOfApp("web").then();
        told.tell(LINK_CLICKED, 2 * HOUR)
                .by("machine", "bot", Told.CONTACT, "contact")
                .message("m1", null)
                .then();
        assertThat(journey()).containsEntry("clicked_at", null).containsEntry("left_for", null);
    }

    @Test
    void convertsByClicksOfTheContactOnly() {
        told.tell(MESSAGE_SENT, 0).of("clicks").message("m1", "text").then();
        told.tell(MESSAGE_DELIVERED, HOUR).byContact().message("m1", null).then();
        told.tell(LINK_CLICKED, HOUR + 2_000).byContact().message("m1", null).then();
        told.tell(LINK_CLICKED, 2 * HOUR).message("m1", null).then();
        assertThat(journey()).containsEntry("converted_at", null);
        told.tell(LINK_CLICKED, 3 * HOUR).byContact().message("m1", null).then();
        assertThat(journey()).containsEntry("converted_at", START + 3 * HOUR);
    }

    @Test
    void takesAnInstantClickForOneWhereTheMessageWasRead() {
        sentAndDelivered();
        told.tell(MESSAGE_READ, HOUR + 500).byContact().message("m1", null).then();
        told.tell(LINK_CLICKED, HOUR + 1_500).byContact().message("m1", null).then();
        assertThat(journey()).containsEntry("clicked_at", START + HOUR + 1_500);
    }

    @Test
    void countsRepliesInThreadsThatTheCampaignWroteIn() {
        sentAndDelivered();
        told.tell(MESSAGE_SENT, 2 * HOUR)
                .byContact()
                .of("c")
                .in("other")
                .message("r1", "text")
                .then();
        told.tell(MESSAGE_SENT, 3 * HOUR).byContact().message("r2", "text").then();
        assertThat(journey()).containsEntry("first_reply_at", START + 2 * HOUR).containsEntry("replies_in_week", 1L);
    }

    @Test
    void reachesNoAmbassadorByTheirOwnMessage() {
        told.tell(MESSAGE_SENT, 0)
                .by("x", "ambassador", null, null)
                .from("silent")
                .inGroup()
                .of("c")
                .message("m1", "text")
                .then();
        assertThat(told.to(new JourneyFold(Told.settings()))).isEmpty();
    }
}
