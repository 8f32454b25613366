-- checks: filter_hit_rate by day of the first check, person and place; age_denials by day and platform.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, brands
-- owner:  bench
--
-- An item that both sides scanned or hit counts once in all and once a side.
WITH events AS (
  SELECT rowid AS place, *
  FROM story
  WHERE type IN ('filter.scanned', 'filter.hit')
),

sides AS (
  SELECT
    message,
    side,
    coalesce(max(items) FILTER (WHERE type = 'filter.scanned'), 0) AS scanned,
    count(DISTINCT position) FILTER (WHERE type = 'filter.hit') AS hit,
    arg_max(actor_age_band, place) FILTER (WHERE actor_age_band IS NOT NULL) AS age_band
  FROM events
  GROUP BY message, side
),

messages AS (
  SELECT
    message,
    min(place) AS place,
    coalesce(max(items) FILTER (WHERE type = 'filter.scanned'), 0) AS scanned,
    count(DISTINCT position) FILTER (WHERE type = 'filter.hit') AS hit
  FROM events
  GROUP BY message
),

units AS (
  SELECT message, NULL AS slice, NULL AS slice_value, scanned, hit
  FROM messages
  UNION ALL
  SELECT message, 'side', side, scanned, hit
  FROM sides
  UNION ALL
  SELECT message, 'age_band,side', age_band || ',' || side, scanned, hit
  FROM sides
  WHERE age_band <> 'unknown'
)

SELECT
  'filter_hit_rate' AS metric,
  units.slice,
  units.slice_value,
  first.platform,
  first.brand_id,
  first.campaign_id,
  local_day(getvariable('site_zone'), first.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), first.at_ms) AS brand_on,
  first.person,
  least(units.hit, units.scanned) AS r,
  units.scanned AS n,
  0 AS pending
FROM units
JOIN messages ON messages.message = units.message
JOIN story AS first ON first.rowid = messages.place
LEFT JOIN brands ON brands.brand_id = first.brand_id
WHERE units.scanned > 0
UNION ALL
SELECT
  'age_denials', NULL, NULL, platform, NULL, NULL, local_day(getvariable('site_zone'), at_ms), NULL, NULL,
  count(*), 0, 0
FROM story
WHERE type = 'access.denied' AND reason = 'under_16'
GROUP BY platform, local_day(getvariable('site_zone'), at_ms)
