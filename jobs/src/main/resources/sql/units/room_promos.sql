-- units.room_promos: which members that were there bought within seven days of a post that promotes, by its day.
--
-- reads:  journeys.credits, journeys.room_promos, journeys.room_stays, metrics.watermarks
-- owner:  analytics
WITH present AS (
  SELECT DISTINCT
    promos.platform, promos.brand_id, promos.campaign_id, promos.room_id, promos.promo, promos.posted_at,
    promos.posted_on, promos.posted_site_on, stays.person_id
  FROM journeys.room_promos AS promos
  INNER JOIN journeys.room_stays AS stays
    ON stays.platform = promos.platform
    AND stays.room_id = promos.room_id
    AND stays.joined_at <= promos.posted_at
    AND (stays.left_at IS NULL OR promos.posted_at < stays.left_at)
  WHERE NOT stays.role <=> 'creator'
),

bought AS (
  SELECT present.*, COUNT(credits.ended_at) > 0 AS has_bought
  FROM present
  LEFT JOIN journeys.credits AS credits
    ON credits.brand_id = present.brand_id
    AND credits.person_id = present.person_id
    AND credits.is_converted
    AND credits.ended_at > present.posted_at
    AND credits.ended_at <= present.posted_at + INTERVAL 7 DAYS
  GROUP BY ALL
)

SELECT
  bought.platform, bought.brand_id, bought.campaign_id, bought.person_id,
  bought.posted_on AS unit_on, bought.posted_site_on AS unit_site_on,
  bought.promo,
  struct(
    IF(bought.has_bought, 1, 0), 1,
    bought.posted_at + INTERVAL 7 DAYS <= watermarks.until['room_promo_conversion_rate']
  ) AS room_promo_conversion_rate
FROM bought
LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> bought.brand_id
