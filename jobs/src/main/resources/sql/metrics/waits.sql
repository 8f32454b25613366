-- metrics.waits: how long the whole way of each funnel took.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.funnels, metrics.observability
-- owner:  analytics
--
-- The unit is a contact in a week of first steps, once its window has passed. Whoever did not finish within it is
-- censored there, so that the median of all stands beside that of those who finished.
WITH attempts AS (
  SELECT
    funnels.*,
    unix_millis(funnels.open_until_at) - unix_millis(funnels.entered_at) AS window_ms,
    COALESCE(funnels.open_until_at <= observability.watermark_at, FALSE) AS is_mature
  FROM journeys.funnels AS funnels
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'time_to_convert_p50'
    AND observability.scope = 'brand'
    AND observability.brand_id = funnels.brand_id
),

by_wait AS (
  SELECT
    brand_id,
    week_on,
    funnel,
    COALESCE(converted_ms, window_ms) AS wait_ms,
    COUNT(converted_ms) AS converted,
    COUNT_IF(converted_ms IS NULL) AS censored
  FROM attempts
  WHERE is_mature
  GROUP BY brand_id, week_on, funnel, COALESCE(converted_ms, window_ms)
),

waits AS (
  SELECT
    brand_id,
    week_on,
    funnel,
    SUM(converted) AS converted,
    SUM(converted + censored) AS entered,
    SUM(wait_ms * converted) / NULLIF(SUM(converted), 0) AS mean_ms,
    percentile_ranks(50, SUM(converted)) AS half,
    percentile_ranks(90, SUM(converted)) AS most,
    survival_median(array_sort(collect_list(struct(wait_ms, converted, censored)))) AS survival
  FROM by_wait
  GROUP BY brand_id, week_on, funnel
),

ranked AS (
  SELECT
    brand_id,
    week_on,
    funnel,
    wait_ms,
    SUM(converted) OVER (PARTITION BY brand_id, week_on, funnel ORDER BY wait_ms) AS rank
  FROM by_wait
  WHERE converted > 0
),

times AS (
  SELECT
    waits.*,
    timed.*
  FROM waits
  LEFT JOIN (
    SELECT
      waits.brand_id AS of_brand,
      waits.week_on AS of_week,
      waits.funnel AS of_funnel,
      MIN(wait_ms) FILTER (WHERE rank >= half.nearest) AS p50,
      MIN(wait_ms) FILTER (WHERE rank >= half.low) AS p50_low,
      MIN(wait_ms) FILTER (WHERE rank >= half.high) AS p50_high,
      MIN(wait_ms) FILTER (WHERE rank >= most.nearest) AS p90,
      MIN(wait_ms) FILTER (WHERE rank >= most.low) AS p90_low,
      MIN(wait_ms) FILTER (WHERE rank >= most.high) AS p90_high
    FROM waits
    INNER JOIN ranked
      ON ranked.brand_id = waits.brand_id AND ranked.week_on = waits.week_on AND ranked.funnel = waits.funnel
    GROUP BY waits.brand_id, waits.week_on, waits.funnel
  ) AS timed
    ON timed.of_brand = waits.brand_id AND timed.of_week = waits.week_on AND timed.of_funnel = waits.funnel
)

SELECT
  given.metric,
  'brand' AS scope,
  CAST(NULL AS STRING) AS platform,
  times.brand_id,
  CAST(NULL AS STRING) AS campaign_id,
  'week' AS period,
  times.week_on AS period_start_on,
  'funnel' AS slice,
  times.funnel AS slice_value,
  CAST(times.converted AS DOUBLE) AS numerator,
  CAST(times.entered AS DOUBLE) AS denominator,
  given.persons,
  0L AS pending,
  CAST(given.value AS DOUBLE) AS value,
  CAST(given.low AS DOUBLE) AS ci_low,
  CAST(given.high AS DOUBLE) AS ci_high,
  CAST(NULL AS STRING) AS flags
FROM times
LATERAL VIEW inline(array(
  named_struct('metric', 'time_to_convert_p50', 'persons', times.converted, 'value', CAST(times.p50 AS DOUBLE),
    'low', CAST(times.p50_low AS DOUBLE), 'high', CAST(times.p50_high AS DOUBLE)),
  named_struct('metric', 'time_to_convert_p90', 'persons', times.converted, 'value', CAST(times.p90 AS DOUBLE),
    'low', CAST(times.p90_low AS DOUBLE), 'high', CAST(times.p90_high AS DOUBLE)),
  named_struct('metric', 'time_to_convert_mean', 'persons', times.converted, 'value', times.mean_ms,
    'low', CAST(NULL AS DOUBLE), 'high', CAST(NULL AS DOUBLE)),
  named_struct('metric', 'time_to_convert_survival', 'persons', times.entered, 'value', times.survival.median,
    'low', times.survival.low, 'high', times.survival.high)
)) given AS metric, persons, value, low, high
