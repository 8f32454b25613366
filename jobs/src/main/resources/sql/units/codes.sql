-- units.codes: promo codes by the day of issue, whether their owner redeemed them, and by the day of redemption, who did.
--
-- reads:  counted_events, metrics.watermarks, reference_brands
-- owner:  analytics
--
-- A code that several were given is a unit for each of them. It ends with its expiry, thirty days after its issue
-- at the latest; a refund takes no redemption back. Nobody can pass on what was given to nobody, and of whom
-- nobody knows may be its owner.
WITH told AS (
  SELECT
    *,
    COALESCE(
      contact_id,
      CASE
        WHEN event_type = 'promo.issued' THEN counterpart_id
        WHEN COALESCE(actor_role, '') NOT IN ('brand', 'agent', 'bot') THEN actor_id
      END
    ) AS person_id
  FROM counted_events
  WHERE event_type IN ('promo.issued', 'promo.redeemed') AND code IS NOT NULL
),

given AS (
  SELECT brand_id, code, person_id, occurred_at, expires_at, platform, campaign_id
  FROM told
  WHERE event_type = 'promo.issued' AND person_id IS NOT NULL
  UNION ALL
  SELECT brand_id, code, recipient.id, occurred_at, expires_at, platform, campaign_id
  FROM told
  LATERAL VIEW explode(recipients) persons AS recipient
  WHERE event_type = 'promo.issued' AND person_id IS NULL AND COALESCE(recipient.role, '') NOT IN ('brand', 'agent', 'bot', 'moderator')
),

owned AS (
  SELECT brand_id, code, person_id, MIN(struct(occurred_at, expires_at, platform, campaign_id)) AS issue
  FROM given
  GROUP BY brand_id, code, person_id
),

codes AS (
  SELECT brand_id, code, MIN(issue) AS issue
  FROM owned
  GROUP BY brand_id, code
),

ended AS (
  SELECT
    *,
    LEAST(COALESCE(issue.expires_at, issue.occurred_at + INTERVAL 30 DAYS), issue.occurred_at + INTERVAL 30 DAYS)
      AS ends_at
  FROM owned
),

units AS (
  SELECT
    ended.issue.platform, ended.brand_id, ended.issue.campaign_id, ended.person_id, ended.issue.occurred_at AS unit_at,
    CAST(NULL AS STRING) AS flag,
    struct(
      MAX(IF(used.occurred_at BETWEEN ended.issue.occurred_at AND ended.ends_at, 1, 0)), 1,
      MAX(ended.ends_at <= watermarks.until['promo_redemption_rate'])
    ) AS promo_redemption_rate,
    CAST(NULL AS STRUCT<r: INT, n: INT>) AS promo_leak_rate
  FROM ended
  LEFT JOIN told AS used
    ON used.event_type = 'promo.redeemed'
    AND used.brand_id <=> ended.brand_id
    AND used.code = ended.code
    AND used.person_id = ended.person_id
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> ended.brand_id
  GROUP BY ended.brand_id, ended.code, ended.person_id, ended.issue, ended.ends_at
  UNION ALL
  SELECT
    codes.issue.platform, codes.brand_id, COALESCE(used.campaign_id, codes.issue.campaign_id), used.person_id,
    used.occurred_at, IF(used.person_id IS NULL, 'lower_bound', NULL), NULL,
    struct(IF(used.person_id IS NOT NULL AND owned.person_id IS NULL, 1, 0), 1)
  FROM told AS used
  INNER JOIN codes ON codes.brand_id <=> used.brand_id AND codes.code = used.code
  LEFT JOIN owned
    ON owned.brand_id <=> used.brand_id AND owned.code = used.code AND owned.person_id = used.person_id
  WHERE used.event_type = 'promo.redeemed'
)

SELECT
  units.platform, units.brand_id, units.campaign_id, units.person_id,
  CAST(from_utc_timestamp(units.unit_at, COALESCE(own.zone, site.zone)) AS DATE) AS unit_on,
  CAST(from_utc_timestamp(units.unit_at, site.zone) AS DATE) AS unit_site_on,
  units.flag,
  units.promo_redemption_rate AS promo_redemption_rate,
  units.promo_leak_rate AS promo_leak_rate
FROM units
LEFT JOIN reference_brands AS own ON own.brand_id = units.brand_id
INNER JOIN reference_brands AS site ON site.brand_id IS NULL
