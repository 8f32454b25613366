-- reach: reached_contacts, reply_rate and campaign_conversion_rate, by day reached, person and place.
--
-- grain:  metric, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  units, watermarks, brands
-- owner:  bench
--
-- A unit whose window reaches beyond the watermark of its brand is pending on both sides.
WITH matured AS (
  SELECT
    units.*,
    local_day(getvariable('site_zone'), units.reached_at) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), units.reached_at) AS brand_on,
    coalesce(units.reached_at + 259200000 <= reply.until, FALSE) AS is_reply_mature,
    coalesce(units.reached_at + units.conversion_window_ms <= conversion.until, FALSE) AS is_conversion_mature
  FROM units
  LEFT JOIN brands ON brands.brand_id = units.brand_id
  LEFT JOIN watermarks AS reply
    ON reply.metric = 'reply_rate' AND reply.scope = 'brand' AND reply.brand_id = units.brand_id
  LEFT JOIN watermarks AS conversion
    ON conversion.metric = 'campaign_conversion_rate'
    AND conversion.scope = 'brand'
    AND conversion.brand_id = units.brand_id
)

SELECT
  'reached_contacts' AS metric,
  NULL AS slice,
  NULL AS slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  contact AS person,
  1 AS r,
  1 AS n,
  0 AS pending
FROM matured
UNION ALL
SELECT
  'reply_rate', NULL, NULL, platform, brand_id, campaign_id, site_on, brand_on, contact,
  CAST(is_reply_mature AND is_replied AS INTEGER),
  CAST(is_reply_mature AS INTEGER),
  CAST(NOT is_reply_mature AS INTEGER)
FROM matured
UNION ALL
SELECT
  'campaign_conversion_rate', NULL, NULL, platform, brand_id, campaign_id, site_on, brand_on, contact,
  CAST(is_conversion_mature AND is_converted AS INTEGER),
  CAST(is_conversion_mature AS INTEGER),
  CAST(NOT is_conversion_mature AS INTEGER)
FROM matured
