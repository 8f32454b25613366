-- metrics.retention: the share of a week's newcomers who wrote again n weeks later, or then and until a horizon.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.returns, metrics.observability
-- owner:  analytics
--
-- A week is seven days of elapsed time since the contact's first message, so a return of 6 days and
-- 23 hours is week 0, whatever the calendar says. Newcomers of a log's burn-in may be no newcomers. On or after
-- has a horizon, always, since without one the older cohorts would have had more time; on the platform,
-- any session of its own is a return.
WITH members AS (
  SELECT
    returns.*,
    observability.watermark_at,
    sessions.watermark_at AS sessions_watermark_at
  FROM journeys.returns AS returns
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'retention_on'
    AND observability.scope = IF(returns.scope = 'campaign', 'brand', returns.scope)
    AND observability.platform <=> returns.platform
    AND observability.brand_id <=> returns.brand_id
  LEFT JOIN metrics.observability AS sessions
    ON sessions.metric = 'platform_retention'
    AND sessions.scope = returns.scope
    AND sessions.platform <=> returns.platform
    AND sessions.brand_id IS NULL
),

weeks AS (
  SELECT
    members.*,
    week.n,
    COALESCE(members.first_at + make_dt_interval(7 * (week.n + 1)) <= members.watermark_at, FALSE) AS is_mature,
    array_contains(members.return_weeks, week.n) AS is_returned
  FROM members
  LATERAL VIEW explode(sequence(1, 12)) week AS n
),

-- Whoever came back on or after a week did so the last time before the horizon.
last_returns AS (
  SELECT
    members.scope,
    members.platform,
    members.brand_id,
    members.campaign_id,
    trunc(members.first_on, 'week') AS week_on,
    kind.metric,
    horizon.h,
    COALESCE(array_max(filter(kind.weeks, week -> week BETWEEN 1 AND horizon.h)), 0) AS last_week,
    COALESCE(members.first_at + make_dt_interval(7 * (horizon.h + 1)) <= kind.until, FALSE) AS is_mature,
    members.is_left_truncated,
    COUNT(*) AS persons
  FROM members
  LATERAL VIEW inline(array(
    named_struct('metric', 'retention_on_or_after', 'weeks', members.return_weeks, 'until', members.watermark_at),
    named_struct('metric', 'platform_retention', 'weeks', members.session_weeks, 'until', members.sessions_watermark_at)
  )) kind AS metric, weeks, until
  LATERAL VIEW explode(array(4, 8, 12)) horizon AS h
  WHERE kind.metric = 'retention_on_or_after' OR members.scope IN ('all', 'platform')
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
),

sums AS (
  SELECT
    'retention_on' AS metric,
    scope,
    platform,
    brand_id,
    campaign_id,
    trunc(first_on, 'week') AS week_on,
    'week' AS slice,
    CAST(n AS STRING) AS slice_value,
    COUNT_IF(is_mature AND is_returned AND NOT is_left_truncated) AS returned,
    COUNT_IF(is_mature AND NOT is_left_truncated) AS persons,
    COUNT_IF(NOT is_mature AND NOT is_left_truncated) AS pending,
    MAX(is_left_truncated) AS is_left_truncated
  FROM weeks
  GROUP BY scope, platform, brand_id, campaign_id, trunc(first_on, 'week'), n
  UNION ALL
  SELECT
    metric,
    scope,
    platform,
    brand_id,
    campaign_id,
    week_on,
    'horizon,week',
    h || ',' || week.n,
    SUM(IF(is_mature AND last_week >= week.n AND NOT is_left_truncated, persons, 0L)),
    SUM(IF(is_mature AND NOT is_left_truncated, persons, 0L)),
    SUM(IF(NOT is_mature AND NOT is_left_truncated, persons, 0L)),
    MAX(is_left_truncated)
  FROM last_returns
  LATERAL VIEW explode(sequence(1, h)) week AS n
  GROUP BY metric, scope, platform, brand_id, campaign_id, week_on, h, week.n
)

SELECT
  metric,
  scope,
  platform,
  brand_id,
  campaign_id,
  'week' AS period,
  week_on AS period_start_on,
  slice,
  slice_value,
  CAST(returned AS DOUBLE) AS numerator,
  CAST(persons AS DOUBLE) AS denominator,
  persons,
  pending,
  CAST(returned AS DOUBLE) AS rr,
  CAST(returned AS DOUBLE) AS rn,
  CAST(persons AS DOUBLE) AS nn,
  IF(is_left_truncated, 'left_truncated', NULL) AS flags
FROM sums
