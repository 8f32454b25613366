-- clicks: unique_ctr and off_platform_ctr, by day reached, person, place and where the link led.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, units, watermarks, brands
-- owner:  bench
--
-- A click is of the campaign of its message, else of its own, else of the one that wrote last in the thread.
WITH sent AS (
  SELECT rowid AS place, contact, thread, message, campaign_id
  FROM story
  WHERE type = 'message.sent'
    AND kind <> 'system'
    AND direction = 'outbound'
    AND contact IS NOT NULL
    AND campaign_id IS NOT NULL
),

clicks AS (
  SELECT
    click.rowid AS place,
    click.at_ms,
    click.contact,
    coalesce(own.campaign_id, click.campaign_id, last.campaign_id) AS campaign_id,
    click.is_way_out AS is_off,
    coalesce(click.target_platform, platform_of(click.host), 'unknown') AS target
  FROM story AS click
  LEFT JOIN sent AS own
    ON own.contact = click.contact AND own.message = click.message AND own.place < click.rowid
  ASOF LEFT JOIN sent AS last
    ON last.contact = click.contact AND last.thread = click.thread AND last.place < click.rowid
  WHERE click.type = 'link.clicked' AND click.contact IS NOT NULL
),

followed AS (
  SELECT units.campaign_id, units.contact, clicks.is_off, clicks.target
  FROM units
  JOIN clicks
    ON clicks.campaign_id = units.campaign_id
    AND clicks.contact = units.contact
    AND clicks.place > units.reached_place
  WHERE clicks.at_ms <= units.reached_at + 259200000
),

by_unit AS (
  SELECT campaign_id, contact, list(DISTINCT target) FILTER (WHERE is_off) AS targets
  FROM followed
  GROUP BY campaign_id, contact
),

-- The twenty places that most were led to.
targets AS (
  SELECT target
  FROM (SELECT unnest(targets) AS target FROM by_unit)
  GROUP BY target
  ORDER BY count(*) DESC, target
  LIMIT 20
),

matured AS (
  SELECT
    units.*,
    by_unit.contact IS NOT NULL AS is_clicked,
    by_unit.targets,
    local_day(getvariable('site_zone'), units.reached_at) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), units.reached_at) AS brand_on,
    coalesce(units.reached_at + 259200000 <= watermarks.until, FALSE) AS is_mature
  FROM units
  LEFT JOIN by_unit ON by_unit.campaign_id = units.campaign_id AND by_unit.contact = units.contact
  LEFT JOIN brands ON brands.brand_id = units.brand_id
  LEFT JOIN watermarks
    ON watermarks.metric = 'unique_ctr' AND watermarks.scope = 'brand' AND watermarks.brand_id = units.brand_id
),

given AS (
  SELECT 'unique_ctr' AS metric, slice.name AS slice, slice.value AS slice_value, is_clicked AS is_hit, matured.*
  FROM matured
  CROSS JOIN LATERAL (SELECT unnest(slices) AS slice)
  UNION ALL
  SELECT 'off_platform_ctr', slice.name, slice.value, targets IS NOT NULL, matured.*
  FROM matured
  CROSS JOIN LATERAL (SELECT unnest(slices) AS slice)
  UNION ALL
  SELECT
    'off_platform_ctr', 'target_platform', targets.target,
    coalesce(list_contains(matured.targets, targets.target), FALSE), matured.*
  FROM matured
  CROSS JOIN targets
)

SELECT
  metric,
  slice,
  slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  contact AS person,
  CAST(is_mature AND is_hit AS INTEGER) AS r,
  CAST(is_mature AS INTEGER) AS n,
  CAST(NOT is_mature AS INTEGER) AS pending
FROM given
