-- repeats: repeat_purchase_after_dm by day of the first purchase, and tutorial_play_rate by day sent; by person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  purchases, landings, coverage, feeds, watermarks, brands
-- owner:  bench
--
-- Judged from the landmark, a week after the first purchase: whoever bought again before it is left out, and a message
-- after it is none.
WITH numbered AS (
  SELECT *, row_number() OVER (PARTITION BY brand_id, contact ORDER BY place) AS number
  FROM purchases
),

burn_ins AS (
  SELECT coverage.brand_id, local_day(getvariable('site_zone'), max(feeds.new_from)) AS new_from_on
  FROM coverage
  JOIN feeds ON feeds.source = coverage.source
  GROUP BY coverage.brand_id
),

buyers AS (
  SELECT
    first.brand_id,
    first.contact,
    first.platform,
    first.at_ms,
    second.at_ms AS second_at
  FROM numbered AS first
  LEFT JOIN numbered AS second
    ON second.brand_id = first.brand_id AND second.contact = first.contact AND second.number = 2
  LEFT JOIN brands ON brands.brand_id = first.brand_id
  LEFT JOIN burn_ins ON burn_ins.brand_id = first.brand_id
  WHERE first.number = 1
    AND coalesce(second.at_ms > first.at_ms + 604800000, TRUE)
    AND coalesce(local_day(coalesce(brands.zone, getvariable('site_zone')), first.at_ms) >= burn_ins.new_from_on, TRUE)
),

personal AS (
  SELECT brand_id, contact, coalesce(delivered_at, IF(is_delivery_known, NULL, sent_at)) AS reached_at
  FROM landings
  WHERE is_personalised AND coalesce(delivered_at, IF(is_delivery_known, NULL, sent_at)) IS NOT NULL
),

given AS (
  SELECT
    'repeat_purchase_after_dm' AS metric,
    'personal_message' AS slice,
    IF(personal.reached_at < buyers.at_ms + 604800000, 'reached', 'not_reached') AS slice_value,
    buyers.platform,
    buyers.brand_id,
    NULL AS campaign_id,
    buyers.contact,
    buyers.at_ms,
    coalesce(buyers.second_at <= buyers.at_ms + 7776000000, FALSE) AS is_hit,
    coalesce(buyers.at_ms + 7776000000 <= watermarks.until, FALSE) AS is_mature
  FROM buyers
  ASOF LEFT JOIN personal
    ON personal.brand_id = buyers.brand_id
    AND personal.contact = buyers.contact
    AND personal.reached_at > buyers.at_ms
  LEFT JOIN watermarks
    ON watermarks.metric = 'repeat_purchase_after_dm'
    AND watermarks.scope = 'brand'
    AND watermarks.brand_id = buyers.brand_id
  UNION ALL
  SELECT
    'tutorial_play_rate', NULL, NULL, landings.platform, landings.brand_id, landings.campaign_id, landings.contact,
    landings.sent_at,
    coalesce(landings.played_at <= landings.delivered_at + 259200000, FALSE),
    coalesce(landings.delivered_at + 259200000 <= watermarks.until, FALSE)
  FROM landings
  LEFT JOIN watermarks
    ON watermarks.metric = 'tutorial_play_rate'
    AND watermarks.scope = IF(landings.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM landings.brand_id
  WHERE landings.is_tutorial
    AND landings.is_play_known
    AND landings.is_delivery_known
    AND landings.delivered_at IS NOT NULL
)

SELECT
  given.metric,
  sliced.slice,
  sliced.slice_value,
  given.platform,
  given.brand_id,
  given.campaign_id,
  local_day(getvariable('site_zone'), given.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), given.at_ms) AS brand_on,
  given.contact AS person,
  CAST(given.is_mature AND given.is_hit AS INTEGER) AS r,
  CAST(given.is_mature AS INTEGER) AS n,
  CAST(NOT given.is_mature AS INTEGER) AS pending
FROM given
LEFT JOIN brands ON brands.brand_id = given.brand_id
CROSS JOIN LATERAL (VALUES (NULL, NULL, TRUE), (given.slice, given.slice_value, given.slice IS NOT NULL))
  AS sliced (slice, slice_value, is_given)
WHERE sliced.is_given
