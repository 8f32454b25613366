-- codes: promo_redemption_rate by day of issue, promo_leak_rate by day of redemption, by person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  affairs, watermarks
-- owner:  bench
--
-- A code that several were given is a unit for each of them. Nobody can pass on what was given to nobody, and of whom
-- nobody knows may be its owner.
WITH told AS (
  SELECT
    rowid AS place,
    *,
    coalesce(contact_id, CASE
      WHEN type = 'promo.issued' THEN counterpart_id
      WHEN coalesce(actor_role, '') NOT IN ('brand', 'agent', 'bot') THEN actor_id
    END) AS known_id
  FROM affairs
  WHERE type IN ('promo.issued', 'promo.redeemed') AND code IS NOT NULL
),

issued AS (
  SELECT brand_id, code, place, known_id AS person_id
  FROM told
  WHERE type = 'promo.issued' AND known_id IS NOT NULL
  UNION ALL
  SELECT brand_id, code, place, one.id
  FROM (SELECT brand_id, code, place, unnest(recipients) AS one FROM told WHERE type = 'promo.issued' AND known_id IS NULL)
  WHERE one.id IS NOT NULL AND coalesce(one.role, '') NOT IN ('brand', 'agent', 'bot', 'moderator')
),

owners AS (
  SELECT brand_id, code, person_id, min(place) AS place
  FROM issued
  GROUP BY brand_id, code, person_id
),

codes AS (
  SELECT brand_id, code, min(place) AS place
  FROM owners
  GROUP BY brand_id, code
),

owned AS (
  SELECT
    owners.code,
    owners.person_id,
    issue.*,
    least(coalesce(issue.expires_ms, issue.at_ms + 2592000000), issue.at_ms + 2592000000) AS ends_at
  FROM owners
  JOIN affairs AS issue ON issue.rowid = owners.place
),

-- The first use since the issue tells whether one came in time.
redeemed AS (
  SELECT
    owned.*,
    coalesce(used.at_ms <= owned.ends_at, FALSE) AS is_redeemed,
    coalesce(owned.ends_at <= watermarks.until, FALSE) AS is_mature
  FROM (SELECT *, coalesce(brand_id, '') AS of_brand FROM owned) AS owned
  ASOF LEFT JOIN (SELECT *, coalesce(brand_id, '') AS of_brand FROM told WHERE type = 'promo.redeemed') AS used
    ON used.of_brand = owned.of_brand
    AND used.code = owned.code
    AND used.known_id = owned.person_id
    AND used.at_ms >= owned.at_ms
  LEFT JOIN watermarks
    ON watermarks.metric = 'promo_redemption_rate'
    AND watermarks.scope = IF(owned.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM owned.brand_id
)

SELECT
  'promo_redemption_rate' AS metric,
  NULL AS slice,
  NULL AS slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  hash(person_id) AS person,
  CAST(is_mature AND is_redeemed AS INTEGER) AS r,
  CAST(is_mature AS INTEGER) AS n,
  CAST(NOT is_mature AS INTEGER) AS pending
FROM redeemed
UNION ALL
SELECT
  'promo_leak_rate', NULL, NULL, issue.platform, used.brand_id, coalesce(used.campaign_id, issue.campaign_id),
  used.site_on, used.brand_on,
  IF(used.known_id IS NULL, NULL, hash(used.known_id)),
  CAST(used.known_id IS NOT NULL AND owners.person_id IS NULL AS INTEGER),
  1,
  0
FROM told AS used
JOIN codes ON codes.brand_id IS NOT DISTINCT FROM used.brand_id AND codes.code = used.code
JOIN affairs AS issue ON issue.rowid = codes.place
LEFT JOIN owners
  ON owners.brand_id IS NOT DISTINCT FROM used.brand_id AND owners.code = used.code AND owners.person_id = used.known_id
WHERE used.type = 'promo.redeemed'
