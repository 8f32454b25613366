package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sotto.fold.FoldEvent.Details;
import dev.sotto.fold.FoldEvent.Media;
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
    void activityIsNoClickOfAMachine() {
        told.tell(MESSAGE_DELIVERED, 0).byContact().message("m", null).then();
        told.tell(LINK_CLICKED, 2_000).byContact().message("m", null).then();
        told.tell(LINK_CLICKED, 9_000).by("x", "bot", Told.CONTACT, "contact").then();
        assertThat(told.to(new ActivityFold(Told.settings()))).isEmpty();
        told.tell(LINK_CLICKED, 9_001).byContact().message("m", null).then();
        assertThat(told.to(new ActivityFold(Told.settings()))).hasSize(1);
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
    void activityKnowsTheAgeBandThatWasSaidLast() {
        told.tell(MESSAGE_SENT, 0)
                .byContact()
                .aged("unknown")
                .message("m", "text")
                .then();
        assertThat(told.to(new ActivityFold(Told.settings())).get(0)).containsEntry("age_band", null);
        told.tell(MESSAGE_SENT, 1)
                .byContact()
                .aged("16_17")
                .message("m", "text")
                .then();
        told.tell(MESSAGE_SENT, 2)
                .byContact()
                .aged("unknown")
                .message("m", "text")
                .then();
        assertThat(told.to(new ActivityFold(Told.settings())).get(0)).containsEntry("age_band", "16_17");
    }

    @Test
    void settingsOfTheFilterKeepTheirOrder() {
        told.tell(FILTER_SETTING, 0).byContact().aged("18_plus").saying("off").then();
        told.tell(FILTER_SETTING, 0).byContact().aged("18_plus").saying("on").then();
        assertThat(told.to(new FilterSettingFold()))
                .extracting(row -> row.get("set_order"), row -> row.get("is_enabled"))
                .containsExactly(tuple(1, false), tuple(2, true));
    }

    @Test
    void returnsAreWeeksOfElapsedTimeForEveryScope() {
        told.tell(SESSION_STARTED, -1).byContact().then();
        told.tell(MESSAGE_SENT, 0).byContact().of("c").message("m1", "text").then();
        told.tell(MESSAGE_SENT, 7 * DAY).byContact().message("m2", "text").then();
        told.tell(SESSION_STARTED, 14 * DAY).byContact().then();
        told.tell(SESSION_STARTED, 21 * DAY).on("instagram").byContact().then();
        List<Map<String, Object>> rows = told.to(new ReturnFold(Told.settings()));
        assertThat(rows)
                .extracting(row -> row.get("scope"))
                .containsExactlyInAnyOrder("all", "platform", "brand", "campaign");
        assertThat(rows)
                .allSatisfy(row -> assertThat((int[]) row.get("return_weeks"))
                        .containsExactly(row.get("scope").equals("campaign") ? new int[] {0} : new int[] {0, 1}));
        assertThat(rows)
                .allSatisfy(row -> assertThat((int[]) row.get("session_weeks"))
                        .containsExactly(
                                switch ((String) row.get("scope")) {
                                    case "all" -> new int[] {2, 3};
                                    case "platform" -> new int[] {2};
                                    default -> new int[] {};
                                }));
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

    @Test
    void countsWhatMessagesAreMadeOf() {
        told.tell(COMPOSE_STARTED, 0)
                .with(new Details(null, -1, "k", null, false, Media.NONE, List.of()))
                .then();
        told.tell(MESSAGE_SENT, 4_000)
                .message("m1", "media_pack")
                .with(new Details(null, -1, "k", null, false, new Media(9, 8, 3, 9, 2, 9, 1), List.of()))
                .then();
        told.tell(MESSAGE_SENT, 5_000)
                .message("m2", "media_pack")
                .with(new Details(null, -1, "k", null, false, new Media(12, 0, 0, 0, 0, 0, 0), List.of()))
                .then();
        told.tell(MESSAGE_SENT, 5_000)
                .message("m3", "voice_note")
                .with(new Details(null, 59_000, null, null, false, Media.NONE, List.of()))
                .then();
        told.tell(MESSAGE_SENT, 5_000)
                .message("m4", "voice_note")
                .with(new Details(null, 58_999, null, null, false, Media.NONE, List.of()))
                .then();
        told.tell(MESSAGE_SENT, 5_000)
                .message("m5", "voice_note")
                .with(new Details(null, 0, null, null, false, Media.NONE, List.of()))
                .then();
        told.tell(MESSAGE_SENT, 5_000).message("m6", "voice_note").then();
        List<Map<String, Object>> rows = told.to(new ActivityFold(Told.settings()));
        assertThat(rows.get(0))
                .containsEntry("media_items", 21L)
                .containsEntry("pack_sizes", new int[] {9, 12})
                .containsEntry("packs_at_limit", 1L)
                .containsEntry("items_of_origin", 8L)
                .containsEntry("camera_items", 3L)
                .containsEntry("edited_items", 2L)
                .containsEntry("captioned_items", 1L)
                .containsEntry("compose_ms", new int[] {4_000})
                .containsEntry("hours", new int[] {10, 10});
        assertThat(rows.get(1))
                .containsEntry("messages", 4L)
                .containsEntry("voice_ms", new int[] {59_000, 58_999, 0})
                .containsEntry("voices_at_cap", 1L);
    }

    /** The wish of yesterday is fulfilled before that of today, and what nobody wished for is not. */
    @Test
    void fulfilsTheOldestOpenWish() {
        told.tell(LIVE_WISH, 0).byContact().saying("made").then();
        told.tell(LIVE_WISH, Told.DAY).byContact().saying("made").then();
        told.tell(LIVE_WISH, Told.DAY + 1).saying("fulfilled").then();
        told.tell(LIVE_WISH, 2 * Told.DAY).saying("fulfilled").then();
        told.tell(LIVE_WISH, 3 * Told.DAY).saying("fulfilled").then();
        told.tell(SHARE_SENT, 3 * Told.DAY).byContact().saying("dm").then();
        assertThat(told.to(new ActFold(Told.settings())))
                .extracting(row -> row.get("act") + " " + row.get("word") + " " + row.get("acts"))
                .containsExactly(
                        "live.wish made 1",
                        "live.wish made 1",
                        "live.wish fulfilled 1",
                        "live.wish fulfilled 1",
                        "share.sent dm 1");
    }
}
