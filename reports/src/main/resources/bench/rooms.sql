-- rooms: room_ban_rate, and room_promo_conversion_rate by day of the post, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  room_acts, affairs, stays, purchases, watermarks
-- owner:  bench
WITH present AS (
  SELECT DISTINCT
    posts.platform, posts.brand_id, posts.campaign_id, posts.room_id, posts.promo, posts.at_ms, posts.site_on,
    posts.brand_on, stays.person
  FROM affairs AS posts
  JOIN stays
    ON stays.platform = posts.platform
    AND stays.room_id = posts.room_id
    AND stays.joined_ms <= posts.at_ms
    AND posts.at_ms < coalesce(stays.left_ms, posts.at_ms + 1)
  WHERE posts.type = 'room.promo_posted' AND NOT stays.is_host
),

-- The first purchase after the post tells whether one came in time.
bought AS (
  SELECT
    present.*,
    coalesce(purchases.at_ms <= present.at_ms + 604800000, FALSE) AS is_bought,
    coalesce(present.at_ms + 604800000 <= watermarks.until, FALSE) AS is_mature
  FROM present
  ASOF LEFT JOIN purchases
    ON purchases.brand_id = present.brand_id AND purchases.contact = present.person AND purchases.at_ms > present.at_ms
  LEFT JOIN watermarks
    ON watermarks.metric = 'room_promo_conversion_rate'
    AND watermarks.scope = IF(present.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM present.brand_id
)

SELECT
  'room_ban_rate' AS metric,
  sliced.slice,
  sliced.slice_value,
  platform,
  brand_id,
  NULL AS campaign_id,
  site_on,
  brand_on,
  person,
  1000 * bans AS r,
  posts AS n,
  0 AS pending
FROM room_acts
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('room', room_acts.room_id)) AS sliced (slice, slice_value)
WHERE bans + posts > 0
UNION ALL
SELECT
  'room_promo_conversion_rate', sliced.slice, sliced.slice_value, platform, brand_id, campaign_id, site_on, brand_on,
  person,
  CAST(is_mature AND is_bought AS INTEGER),
  CAST(is_mature AS INTEGER),
  CAST(NOT is_mature AS INTEGER)
FROM bought
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('promo', bought.promo)) AS sliced (slice, slice_value)
