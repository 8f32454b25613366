-- participation: room_participation, which members of a room wrote or reacted there in a week in which they were there.
--
-- grain:  scope, platform, brand_id, period_start_on
-- reads:  stays, room_acts, watermarks, brands
-- owner:  bench
--
-- Weeks are the brand's for brands, the site's for all and platforms. A week waits until it is over.
WITH spans AS (
  SELECT
    stays.platform,
    stays.brand_id,
    stays.room_id,
    stays.person,
    given.is_site,
    given.zone,
    watermarks.until,
    week_of(local_day(given.zone, stays.joined_ms)) AS first_on,
    -- What has not ended lasts as long as is known.
    local_day(given.zone, greatest(stays.joined_ms, coalesce(stays.left_ms, watermarks.until) - 1)) AS last_on
  FROM stays
  LEFT JOIN brands ON brands.brand_id = stays.brand_id
  CROSS JOIN LATERAL (
    VALUES (TRUE, getvariable('site_zone')), (FALSE, coalesce(brands.zone, getvariable('site_zone')))
  ) AS given (is_site, zone)
  LEFT JOIN watermarks
    ON watermarks.metric = 'room_participation'
    AND watermarks.scope = IF(stays.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM stays.brand_id
  WHERE NOT stays.is_host
),

weeks AS (
  SELECT DISTINCT
    platform, brand_id, room_id, person, is_site, zone, until,
    CAST(unnest(generate_series(
      CAST(first_on AS TIMESTAMP), CAST(coalesce(last_on, first_on) AS TIMESTAMP), INTERVAL 7 DAY
    )) AS DATE) AS week
  FROM spans
),

spoken AS (
  SELECT DISTINCT platform, brand_id, room_id, person, given.is_site, week_of(given.day) AS week
  FROM room_acts
  CROSS JOIN LATERAL (VALUES (TRUE, room_acts.site_on), (FALSE, room_acts.brand_on)) AS given (is_site, day)
  WHERE posts + reactions > 0
),

judged AS (
  SELECT
    weeks.*,
    spoken.week IS NOT NULL AS is_spoken,
    coalesce(epoch_ms(timezone(weeks.zone, CAST(weeks.week + 7 AS TIMESTAMP))) <= weeks.until, FALSE) AS is_over
  FROM weeks
  LEFT JOIN spoken
    ON spoken.platform = weeks.platform
    AND spoken.brand_id IS NOT DISTINCT FROM weeks.brand_id
    AND spoken.room_id = weeks.room_id
    AND spoken.person = weeks.person
    AND spoken.is_site = weeks.is_site
    AND spoken.week = weeks.week
),

persons AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), 1) AS scope,
    sliced.slice,
    sliced.slice_value,
    platform,
    brand_id,
    week,
    person,
    CAST(count(*) FILTER (WHERE is_over AND is_spoken) AS DOUBLE) AS r,
    CAST(count(*) FILTER (WHERE is_over) AS DOUBLE) AS n,
    count(*) FILTER (WHERE NOT is_over) AS pending
  FROM judged
  CROSS JOIN LATERAL (VALUES (NULL, NULL), ('room', room_id)) AS sliced (slice, slice_value)
  GROUP BY sliced.slice, sliced.slice_value, is_site, week, person, GROUPING SETS ((), (platform), (brand_id))
  HAVING IF(grouping(brand_id) = 0, NOT is_site AND brand_id IS NOT NULL, is_site)
)

SELECT
  scope,
  platform,
  brand_id,
  week AS period_start_on,
  slice,
  slice_value,
  sum(r) AS numerator,
  sum(n) AS denominator,
  count(person) FILTER (WHERE n > 0) AS persons,
  CAST(sum(pending) AS BIGINT) AS pending,
  sum(r * r) AS rr,
  sum(r * n) AS rn,
  sum(n * n) AS nn
FROM persons
GROUP BY ALL
