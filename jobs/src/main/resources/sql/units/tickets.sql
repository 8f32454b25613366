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
  tier, scenario,
  struct(IF(written_again_at <= reopens_until_at, 1, 0), 1, reopens_until_at <= until['reopen_rate']) AS reopen_rate,
  CAST(NULL AS STRUCT<r: BIGINT, n: BIGINT>) AS vip_voice_share,
  CAST(NULL AS STRUCT<r: INT, n: INT>) AS satisfaction_rate,
  CAST(NULL AS STRUCT<r: INT, n: INT>) AS rating_response_rate
FROM cycles
WHERE resolved_at IS NOT NULL
UNION ALL
SELECT
  platform, brand_id, campaign_id, person_id, started_on, started_site_on, tier, scenario,
  NULL, struct(voice_replies, replies), NULL, NULL
FROM cycles
WHERE tier = 'vip'
UNION ALL
SELECT
  platform, brand_id, campaign_id, person_id, rated_on, rated_site_on, tier, scenario,
  NULL, NULL,
  IF(rated_at IS NULL, NULL, struct(IF(score >= 4, 1, 0), 1)),
  IF(asked_at IS NULL, NULL, struct(IF(rated_at IS NULL, 0, 1), 1))
FROM cycles
WHERE asked_at IS NOT NULL OR rated_at IS NOT NULL
