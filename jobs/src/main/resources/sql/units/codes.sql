-- units.codes: promo codes by the day of issue, whether their owner redeemed them, and by the day of redemption, who did.
--
-- reads:  counted_events, metrics.watermarks, reference_brands
-- owner:  analytics
--
-- A code that several were given is a unit for each of them. It ends with its expiry, thirty days after its issue
-- at the latest; a refund takes no redemption back. Of two issues to one of them the first in total order counts. Nobody can pass on what was given to nobody, and of whom
-- nobody knows may be its owner.
WITH named AS (
  SELECT
    *,
    COALESCE(
      contact_id,
      CASE
        WHEN event_type = 'promo.issued' THEN counterpart_id
        WHEN COALESCE(actor_role, '') NOT IN ('brand', 'agent', 'bot') THEN actor_id
      END
    ) AS known_id
  FROM counted_events
  WHERE event_type IN ('promo.issued', 'promo.redeemed') AND code IS NOT NULL
),

told AS (
  SELECT
    brand_id, code, event_type, occurred_at, expires_at, platform, campaign_id, person_id,
    struct(unix_millis(occurred_at), COALESCE(source_sequence, 9223372036854775807), event_id) AS place
  FROM named
  LATERAL VIEW OUTER explode(
    IF(
      event_type = 'promo.issued' AND known_id IS NULL,
      transform(
        filter(recipients, one -> COALESCE(one.role, '') NOT IN ('brand', 'agent', 'bot', 'moderator')), one -> one.id
      ),
      array(known_id)
    )
  ) persons AS person_id
),

owners AS (
  SELECT
    brand_id,
    code,
    person_id,
    MIN(IF(event_type = 'promo.issued', struct(place, occurred_at, expires_at, platform, campaign_id), NULL)) AS issue,
    collect_list(IF(event_type = 'promo.redeemed', struct(occurred_at, campaign_id), NULL)) AS uses
  FROM told
  WHERE event_type = 'promo.redeemed' OR person_id IS NOT NULL
  GROUP BY brand_id, code, person_id
),

codes AS (
  SELECT
    *,
    MIN(issue) OVER (PARTITION BY brand_id, code) AS first_issue,
    LEAST(COALESCE(issue.expires_at, issue.occurred_at + INTERVAL 30 DAYS), issue.occurred_at + INTERVAL 30 DAYS)
      AS ends_at
  FROM owners
),

units AS (
  SELECT
    codes.issue.platform, codes.brand_id, codes.issue.campaign_id, codes.person_id, codes.issue.occurred_at AS unit_at,
    CAST(NULL AS STRING) AS flag,
    struct(
      IF(exists(codes.uses, used -> used.occurred_at BETWEEN codes.issue.occurred_at AND codes.ends_at), 1, 0), 1,
      codes.ends_at <= watermarks.until['promo_redemption_rate']
    ) AS promo_redemption_rate,
    CAST(NULL AS STRUCT<r: INT, n: INT>) AS promo_leak_rate
  FROM codes
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> codes.brand_id
  WHERE codes.issue IS NOT NULL
  UNION ALL
  SELECT
    first_issue.platform, brand_id, COALESCE(used.campaign_id, first_issue.campaign_id), person_id,
    used.occurred_at, IF(person_id IS NULL, 'lower_bound', NULL), NULL,
    struct(IF(person_id IS NOT NULL AND issue IS NULL, 1, 0), 1)
  FROM codes
  LATERAL VIEW explode(uses) each AS used
  WHERE first_issue IS NOT NULL
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
