package dev.sotto.bench;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metrics that the peer computes, by which slices, and of which it knows the bounds. */
final class PeerMetrics {

    /** The metrics that the peer knows by every slice. */
    private static final Set<String> WHOLLY_KNOWN = Set.copyOf(Peer.words("""
            messages_sent inbound_messages active_contacts reached_contacts reply_rate reply_depth delivery_rate read_rate voice_play_rate
            format_share format_adoption rich_active_days dau_wau share_of_first_openers
            media_items_sent pack_size pack_size_share pack_at_nine_share media_camera_share media_edited_share
            media_captioned_share voice_at_cap_share voice_duration_p50 voice_duration_p90 compose_latency
            first_response_time_p50 first_response_time_p90 first_response_survival first_response_waiting
            time_to_reply_survival reply_waiting time_to_churn_survival contact_survival frt_business reply_time
            unanswered_rate two_way_share messages_per_conversation messages_per_conversation_p50 off_app_handoff_rate
            resolution_time resolution_time_survival resolution_time_human resolution_time_human_survival reopen_rate
            vip_voice_share satisfaction_rate rating_response_rate
            dm_share_of_shares live_wish_fulfilment group_call_participation trust_index
            campaign_conversion_rate unique_ctr off_platform_ctr net_revenue_per_reached retention_on
            first_contact_block_rate block_recovery_rate filter_hit_rate age_denials incomplete_days not_observable_metrics
            suppressed_share"""));

    /** The metrics that it knows whole, and by some slices. */
    private static final Set<String> PARTLY_KNOWN = Set.copyOf(Peer.words("""
            block_recovery_opener_rate text_first_compliance media_first_attempt_share
            reminder_cancel_rate reminder_edit_rate filter_enabled_share report_rate origin_verified_rate
            policy_adherence policy_conflicts unknown_age_share freshness_p95
            approval_cycle_time_p50 approval_cycle_time_p90 approval_cycle_time_survival approval_cycle_business
            first_pass_rate approval_rounds
            contract_lead_time contract_lead_time_survival onboarding_completion onboarding_time_p50
            onboarding_time_survival tutorial_play_rate
            contest_valid_rate contest_text_first_share contest_moderation_load
            room_occupancy room_moderator_occupancy creator_room_occupancy room_ban_rate room_participation
            room_promo_conversion_rate promo_redemption_rate promo_leak_rate roas rule_credit shapley_credit markov_credit
            unattributed_share
            retention_on_or_after platform_retention declared_retention lifecycle_contacts
            repeat_purchase_after_dm repeat_purchase_lift repeat_purchase_lift_adjusted
            lift_absolute lift_relative lift_sequential lift_detectable incremental_conversions
            lift_revenue lift_revenue_adjusted srm_p
            funnel_step_persons funnel_step_rate
            time_to_convert_p50 time_to_convert_p90 time_to_convert_mean time_to_convert_survival"""));

    /** The metrics that the peer knows. */
    static final Set<String> METRICS =
            Stream.of(WHOLLY_KNOWN, PARTLY_KNOWN).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    /** Those whose bounds it does not know. */
    static final Set<String> UNBOUNDED =
            Set.copyOf(Peer.words("freshness_p95 roas lift_sequential lift_detectable lifecycle_contacts"));

    /** Those of whose units it does not know what else is to be said. */
    static final Set<String> UNFLAGGED = Set.copyOf(Peer.words("""
            reached_contacts reply_rate reply_depth unique_ctr off_platform_ctr campaign_conversion_rate
            net_revenue_per_reached roas format_adoption promo_leak_rate"""));

    private static final Set<String> SLICES = Set.copyOf(Peer.words("""
            opener_side agent room exposure rule promo model horizon,week state personal_message personal_message,stratum n,retention
            funnel,step funnel variant"""));

    private PeerMetrics() {}

    /** Whether it computes a metric, whole or by that slice. */
    static boolean knows(String metric, @Nullable String slice) {
        return WHOLLY_KNOWN.contains(metric)
                || PARTLY_KNOWN.contains(metric) && (slice == null || SLICES.contains(slice));
    }
}
