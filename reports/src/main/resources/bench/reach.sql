-- reach: reached_contacts, reply_rate and campaign_conversion_rate, by day reached, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
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
  unit.metric,
  slice.name AS slice,
  slice.value AS slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  contact AS person,
  CAST(unit.is_mature AND unit.is_hit AS INTEGER) AS r,
  CAST(unit.is_mature AS INTEGER) AS n,
  CAST(NOT unit.is_mature AS INTEGER) AS pending
FROM matured
CROSS JOIN LATERAL (SELECT unnest(slices) AS slice)
CROSS JOIN LATERAL (
  VALUES
    ('reached_contacts', TRUE, TRUE),
    ('reply_rate', is_replied, is_reply_mature),
    ('campaign_conversion_rate', is_converted, is_conversion_mature)
) AS unit (metric, is_hit, is_mature)
