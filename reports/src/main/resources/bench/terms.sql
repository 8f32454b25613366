-- terms: every percentile of times, for each scope and period.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on
-- reads:  timed
-- owner:  bench
WITH summed AS (
  SELECT
    metric,
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
      grouping(site_month) * grouping(brand_month)) AS period,
    coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
    CAST(count(ended) AS DOUBLE) AS numerator,
    CAST(count(*) AS DOUBLE) AS denominator,
    count(DISTINCT person) FILTER (WHERE ended IS NOT NULL) AS persons,
    count(*) FILTER (WHERE is_open) AS pending,
    CAST(quantile_disc(ended, 0.5) AS DOUBLE) AS half,
    CAST(quantile_disc(ended, 0.9) AS DOUBLE) AS most
  FROM (
    SELECT
      *, week_of(site_on) AS site_week, week_of(brand_on) AS brand_week,
      month_of(site_on) AS site_month, month_of(brand_on) AS brand_month
    FROM timed
  )
  GROUP BY metric, GROUPING SETS (
    (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
    (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month),
    (brand_id, campaign_id, brand_on), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month),
    (brand_id, campaign_id)
  )
  HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
    AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
)

SELECT * EXCLUDE (half, most), half AS value
FROM summed
UNION ALL
SELECT * EXCLUDE (half, most) REPLACE ('approval_cycle_time_p90' AS metric), most
FROM summed
WHERE metric = 'approval_cycle_time_p50'
