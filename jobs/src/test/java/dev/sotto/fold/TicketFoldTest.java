package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.MINUTE;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sotto.domain.EventType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TicketFoldTest {

    private final Told told = new Told();

    private Told.Telling step(EventType type, long at) {
        return told.tell(type, at).ofTicket("k");
    }

    private List<Map<String, Object>> tickets() {
        return told.to(new TicketFold(Told.settings()));
    }

    @Test
    void runsFromTheStartOfItsConversationToItsResolution() {
        told.tell(MESSAGE_SENT, 0).byContact().message("m1", "text").then();
        step(TICKET_OPENED, MINUTE).saying("vip").then();
        step(TICKET_HANDED_OFF, 2 * MINUTE).then();
        told.tell(MESSAGE_SENT, 3 * MINUTE).message("m2", "voice_note").then();
        told.tell(MESSAGE_SENT, 4 * MINUTE).automatic().message("m3", "text").then();
        told.tell(MESSAGE_SENT, 5 * MINUTE).message("m4", "text").then();
        step(TICKET_RESOLVED, HOUR).then();
        step(TICKET_RATING_ASKED, HOUR + 1).then();
        step(TICKET_RATED, HOUR + 2).byContact().scored(2).then();
        step(TICKET_RATED, HOUR + 3).byContact().scored(5).then();
        assertThat(tickets())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("tier", "vip")
                        .containsEntry("started_at", START)
                        .containsEntry("handed_off_at", START + 2 * MINUTE)
                        .containsEntry("resolved_at", START + HOUR)
                        .containsEntry("replies", 2L)
                        .containsEntry("voice_replies", 1L)
                        .containsEntry("replier_id", Told.AGENT)
                        .containsEntry("score", 5)
                        .containsEntry("written_again_at", null));
    }

    @Test
    void beginsACycleWithWhatWasSaidBeforeItWasOpenedAgain() {
        step(TICKET_OPENED, 0).then();
        step(TICKET_RESOLVED, HOUR).then();
        told.tell(MESSAGE_SENT, 2 * HOUR).byContact().message("m1", "text").then();
        step(TICKET_REOPENED, 2 * HOUR + 2).then();
        step(TICKET_RESOLVED, 3 * HOUR).then();
        assertThat(tickets())
                .extracting(row -> row.get("cycle"), row -> row.get("started_at"), row -> row.get("written_again_at"))
                .containsExactly(tuple(1, START, START + 2 * HOUR), tuple(2, START + 2 * HOUR, null));
    }

    @Test
    void takesTheLastResolutionWithinFiveMinutes() {
        step(TICKET_OPENED, 0).then();
        step(TICKET_RESOLVED, HOUR).then();
        told.tell(MESSAGE_SENT, HOUR + MINUTE).byContact().message("m1", "text").then();
        step(TICKET_RESOLVED, HOUR + 5 * MINUTE).then();
        assertThat(tickets())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("resolved_at", START + HOUR + 5 * MINUTE)
                        .containsEntry("written_again_at", null));
    }

    @Test
    void resolvesNothingTwiceWhenNothingWasSaidInBetween() {
        step(TICKET_OPENED, 0).then();
        step(TICKET_RESOLVED, HOUR).then();
        step(TICKET_RESOLVED, 2 * HOUR).then();
        assertThat(tickets()).extracting(row -> row.get("resolved_at")).containsExactly(START + HOUR);
    }

    @Test
    void isOpenAgainWhenItWasResolvedAfterMoreWasSaid() {
        step(TICKET_OPENED, 0).then();
        step(TICKET_RESOLVED, HOUR).then();
        told.tell(MESSAGE_SENT, 2 * HOUR).message("m1", "text").then();
        step(TICKET_RESOLVED, 3 * HOUR).then();
        assertThat(tickets())
                .extracting(row -> row.get("started_at"), row -> row.get("resolved_at"))
                .containsExactly(tuple(START, START + HOUR), tuple(START + 2 * HOUR, START + 3 * HOUR));
    }

    @Test
    void countsWhatWasAnsweredAndHandedOverBeforeItWasResolvedAgain() {
        step(TICKET_OPENED, 0).saying("vip").then();
        step(TICKET_RESOLVED, HOUR).then();
        step(TICKET_HANDED_OFF, HOUR + 1).then();
        told.tell(MESSAGE_SENT, 2 * HOUR).byContact().message("m1", "text").then();
        step(TICKET_HANDED_OFF, 2 * HOUR + 1).then();
        told.tell(MESSAGE_SENT, 2 * HOUR + 2).message("m2", "voice_note").then();
        step(TICKET_RESOLVED, 3 * HOUR).then();
        assertThat(tickets())
                .extracting(row -> row.get("handed_off_at"), row -> row.get("replies"), row -> row.get("voice_replies"))
                .containsExactly(tuple(null, 0L, 0L), tuple(START + 2 * HOUR + 1, 1L, 1L));
    }

    @Test
    void countsWhatWasAnsweredBetweenTwoResolutionsThatAreOne() {
        step(TICKET_OPENED, 0).then();
        step(TICKET_RESOLVED, HOUR).then();
        told.tell(MESSAGE_SENT, HOUR + 1).message("m1", "voice_note").then();
        step(TICKET_RESOLVED, HOUR + MINUTE).then();
        assertThat(tickets())
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("voice_replies", 1L).containsEntry("replier_id", Told.AGENT));
    }
}
