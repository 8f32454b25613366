-- acts: dm_share_of_shares and live_wish_fulfilment, by day, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, brands
-- owner:  bench
--
-- Whoever's wish is fulfilled had made it before, and the oldest that is open is. So of a person's wishes the
-- first are fulfilled, as many as there are fulfilments that found one: what found none is the most by which
-- fulfilments were ever ahead of wishes.
WITH wishes AS (
  SELECT
    rowid AS place,
    person,
    word IS DISTINCT FROM 'fulfilled' AS is_made,
    count(*) FILTER (WHERE word IS DISTINCT FROM 'fulfilled') OVER so_far AS made,
    count(*) FILTER (WHERE word = 'fulfilled') OVER so_far AS fulfilled
  FROM story
  WHERE type = 'live.wish'
  WINDOW so_far AS (PARTITION BY person ORDER BY rowid ROWS UNBOUNDED PRECEDING)
),

granted AS (
  SELECT person, max(fulfilled) - greatest(0, max(fulfilled - made)) AS granted
  FROM wishes
  GROUP BY person
),

units AS (
  SELECT 'dm_share_of_shares' AS metric, rowid AS place, CAST(word IS NOT DISTINCT FROM 'dm' AS BIGINT) AS r
  FROM story
  WHERE type = 'share.sent'
  UNION ALL
  SELECT 'live_wish_fulfilment', wishes.place, CAST(wishes.made <= granted.granted AS BIGINT)
  FROM wishes
  JOIN granted ON granted.person IS NOT DISTINCT FROM wishes.person
  WHERE wishes.is_made
)

SELECT
  units.metric,
  NULL AS slice,
  NULL AS slice_value,
  story.platform,
  story.brand_id,
  story.campaign_id,
  local_day(getvariable('site_zone'), story.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), story.at_ms) AS brand_on,
  story.person,
  CAST(sum(units.r) AS BIGINT) AS r,
  count(*) AS n,
  0 AS pending
FROM units
JOIN story ON story.rowid = units.place
LEFT JOIN brands ON brands.brand_id = story.brand_id
GROUP BY ALL
