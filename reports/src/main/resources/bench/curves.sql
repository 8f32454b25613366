-- curves: which share has seen nothing happen after some times, with what bounds it.
--
-- grain:  metric, slice, slice_value, scope, platform, brand_id, campaign_id, period, period_start_on
-- reads:  steps, percentiles, catalogue
-- owner:  bench
--
-- Told up to the longest wait that was seen, and on once nobody waits any more.
WITH asked AS (
  SELECT metric, of, median, slice, unit_ms, unnest(times) AS time
  FROM (
    VALUES
      ('first_response_waiting', 'first_response', 'first_response_survival', 'minutes', 60000,
        [5, 15, 30, 60, 120, 240, 480, 720, 1440, 4320]),
      ('reply_waiting', 'reply_wait', 'time_to_reply_survival', 'minutes', 60000,
        [15, 60, 240, 720, 1440, 2880, 4320, 10080]),
      ('contact_survival', 'stay', 'time_to_churn_survival', 'days', 86400000, [7, 14, 28, 56, 84, 168, 364])
  ) AS asked (metric, of, median, slice, unit_ms, times)
),

read AS (
  SELECT
    asked.metric, asked.median, steps.scope, steps.platform, steps.brand_id, steps.campaign_id, steps.period,
    steps.period_start_on, asked.slice, asked.time, CAST(asked.time AS BIGINT) * asked.unit_ms AS time_ms,
    sum(steps.ended) FILTER (WHERE steps.wait <= CAST(asked.time AS BIGINT) * asked.unit_ms) AS ended,
    arg_max({'share': steps.still_waiting, 'low': steps.low, 'high': steps.high}, steps.wait)
      FILTER (WHERE steps.wait <= CAST(asked.time AS BIGINT) * asked.unit_ms AND steps.ended > 0) AS last,
    max(steps.wait) AS seen_ms
  FROM asked
  JOIN catalogue ON catalogue.metric = asked.metric
  JOIN steps
    ON steps.metric = asked.of
    AND steps.slice IS NULL
    AND list_contains(catalogue.scopes, steps.scope)
    AND list_contains(catalogue.periods, steps.period)
  GROUP BY ALL
)

SELECT
  read.metric, read.scope, read.platform, read.brand_id, read.campaign_id, read.period, read.period_start_on,
  read.slice,
  CAST(read.time AS VARCHAR) AS slice_value,
  percentiles.denominator - coalesce(read.ended, 0) AS numerator,
  percentiles.denominator,
  percentiles.persons,
  percentiles.pending,
  IF(read.seen_ms >= read.time_ms OR read.last.share = 0, coalesce(read.last.share, 1), NULL) AS value,
  IF(read.seen_ms >= read.time_ms OR read.last.share = 0, read.last.low, NULL) AS low,
  IF(read.seen_ms >= read.time_ms OR read.last.share = 0, read.last.high, NULL) AS high
FROM read
JOIN percentiles
  ON percentiles.metric = read.median
  AND percentiles.slice IS NULL
  AND percentiles.scope = read.scope
  AND percentiles.platform IS NOT DISTINCT FROM read.platform
  AND percentiles.brand_id IS NOT DISTINCT FROM read.brand_id
  AND percentiles.campaign_id IS NOT DISTINCT FROM read.campaign_id
  AND percentiles.period = read.period
  AND percentiles.period_start_on = read.period_start_on
