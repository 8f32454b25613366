-- waits: funnel steps and the time to convert, by funnel, brand and week.
--
-- grain:  metric, brand_id, period_start_on, slice_value
-- reads:  attempts, watermarks
-- owner:  bench
--
-- Whoever did not finish within the window is censored there: the median by Kaplan and Meier.
WITH judged AS (
  SELECT
    attempts.*,
    coalesce(converted_ms, window_ms) AS wait_ms,
    coalesce(at_ms + window_ms <= watermarks.until, FALSE) AS is_mature
  FROM attempts
  LEFT JOIN watermarks
    ON watermarks.metric = 'funnel_step_rate'
    AND watermarks.scope = 'brand'
    AND watermarks.brand_id = attempts.brand_id
),

steps AS (
  SELECT
    brand_id,
    week_on,
    funnel || ',' || step AS slice_value,
    count(*) FILTER (WHERE is_mature AND depth >= step) AS reached,
    count(*) FILTER (WHERE is_mature) AS entered,
    count(*) FILTER (WHERE NOT is_mature) AS pending
  FROM (SELECT *, unnest(range(1, steps + 1)) AS step FROM judged)
  GROUP BY ALL
),

waits AS (
  SELECT
    brand_id, week_on, funnel,
    count(converted_ms) AS converted,
    count(*) AS entered,
    list(converted_ms ORDER BY converted_ms) FILTER (WHERE converted_ms IS NOT NULL) AS times,
    avg(converted_ms) AS mean
  FROM judged
  WHERE is_mature
  GROUP BY ALL
),

by_wait AS (
  SELECT brand_id, week_on, funnel, wait_ms, count(converted_ms) AS converted, count(*) AS ended
  FROM judged
  WHERE is_mature
  GROUP BY ALL
),

survived AS (
  SELECT
    brand_id, week_on, funnel, wait_ms,
    product(1 - converted / at_risk) OVER (PARTITION BY brand_id, week_on, funnel ORDER BY wait_ms) AS still_open,
    sum(IF(at_risk > converted, converted / (at_risk * (at_risk - converted)), 0))
      OVER (PARTITION BY brand_id, week_on, funnel ORDER BY wait_ms) AS greenwood,
    converted
  FROM (
    SELECT *, sum(ended) OVER (PARTITION BY brand_id, week_on, funnel ORDER BY wait_ms DESC) AS at_risk
    FROM by_wait
  )
),

medians AS (
  SELECT
    brand_id, week_on, funnel,
    min(wait_ms) FILTER (WHERE converted > 0 AND still_open <= 0.5 + 1e-12) AS median,
    min(wait_ms) FILTER (WHERE converted > 0 AND (still_open < 1e-15 OR log_log(still_open, greenwood, -1) <= 0.5)) AS low,
    min(wait_ms) FILTER (WHERE converted > 0 AND still_open > 1e-15 AND log_log(still_open, greenwood, 1) <= 0.5) AS high
  FROM survived
  GROUP BY brand_id, week_on, funnel
)

SELECT
  given.metric, brand_id, week_on AS period_start_on, 'funnel,step' AS slice, slice_value,
  CAST(reached AS DOUBLE) AS numerator, given.denominator, given.persons, pending, CAST(NULL AS DOUBLE) AS value,
  CAST(NULL AS DOUBLE) AS low, CAST(NULL AS DOUBLE) AS high
FROM steps
CROSS JOIN LATERAL (
  VALUES ('funnel_step_persons', NULL, reached), ('funnel_step_rate', CAST(entered AS DOUBLE), entered)
) AS given (metric, denominator, persons)
UNION ALL
SELECT
  given.metric, waits.brand_id, waits.week_on, 'funnel', waits.funnel,
  CAST(waits.converted AS DOUBLE), CAST(waits.entered AS DOUBLE), given.persons, 0, CAST(given.value AS DOUBLE),
  CAST(given.low AS DOUBLE), CAST(given.high AS DOUBLE)
FROM waits
JOIN medians ON medians.brand_id = waits.brand_id AND medians.week_on = waits.week_on AND medians.funnel = waits.funnel
CROSS JOIN LATERAL (
  VALUES
    ('time_to_convert_p50', waits.converted, times[nearest_rank(50, converted)], times[low_rank(50, converted)],
      times[high_rank(50, converted)]),
    ('time_to_convert_p90', waits.converted, times[nearest_rank(90, converted)], times[low_rank(90, converted)],
      times[high_rank(90, converted)]),
    ('time_to_convert_mean', waits.converted, waits.mean, NULL, NULL),
    ('time_to_convert_survival', waits.entered, medians.median, medians.low, medians.high)
) AS given (metric, persons, value, low, high)
