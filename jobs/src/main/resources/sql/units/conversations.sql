-- units.conversations: how a conversation went, by the day it began.
--
-- reads:  journeys.conversations, metrics.watermarks, reference_campaigns
-- owner:  analytics
--
-- How long it is and whether it left the app is known when it is over; one that nobody of the brand had to
-- answer cannot be unanswered. What is not answered yet was watched up to its end or that of the log.
WITH talks AS (
  SELECT
    conversations.*,
    reference_campaigns.scenario,
    watermarks.until,
    conversations.ended_at + make_dt_interval(0, 0, 0, :conversation_gap_seconds) AS closed_at,
    conversations.started_at + INTERVAL 24 HOURS AS answer_until_at
  FROM journeys.conversations AS conversations
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> conversations.brand_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = conversations.campaign_id
)

SELECT
  platform, brand_id, campaign_id, COALESCE(contact_id, thread_id) AS person_id,
  started_on AS unit_on, started_site_on AS unit_site_on,
  conversation_kind, tier, scenario, first_response_kind AS kind, first_responder_id AS agent,
  struct(IF(is_two_way, 1, 0), 1) AS two_way_share,
  struct(messages, 1, closed_at <= until['messages_per_conversation']) AS messages_per_conversation,
  struct(IF(has_handoff, 1, 0), 1, closed_at <= until['off_app_handoff_rate']) AS off_app_handoff_rate,
  IF(initiated_by = 'contact', struct(
    IF(first_response_at <= answer_until_at, 0, 1), 1, answer_until_at <= until['unanswered_rate']
  ), NULL) AS unanswered_rate,
  IF(initiated_by = 'contact', struct(
    CAST(ROUND(first_response_seconds * 1000) AS BIGINT),
    GREATEST(0L, unix_millis(
      LEAST(closed_at, COALESCE(until['first_response_time_p50'], started_at))
    ) - unix_millis(started_at)),
    COALESCE(closed_at > until['first_response_time_p50'], TRUE)
  ), NULL) AS first_response_time_p50,
  IF(initiated_by = 'contact', business_response_ms, NULL) AS frt_business,
  struct(
    IF(closed_at <= until['messages_per_conversation_p50'], messages, NULL), CAST(NULL AS BIGINT), TRUE
  ) AS messages_per_conversation_p50
FROM talks
