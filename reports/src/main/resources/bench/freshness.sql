-- freshness: freshness_p95, how long after it happened an event was recorded, for 95 of 100.
--
-- grain:  scope, platform, brand_id, period, period_start_on
-- reads:  counted, brands
-- owner:  bench
--
-- What was recorded before it happened, by a clock that is off, is 0. Denials are known by their count only.
WITH lags AS (
  SELECT
    counted.platform,
    counted.brand_id,
    local_day(getvariable('site_zone'), ms_of(counted.occurred_at)) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), ms_of(counted.occurred_at)) AS brand_on,
    greatest(0, ms_of(counted.received_at) - ms_of(counted.occurred_at)) AS lag_ms
  FROM counted
  LEFT JOIN brands ON brands.brand_id = counted.brand_id
  WHERE counted.received_at IS NOT NULL AND counted.event_type <> 'access.denied'
)

SELECT
  scope_of(grouping(platform), grouping(brand_id), 1) AS scope,
  platform,
  brand_id,
  period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week), 0) AS period,
  coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month) AS period_start_on,
  CAST(count(*) AS DOUBLE) AS events,
  CAST(quantile_disc(lag_ms, 0.95) AS DOUBLE) AS value
FROM (
  SELECT
    *, week_of(site_on) AS site_week, week_of(brand_on) AS brand_week,
    month_of(site_on) AS site_month, month_of(brand_on) AS brand_month
  FROM lags
)
GROUP BY GROUPING SETS (
  (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
  (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month)
)
HAVING grouping(brand_id) = 1 OR brand_id IS NOT NULL
