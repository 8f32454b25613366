package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PairFoldTest {

    private final Told told = new Told();

    private Map<String, Object> pair() {
        assertThat(told.to(new PairFold(Told.settings()))).hasSizeLessThanOrEqualTo(1);
        return told.to(new PairFold(Told.settings())).get(0);
    }

    private void blocked() {
        told.tell(MESSAGE_BLOCKED, 0)
                .message(null, "media_pack")
                .because("first_contact_media")
                .then();
    }

    @Test
    void findsTheInitiatorAndTheOthersFirstReply() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_SENT, HOUR).message("m2", "text").then();
        told.tell(MESSAGE_SENT, 2 * HOUR).byContact().message("m3", "text").then();
        assertThat(pair())
                .containsEntry("initiator", Told.AGENT)
                .containsEntry("person_a", Told.AGENT)
                .containsEntry("person_b", Told.CONTACT)
                .containsEntry("first_reply_at", START + 2 * HOUR)
                .containsEntry("messages", 3L);
    }

    @Test
    void tellsWhichSideBeganAndWithWhatItTried() {
        blocked();
        told.tell(MESSAGE_SENT, HOUR).byContact().message("m1", "text").then();
        assertThat(pair())
                .containsEntry("attempt_kind", "media_pack")
                .containsEntry("sender_id", Told.AGENT)
                .containsEntry("sender_role", "agent")
                .containsEntry("initiated_by", "contact");
    }

    @Test
    void takesWhatWasBlockedAsMediaFirstForMedia() {
        told.tell(MESSAGE_BLOCKED, 0).because("first_contact_media").then();
        assertThat(pair()).containsEntry("attempt_kind", "media_pack");
    }

    @Test
    void takesNoBotForASide() {
        told.tell(MESSAGE_SENT, 0)
                .by("bot", "bot", Told.CONTACT, "contact")
                .message("m1", "text")
                .then();
        assertThat(pair()).containsEntry("initiated_by", null).containsEntry("initiator", "bot");
    }

    @Test
    void countsAReplyOfTheSameMillisecond() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_SENT, 0).byContact().message("m2", "text").then();
        assertThat(pair()).containsEntry("first_reply_at", START);
    }

    @Test
    void hasNoFirstMessageWhileEverythingWasBlocked() {
        blocked();
        assertThat(pair())
                .containsEntry("first_attempt_at", START)
                .containsEntry("first_message_at", null)
                .containsEntry("initiator", null)
                .containsEntry("blocked_at", START);
    }

    @Test
    void recoversByAnOpenerOfADayAndMediaOfThree() {
        blocked();
        told.tell(MESSAGE_SENT, DAY).message("m1", "text").then();
        told.tell(MESSAGE_SENT, 3 * DAY).message("m2", "media_pack").then();
        assertThat(pair()).containsEntry("opener_at", START + DAY).containsEntry("recovered_at", START + 3 * DAY);
    }

    @Test
    void doesNotRecoverAfterTheWindows() {
        blocked();
        told.tell(MESSAGE_SENT, DAY + 1).message("m1", "text").then();
        told.tell(MESSAGE_SENT, 2 * DAY).message("m2", "media_pack").then();
        assertThat(pair()).containsEntry("opener_at", null).containsEntry("recovered_at", null);
    }

    @Test
    void takesTheRecipientsMessageForAnOpenerOfAnySideOnly() {
        blocked();
        told.tell(MESSAGE_SENT, HOUR).byContact().message("m1", "text").then();
        told.tell(MESSAGE_SENT, 2 * HOUR).message("m2", "media_pack").then();
        assertThat(pair())
                .containsEntry("opener_at", null)
                .containsEntry("recovered_at", null)
                .containsEntry("any_opener_at", START + HOUR)
                .containsEntry("any_recovered_at", START + 2 * HOUR);
    }

    @Test
    void countsABlockOfAPairThatIsNotNewForNothing() {
        told.tell(MESSAGE_SENT, 0).message("m1", "text").then();
        told.tell(MESSAGE_BLOCKED, HOUR)
                .message(null, "media_pack")
                .because("first_contact_media")
                .then();
        assertThat(pair()).containsEntry("blocked_at", null);
    }

    @Test
    void tellsMediaThatCameFirstAgainstTheRule() {
        told.tell(MESSAGE_SENT, 0).message("m1", "media_pack").then();
        assertThat(pair()).containsEntry("is_media_first", true);
    }

    @Test
    void leavesGroupsOut() {
        told.tell(MESSAGE_SENT, 0).inGroup().message("m1", "text").then();
        assertThat(told.to(new PairFold(Told.settings()))).isEmpty();
    }
}
