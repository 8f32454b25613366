-- money: net_revenue_per_reached by day reached, unattributed_share by day of the purchase, by person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  credits, units, watermarks, brands
-- owner:  bench
--
-- A purchase is credited to its last touch; what has no rate is worth nothing known.
WITH earned AS (
  SELECT units.campaign_id, units.contact, CAST(sum(credits.net) AS BIGINT) AS net
  FROM units
  JOIN credits
    ON credits.brand_id = units.brand_id
    AND credits.contact = units.contact
    AND credits.campaign_id = units.campaign_id
    AND credits.at_ms > units.reached_at
    AND credits.at_ms <= units.reached_at + units.conversion_window_ms
  WHERE credits.last_share = 1
  GROUP BY units.campaign_id, units.contact
),

matured AS (
  SELECT
    units.*,
    coalesce(earned.net, 0) AS net,
    coalesce(units.reached_at + units.conversion_window_ms <= watermarks.until, FALSE) AS is_mature
  FROM units
  LEFT JOIN earned ON earned.campaign_id = units.campaign_id AND earned.contact = units.contact
  LEFT JOIN watermarks
    ON watermarks.metric = 'net_revenue_per_reached'
    AND watermarks.scope = 'brand'
    AND watermarks.brand_id = units.brand_id
),

given AS (
  SELECT
    'net_revenue_per_reached' AS metric, slice.name AS slice, slice.value AS slice_value,
    platform, brand_id, campaign_id, contact, reached_at AS at_ms,
    IF(is_mature, net, 0) AS r, CAST(is_mature AS INTEGER) AS n, CAST(NOT is_mature AS INTEGER) AS pending
  FROM matured
  CROSS JOIN LATERAL (SELECT unnest(slices) AS slice)
  UNION ALL
  SELECT
    'unattributed_share', NULL, NULL, last_platform, brand_id, NULL, contact, at_ms,
    CAST(campaign_id IS NULL AS INTEGER), 1, 0
  FROM credits
  WHERE is_first_row
)

SELECT
  given.metric,
  given.slice,
  given.slice_value,
  given.platform,
  given.brand_id,
  given.campaign_id,
  local_day(getvariable('site_zone'), given.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), given.at_ms) AS brand_on,
  given.contact AS person,
  given.r,
  given.n,
  given.pending
FROM given
LEFT JOIN brands ON brands.brand_id = given.brand_id
