-- metrics.rooms: how full creator rooms, their moderation and their creators' lists of rooms were at most.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.room_loads, metrics.coverage, reference_brands
-- owner:  analytics
--
-- The peak of each room within the period, added up over rooms, beside the limits in force at these peaks. It may
-- pass them where a platform did. Persons are those who were there at the peaks.
WITH ends AS (
  SELECT MAX(complete_until) - INTERVAL 1 MILLISECOND AS last_at
  FROM metrics.coverage
),

days AS (
  SELECT
    loads.platform, loads.brand_id, loads.load_kind, loads.subject_id, loads.load, loads.allowed,
    place.is_site, day.day_on
  FROM journeys.room_loads AS loads
  CROSS JOIN ends
  LEFT JOIN reference_brands AS own ON own.brand_id = loads.brand_id
  INNER JOIN reference_brands AS site ON site.brand_id IS NULL
  LATERAL VIEW explode(array(TRUE, FALSE)) place AS is_site
  LATERAL VIEW explode(sequence(
    IF(place.is_site, since_site_on, since_on),
    -- What nothing has changed lasts as long as the log is complete.
    GREATEST(
      IF(place.is_site, since_site_on, since_on),
      COALESCE(
        IF(place.is_site, until_site_on, until_on),
        CAST(from_utc_timestamp(last_at, IF(place.is_site, site.zone, COALESCE(own.zone, site.zone))) AS DATE)
      )
    )
  )) day AS day_on
),

peaks AS (
  SELECT
    load_kind,
    subject_id,
    cell(scope, period, platform, brand_id, CAST(NULL AS STRING), day_on, day_on) AS cell,
    MAX(struct(load, -allowed)) AS peak
  FROM days
  INNER JOIN spans ON days.is_site = (spans.scope IN ('all', 'platform'))
  GROUP BY load_kind, subject_id, 3
),

parts AS (
  SELECT
    load_kind,
    cell,
    peak,
    part.room
  FROM peaks
  -- Each room beside all of them, but for days; a creator is a person, and stands nowhere alone.
  LATERAL VIEW explode(
    IF(load_kind = 'rooms' OR cell.period = 'day', array(CAST(NULL AS STRING)), array(NULL, subject_id))
  ) part AS room
  WHERE cell IS NOT NULL
)

SELECT
  CASE load_kind
    WHEN 'participants' THEN 'room_occupancy'
    WHEN 'moderators' THEN 'room_moderator_occupancy'
    ELSE 'creator_room_occupancy'
  END AS metric,
  cell.*,
  IF(room IS NULL, NULL, 'room') AS slice,
  room AS slice_value,
  CAST(SUM(peak.load) AS DOUBLE) AS numerator,
  CAST(-SUM(peak.col2) AS DOUBLE) AS denominator,
  IF(load_kind = 'rooms', COUNT(*), SUM(peak.load)) AS persons,
  0L AS pending,
  CAST(-SUM(peak.load) / SUM(peak.col2) AS DOUBLE) AS value,
  CAST(NULL AS DOUBLE) AS ci_low,
  CAST(NULL AS DOUBLE) AS ci_high,
  CAST(NULL AS STRING) AS flags
FROM parts
GROUP BY load_kind, cell, room
