-- units.room_members: which members of a creator room wrote or reacted there, week by week.
--
-- reads:  journeys.room_acts, journeys.room_stays, metrics.watermarks, reference_brands
-- owner:  analytics
--
-- The unit is a member of a room in a week in which it was there at any time; weeks are the brand's for its own
-- numbers, and the site's for those of all. A week waits until it is over.
WITH stays AS (
  SELECT
    stays.platform, stays.brand_id, stays.room_id, stays.person_id,
    place.is_site,
    IF(place.is_site, site.zone, COALESCE(own.zone, site.zone)) AS zone,
    trunc(IF(place.is_site, joined_site_on, joined_on), 'week') AS first_on,
    COALESCE(
      IF(place.is_site, left_site_on, left_on),
      CAST(from_utc_timestamp(
        watermarks.until['room_participation'] - INTERVAL 1 MILLISECOND,
        IF(place.is_site, site.zone, COALESCE(own.zone, site.zone))
      ) AS DATE)
    ) AS last_on,
    watermarks.until['room_participation'] AS until_at
  FROM journeys.room_stays AS stays
  LEFT JOIN reference_brands AS own ON own.brand_id = stays.brand_id
  INNER JOIN reference_brands AS site ON site.brand_id IS NULL
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> stays.brand_id
  LATERAL VIEW explode(array(TRUE, FALSE)) place AS is_site
  WHERE NOT stays.role <=> 'creator'
),

weeks AS (
  SELECT DISTINCT
    platform, brand_id, room_id, person_id, is_site, zone, until_at,
    week.week_on
  FROM stays
  LATERAL VIEW explode(sequence(first_on, GREATEST(first_on, trunc(last_on, 'week')), INTERVAL 7 DAYS)) week AS week_on
),

spoken AS (
  SELECT DISTINCT
    platform, brand_id, room_id, person_id, place.is_site,
    trunc(IF(place.is_site, acted_site_on, acted_on), 'week') AS week_on
  FROM journeys.room_acts
  LATERAL VIEW explode(array(TRUE, FALSE)) place AS is_site
  WHERE posts + reactions > 0
)

SELECT
  weeks.platform, weeks.brand_id, CAST(NULL AS STRING) AS campaign_id, weeks.person_id,
  IF(weeks.is_site, NULL, weeks.week_on) AS unit_on,
  IF(weeks.is_site, weeks.week_on, NULL) AS unit_site_on,
  weeks.room_id AS room,
  struct(
    IF(spoken.week_on IS NULL, 0, 1), 1,
    to_utc_timestamp(CAST(date_add(weeks.week_on, 7) AS TIMESTAMP), weeks.zone) <= weeks.until_at
  ) AS room_participation
FROM weeks
LEFT JOIN spoken
  ON spoken.platform = weeks.platform
  AND spoken.brand_id <=> weeks.brand_id
  AND spoken.room_id = weeks.room_id
  AND spoken.person_id = weeks.person_id
  AND spoken.is_site = weeks.is_site
  AND spoken.week_on = weeks.week_on
