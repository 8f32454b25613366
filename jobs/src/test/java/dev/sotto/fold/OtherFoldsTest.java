package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherFoldsTest {

    private final Told told = new Told();

    @Test
    void activityCountsByTheBrandsDayAndByTheSites() {
        // 23:30 in UTC is the next day in Paris.
        told.tell(MESSAGE_SENT, 14 * HOUR + HOUR / 2)
                .byContact()
                .message("m", "text")
                .then();
        Map<String, Object> row = told.to(new ActivityFold(Told.settings())).get(0);
        assertThat(row)
                .containsEntry("active_on", (int) LocalDate.of(2026, 1, 6).toEpochDay())
                .containsEntry("active_site_on", (int) LocalDate.of(2026, 1, 5).toEpochDay())
                .containsEntry("direction", "inbound")
                .containsEntry("messages", 1L);
    }

    @Test
    void activityCountsWhatTheContactDidApartFromMessages() {
        told.tell(MESSAGE_REACTED, 0).byContact().message("m", null).then();
        told.tell(MESSAGE_REACTED, 1).byContact().removed().message("m", null).then();
        told.tell(LINK_CLICKED, 2).byContact().message("m", null).then();
        told.tell(MESSAGE_PLAYED, 3).message("m", null).then();
        List<Map<String, Object>> rows = told.to(new ActivityFold(Told.settings()));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).containsEntry("interactions", 2L).containsEntry("messages", 0L);
    }

    @Test
    void activityOfAnAmbassadorIsNoContacts() {
        told.tell(MESSAGE_PLAYED, 0)
                .by("x", "ambassador", Told.AGENT, "agent")
                .message("m", null)
                .then();
        assertThat(told.to(new ActivityFold(Told.settings()))).isEmpty();
    }

    @Test
    void returnsAreWeeksOfElapsedTimeForEveryScope() {
        told.tell(MESSAGE_SENT, 0).byContact().of("c").message("m1", "text").then();
        told.tell(MESSAGE_SENT, 7 * DAY).byContact().message("m2", "text").then();
        List<Map<String, Object>> rows = told.to(new ReturnFold(Told.settings()));
        assertThat(rows)
                .extracting(row -> row.get("scope"))
                .containsExactlyInAnyOrder("all", "platform", "brand", "campaign");
        assertThat(rows)
                .allSatisfy(row -> assertThat((int[]) row.get("return_weeks"))
                        .containsExactly(row.get("scope").equals("campaign") ? new int[] {0} : new int[] {0, 1}));
    }

    @Test
    void checksCountAnItemOfBothSidesOnce() {
        told.tell(FILTER_SCANNED, 0).items("sender", 3, 0).message("m", null).then();
        told.tell(FILTER_SCANNED, 1)
                .byContact()
                .items("recipient", 3, 0)
                .message("m", null)
                .then();
        told.tell(FILTER_HIT, 2).items("sender", 0, 2).message("m", null).then();
        told.tell(FILTER_HIT, 3)
                .byContact()
                .items("recipient", 0, 2)
                .message("m", null)
                .then();
        told.tell(FILTER_HIT, 4)
                .byContact()
                .items("recipient", 0, 3)
                .message("m", null)
                .then();
        assertThat(told.to(new MediaCheckFold(Told.settings())).get(0))
                .containsEntry("items_scanned", 3L)
                .containsEntry("items_hit", 2L)
                .containsEntry("sender_hit", 1L)
                .containsEntry("recipient_hit", 2L);
    }

    @Test
    void denialsAreCountsByReasonAndDay() {
        told.tell(ACCESS_DENIED, 0).because("under_16").then();
        told.tell(ACCESS_DENIED, 1).because("under_16").then();
        told.tell(ACCESS_DENIED, 2).because("region").then();
        assertThat(told.to(new DenialFold(Told.settings())))
                .extracting(row -> row.get("reason") + " " + row.get("denials"))
                .containsExactlyInAnyOrder("under_16 2", "region 1");
    }
}
