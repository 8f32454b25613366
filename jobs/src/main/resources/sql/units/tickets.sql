-- units.tickets: how a cycle of a ticket ended, by the day that each metric looks at.
--
-- reads:  journeys.tickets, metrics.watermarks, reference_campaigns
-- owner:  analytics
WITH cycles AS (
  SELECT
    tickets.*,
    COALESCE(tickets.contact_id, tickets.ticket_id) AS person_id,
    reference_campaigns.scenario,
    tickets.resolved_at + INTERVAL 7 DAYS AS reopens_until_at,
    watermarks.until
  FROM journeys.tickets AS tickets
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> tickets.brand_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = tickets.campaign_id
)

SELECT
  platform, brand_id, campaign_id, person_id,
  resolved_on AS unit_on, resolved_site_on AS unit_site_on,
  tier, scenario, replier_id AS agent,
  struct(IF(written_again_at <= reopens_until_at, 1, 0), 1, reopens_until_at <= until['reopen_rate']) AS reopen_rate,
  CAST(NULL AS STRUCT<r: BIGINT, n: BIGINT>) AS vip_voice_share,
  CAST(NULL AS STRUCT<r: INT, n: INT>) AS satisfaction_rate,
  CAST(NULL AS STRUCT<r: INT, n: INT>) AS rating_response_rate,
  CAST(NULL AS STRUCT<ms: BIGINT, watched_ms: BIGINT, is_open: BOOLEAN>) AS resolution_time,
  CAST(NULL AS STRUCT<ms: BIGINT, watched_ms: BIGINT, is_open: BOOLEAN>) AS resolution_time_human
FROM cycles
WHERE resolved_at IS NOT NULL
UNION ALL
SELECT
  platform, brand_id, campaign_id, person_id, started_on, started_site_on, tier, scenario, replier_id,
  NULL, IF(tier = 'vip', struct(voice_replies, replies), NULL), NULL, NULL,
  IF(started_at IS NULL, NULL, struct(
    unix_millis(resolved_at) - unix_millis(started_at),
    GREATEST(0L, unix_millis(until['resolution_time']) - unix_millis(started_at)), TRUE
  )),
  IF(handed_off_at IS NULL, NULL, struct(
    unix_millis(resolved_at) - unix_millis(handed_off_at),
    GREATEST(0L, unix_millis(until['resolution_time_human']) - unix_millis(handed_off_at)), TRUE
  ))
FROM cycles
UNION ALL
SELECT
  platform, brand_id, campaign_id, person_id, rated_on, rated_site_on, tier, scenario, replier_id,
  NULL, NULL,
  IF(rated_at IS NULL, NULL, struct(IF(score >= 4, 1, 0), 1)),
  IF(asked_at IS NULL, NULL, struct(IF(rated_at IS NULL, 0, 1), 1)),
  NULL, NULL
FROM cycles
WHERE asked_at IS NOT NULL OR rated_at IS NOT NULL
