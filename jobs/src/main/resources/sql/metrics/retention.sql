-- metrics.retention: retention_on, the share of a week's newcomers who wrote again n weeks later.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.returns, metrics.observability
-- owner:  analytics
--
-- A week is seven days of elapsed time since the contact's first message, so a return of 6 days and
-- 23 hours is week 0, whatever the calendar says. Newcomers of a log's burn-in may be no newcomers.
WITH members AS (
  SELECT
    returns.*,
    observability.watermark_at
  FROM journeys.returns AS returns
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'retention_on'
    AND observability.scope = IF(returns.scope = 'campaign', 'brand', returns.scope)
    AND observability.platform <=> returns.platform
    AND observability.brand_id <=> returns.brand_id
),

weeks AS (
  SELECT
    members.*,
    week.n,
    COALESCE(members.first_at + make_dt_interval(7 * (week.n + 1)) <= members.watermark_at, FALSE) AS is_mature,
    array_contains(members.return_weeks, week.n) AS is_returned
  FROM members
  LATERAL VIEW explode(sequence(1, 12)) week AS n
)

SELECT
  'retention_on' AS metric,
  scope,
  platform,
  brand_id,
  campaign_id,
  'week' AS period,
  trunc(first_on, 'week') AS period_start_on,
  'week' AS slice,
  CAST(n AS STRING) AS slice_value,
  CAST(COUNT_IF(is_mature AND is_returned AND NOT is_left_truncated) AS DOUBLE) AS numerator,
  CAST(COUNT_IF(is_mature AND NOT is_left_truncated) AS DOUBLE) AS denominator,
  COUNT_IF(is_mature AND NOT is_left_truncated) AS persons,
  COUNT_IF(NOT is_mature AND NOT is_left_truncated) AS pending,
  CAST(COUNT_IF(is_mature AND is_returned AND NOT is_left_truncated) AS DOUBLE) AS rr,
  CAST(COUNT_IF(is_mature AND is_returned AND NOT is_left_truncated) AS DOUBLE) AS rn,
  CAST(COUNT_IF(is_mature AND NOT is_left_truncated) AS DOUBLE) AS nn,
  IF(MAX(is_left_truncated), 'left_truncated', NULL) AS flags
FROM weeks
GROUP BY scope, platform, brand_id, campaign_id, trunc(first_on, 'week'), n
