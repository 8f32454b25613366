-- habits: dau_wau and rich_active_days, for each week and scope.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period_start_on
-- reads:  messages, writers, brands, watermarks
-- owner:  bench
--
-- The days of a contact in the four weeks that end with a week are bits of a number; the last seven are those
-- of the week itself. What looks at whole weeks waits for their end, and not for weeks after the log.
WITH days AS (
  SELECT platform, brand_id, campaign_id, site_on, brand_on, person, FALSE AS is_rich
  FROM messages
  WHERE metric = 'active_contacts' AND slice IS NULL
  UNION ALL
  SELECT platform, brand_id, campaign_id, site_on, brand_on, person, TRUE
  FROM writers
  WHERE has_voice OR has_media
),

-- Each day counts in its week and in the three after it.
weeks AS (
  SELECT
    days.*,
    CAST(week_of(site_on) + 7 * CAST(later AS INTEGER) AS DATE) AS site_week,
    CAST(week_of(brand_on) + 7 * CAST(later AS INTEGER) AS DATE) AS brand_week,
    1 << CAST(site_on - week_of(site_on) + 21 - 7 * later AS INTEGER) AS site_bit,
    1 << CAST(brand_on - week_of(brand_on) + 21 - 7 * later AS INTEGER) AS brand_bit
  FROM days
  CROSS JOIN range(4) AS weeks (later)
),

persons AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    coalesce(site_week, brand_week) AS period_start_on,
    IF(grouping(site_week) = 0, bit_or(site_bit), bit_or(brand_bit)) AS active,
    coalesce(
      IF(grouping(site_week) = 0, bit_or(site_bit) FILTER (WHERE is_rich), bit_or(brand_bit) FILTER (WHERE is_rich)), 0
    ) AS rich
  FROM weeks
  GROUP BY person, GROUPING SETS (
    (site_week), (platform, site_week), (brand_id, brand_week), (brand_id, campaign_id, brand_week)
  )
  HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
    AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
),

-- A share of days is told to the billionth, so that shares add up the same in any order.
summed AS (
  SELECT
    unit.metric,
    scope,
    platform,
    brand_id,
    campaign_id,
    period_start_on,
    sum(unit.r) / any_value(unit.scale) AS r,
    sum(unit.n) AS n,
    count(*) AS persons,
    sum(CAST(unit.r AS DOUBLE) * unit.r) / any_value(unit.scale) / any_value(unit.scale) AS rr,
    sum(CAST(unit.r AS DOUBLE) * unit.n) / any_value(unit.scale) AS rn,
    sum(CAST(unit.n AS DOUBLE) * unit.n) AS nn
  FROM persons
  CROSS JOIN LATERAL (
    VALUES
      ('dau_wau', CAST(bit_count(active >> 21) AS BIGINT), 7, 1),
      (
        'rich_active_days',
        CAST(round(1e9 * bit_count(rich) / bit_count(active)) AS BIGINT),
        1,
        1000000000
      )
  ) AS unit (metric, r, n, scale)
  WHERE unit.metric = 'rich_active_days' OR unit.r > 0
  GROUP BY ALL
),

judged AS (
  SELECT
    summed.*,
    coalesce(ms_of(timezone(zone.zone, CAST(summed.period_start_on + 7 AS TIMESTAMP))) <= watermarks.until, FALSE)
      AS is_over,
    coalesce(ms_of(timezone(zone.zone, CAST(summed.period_start_on AS TIMESTAMP))) <= watermarks.until, TRUE)
      AS is_begun
  FROM summed
  LEFT JOIN brands ON brands.brand_id = summed.brand_id
  CROSS JOIN LATERAL (SELECT coalesce(brands.zone, getvariable('site_zone')) AS zone) AS zone
  LEFT JOIN watermarks
    ON watermarks.metric = summed.metric
    AND watermarks.scope = IF(summed.scope = 'campaign', 'brand', summed.scope)
    AND watermarks.platform IS NOT DISTINCT FROM summed.platform
    AND watermarks.brand_id IS NOT DISTINCT FROM summed.brand_id
)

SELECT
  metric,
  scope,
  platform,
  brand_id,
  campaign_id,
  period_start_on,
  CAST(IF(is_over, r, 0) AS DOUBLE) AS numerator,
  CAST(IF(is_over, n, 0) AS DOUBLE) AS denominator,
  IF(is_over, persons, 0) AS persons,
  IF(is_over, 0, persons) AS pending,
  rr,
  rn,
  nn
FROM judged
WHERE is_over OR is_begun
