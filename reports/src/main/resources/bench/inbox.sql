-- inbox: how conversations went and tickets ended, by day, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  conversations, tickets, watermarks
-- owner:  bench
--
-- A unit whose window reaches beyond the watermark of its brand is pending on both sides; what is of no brand
-- waits for the whole site.
WITH until AS (
  SELECT metric, brand_id, until
  FROM watermarks
  WHERE scope = IF(brand_id IS NULL, 'all', 'brand')
),

talks AS (
  SELECT conversations.*, unit.metric, unit.r, unit.mature_at
  FROM conversations
  CROSS JOIN LATERAL (
    VALUES
      ('two_way_share', CAST(is_two_way AS BIGINT), 0),
      ('messages_per_conversation', messages, closed_at),
      ('off_app_handoff_rate', CAST(has_handoff AS BIGINT), closed_at),
      (
        'unanswered_rate',
        CAST(answered_at IS NULL OR answered_at > started_at + 86400000 AS BIGINT),
        started_at + 86400000
      )
  ) AS unit (metric, r, mature_at)
  WHERE is_by_contact OR unit.metric <> 'unanswered_rate'
),

cycles AS (
  SELECT tickets.*, unit.*
  FROM tickets
  CROSS JOIN LATERAL (
    VALUES
      (
        'reopen_rate',
        resolved_at,
        CAST(written_again_at <= resolved_at + 604800000 AS BIGINT),
        1,
        resolved_at + 604800000
      ),
      ('vip_voice_share', IF(tier = 'vip', started_at, NULL), voice_replies, replies, 0),
      ('satisfaction_rate', IF(rated_at IS NULL, NULL, coalesce(asked_at, rated_at)), CAST(score >= 4 AS BIGINT), 1, 0),
      ('rating_response_rate', asked_at, CAST(rated_at IS NOT NULL AS BIGINT), 1, 0)
  ) AS unit (metric, at_ms, r, n, mature_at)
  WHERE unit.at_ms IS NOT NULL
),

units AS (
  SELECT
    metric, platform, brand_id, campaign_id, site_on, brand_on, person, conversation_kind, NULL AS agent,
    scenario, tier, r, 1 AS n,
    mature_at
  FROM talks
  UNION ALL
  SELECT
    metric, platform, brand_id, campaign_id, local_day(getvariable('site_zone'), at_ms), local_day(zone, at_ms), person,
    NULL, agent, scenario, tier, coalesce(r, 0), n, mature_at
  FROM cycles
),

matured AS (
  SELECT units.*, mature_at = 0 OR coalesce(units.mature_at <= until.until, FALSE) AS is_mature
  FROM units
  LEFT JOIN until ON until.metric = units.metric AND until.brand_id IS NOT DISTINCT FROM units.brand_id
)

SELECT
  matured.metric,
  sliced.slice,
  sliced.slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  person,
  IF(is_mature, r, 0) AS r,
  IF(is_mature, n, 0) AS n,
  IF(is_mature, 0, n) AS pending
FROM matured
CROSS JOIN LATERAL (
  VALUES
    (NULL, NULL), ('agent', agent), ('conversation_kind', conversation_kind), ('scenario', scenario), ('tier', tier)
) AS sliced (slice, slice_value)
JOIN catalogue
  ON catalogue.metric = matured.metric
  AND (sliced.slice IS NULL OR (sliced.slice_value IS NOT NULL AND list_contains(catalogue.slices, sliced.slice)))
WHERE n > 0
