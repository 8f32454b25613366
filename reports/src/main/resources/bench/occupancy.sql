-- occupancy: room_occupancy, room_moderator_occupancy and creator_room_occupancy, for each scope and period.
--
-- grain:  metric, scope, platform, brand_id, period, period_start_on
-- reads:  loads, feeds, brands
-- owner:  bench
--
-- The peak of each room in the period, added up over rooms, beside the limits at these peaks. What nothing has changed
-- lasts as long as the log is complete.
WITH spans AS (
  SELECT
    loads.*,
    coalesce(brands.zone, getvariable('site_zone')) AS zone,
    -- What lasts no millisecond was there at that one.
    greatest(loads.since_ms, coalesce(loads.until_ms, (SELECT max(complete_until) FROM feeds)) - 1) AS last_ms
  FROM loads
  LEFT JOIN brands ON brands.brand_id = loads.brand_id
),

days AS (
  SELECT
    load_kind, platform, brand_id, subject, load, allowed, given.is_site,
    CAST(unnest(generate_series(
      CAST(local_day(given.zone, since_ms) AS TIMESTAMP), CAST(local_day(given.zone, last_ms) AS TIMESTAMP), INTERVAL 1 DAY
    )) AS DATE) AS day
  FROM spans
  CROSS JOIN LATERAL (VALUES (TRUE, getvariable('site_zone')), (FALSE, spans.zone)) AS given (is_site, zone)
),

peaks AS (
  SELECT
    load_kind,
    subject,
    scope_of(grouping(platform), grouping(brand_id), 1) AS scope,
    platform,
    brand_id,
    period_of(grouping(day), grouping(week), grouping(month)) AS period,
    coalesce(day, week, month) AS period_start_on,
    -- Of two equal peaks the lower limit tells more.
    max(ROW(load, -allowed)) AS peak
  FROM (SELECT *, week_of(day) AS week, month_of(day) AS month FROM days)
  GROUP BY load_kind, subject, is_site, GROUPING SETS (
    (day), (week), (month), (platform, day), (platform, week), (platform, month),
    (brand_id, day), (brand_id, week), (brand_id, month)
  )
  HAVING IF(scope = 'brand', NOT is_site AND brand_id IS NOT NULL, is_site)
)

SELECT
  CASE load_kind
    WHEN 'participants' THEN 'room_occupancy'
    WHEN 'moderators' THEN 'room_moderator_occupancy'
    ELSE 'creator_room_occupancy'
  END AS metric,
  scope,
  platform,
  brand_id,
  period,
  period_start_on,
  part.slice,
  part.slice_value,
  CAST(sum(peak[1]) AS DOUBLE) AS numerator,
  CAST(-sum(peak[2]) AS DOUBLE) AS denominator,
  CAST(IF(load_kind = 'rooms', count(*), sum(peak[1])) AS BIGINT) AS persons
FROM peaks
-- Each room beside all of them, but for days.
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('room', subject)) AS part (slice, slice_value)
WHERE part.slice IS NULL OR (load_kind <> 'rooms' AND period <> 'day')
GROUP BY load_kind, scope, platform, brand_id, period, period_start_on, part.slice, part.slice_value
