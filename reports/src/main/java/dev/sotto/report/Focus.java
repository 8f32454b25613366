package dev.sotto.report;

import dev.sotto.domain.ReportKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers that a kind of report looks at first.
 *
 * @param weightiest what its sentence leads with where it changed, the weightiest first
 * @param others what its sentence ends with where nothing weighty changed
 * @param sizes what it tells of a first week, which has nothing to compare with
 * @param tiles its numbers side by side
 * @param watched what is called out where it turned worse
 */
record Focus(
        List<String> weightiest, List<String> others, List<String> sizes, List<String> tiles, List<String> watched) {
    private static final List<String> SIZES = List.of("active_contacts", "messages_sent");
    private static final Focus BRAND = new Focus(
            List.of("campaign_conversion_rate", "reply_rate", "active_contacts", "messages_sent"),
            List.of("first_contact_block_rate", "first_response_time_p50", "block_recovery_rate", "filter_hit_rate"),
            SIZES,
            List.of(
                    "messages_sent",
                    "active_contacts",
                    "reply_rate",
                    "campaign_conversion_rate",
                    "first_response_time_p50"),
            List.of(
                    "messages_sent",
                    "active_contacts",
                    "reply_rate",
                    "campaign_conversion_rate",
                    "first_response_time_p50",
                    "first_contact_block_rate",
                    "block_recovery_rate",
                    "filter_hit_rate"));
    private static final Focus OPERATOR = new Focus(
            List.of("report_rate", "active_contacts", "messages_sent"),
            List.of("filter_hit_rate", "first_contact_block_rate", "freshness_p95"),
            SIZES,
            List.of("active_contacts", "report_rate", "filter_hit_rate", "freshness_p95", "incomplete_days"),
            List.of(
                    "report_rate",
                    "filter_hit_rate",
                    "first_contact_block_rate",
                    "policy_adherence",
                    "freshness_p95",
                    "unknown_age_share"));

    private static final Focus CREATOR = new Focus(
            List.of("room_participation", "room_promo_conversion_rate", "live_wish_fulfilment", "room_ban_rate"),
            List.of("group_call_participation", "room_occupancy"),
            List.of("room_participation", "room_occupancy"),
            List.of(
                    "room_participation",
                    "room_occupancy",
                    "room_promo_conversion_rate",
                    "room_ban_rate",
                    "live_wish_fulfilment"),
            List.of("room_participation", "room_promo_conversion_rate", "room_ban_rate", "live_wish_fulfilment"));

    private static final int TILES = 5;

    /** The same with other numbers side by side first. */
    Focus beginningWith(List<String> first) {
        List<String> all = Stream.concat(first.stream(), tiles.stream())
                .distinct()
                .limit(TILES)
                .toList();
        return new Focus(weightiest, others, sizes, all, watched);
    }

    static Focus of(ReportKind kind) {
        return switch (kind) {
            case BRAND, ALERT -> BRAND;
            case OPERATOR -> OPERATOR;
            case CREATOR -> CREATOR;
        };
    }
}
