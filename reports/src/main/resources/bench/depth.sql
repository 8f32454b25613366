-- depth: reply_depth, by the day a contact was reached, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  units, heard, watermarks, brands
-- owner:  bench
--
-- It is asked of those who replied within seven days, in a thread that the campaign wrote in.
WITH replied AS (
  SELECT units.campaign_id, units.contact, count(*) AS replies
  FROM units
  JOIN heard
    ON heard.campaign_id = units.campaign_id
    AND heard.contact = units.contact
    AND heard.place > units.reached_place
  WHERE heard.at_ms <= units.reached_at + 604800000 AND heard.is_in_thread
  GROUP BY units.campaign_id, units.contact
),

matured AS (
  SELECT
    units.*,
    replied.replies,
    coalesce(units.reached_at + 604800000 <= watermarks.until, FALSE) AS is_mature
  FROM replied
  JOIN units ON units.campaign_id = replied.campaign_id AND units.contact = replied.contact
  LEFT JOIN watermarks
    ON watermarks.metric = 'reply_depth' AND watermarks.scope = 'brand' AND watermarks.brand_id = units.brand_id
)

SELECT
  'reply_depth' AS metric,
  slice.name AS slice,
  slice.value AS slice_value,
  matured.platform,
  matured.brand_id,
  matured.campaign_id,
  local_day(getvariable('site_zone'), matured.reached_at) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), matured.reached_at) AS brand_on,
  matured.contact AS person,
  IF(is_mature, matured.replies, 0) AS r,
  IF(is_mature, 1, 0) AS n,
  IF(is_mature, 0, 1) AS pending
FROM matured
CROSS JOIN LATERAL (SELECT unnest(matured.slices) AS slice)
LEFT JOIN brands ON brands.brand_id = matured.brand_id
