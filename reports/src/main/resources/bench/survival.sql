-- survival: the median of each wait when those still waiting count too, with what bounds it.
--
-- grain:  metric, slice, slice_value, scope, platform, brand_id, campaign_id, period, period_start_on
-- reads:  steps
-- owner:  bench
--
-- The first time at which at most half still wait, and the first at which a bound of their share is at most a half.
SELECT
  metric,
  slice,
  slice_value,
  scope,
  platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  min(wait) FILTER (WHERE still_waiting <= 0.5 + 1e-12) AS median,
  min(wait) FILTER (WHERE ended > 0 AND (still_waiting = 0 OR low <= 0.5)) AS low,
  min(wait) FILTER (WHERE ended > 0 AND high <= 0.5) AS high
FROM steps
GROUP BY ALL
