-- metrics.cells: the sums behind every number, and a row for each metric where something happened without it.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  metrics.attribution, metrics.company, metrics.content, metrics.engagement, metrics.experiments, metrics.funnels, metrics.habits, metrics.inbox, metrics.reach, metrics.receipts, metrics.response, metrics.retention, metrics.revenue, metrics.safety, metrics.waits, reference_catalogue
-- owner:  analytics
--
-- Additive by person: rr, rn and nn are the sums of squares that an interval needs. Percentiles come
-- with their value, since no sum gives them.
WITH sums AS (
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.attribution
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.funnels
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.engagement
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.reach
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.retention
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.safety
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.company
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.content
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.habits
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.inbox
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags
  FROM metrics.receipts
),

valued AS (
  SELECT *, CAST(NULL AS DOUBLE) AS value, CAST(NULL AS DOUBLE) AS ci_low, CAST(NULL AS DOUBLE) AS ci_high
  FROM sums
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.response
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.experiments
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.waits
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags, value, ci_low, ci_high
  FROM metrics.revenue
),

happened AS (
  SELECT
    scope,
    platform,
    brand_id,
    campaign_id,
    period,
    period_start_on,
    collect_set(metric) AS metrics
  FROM valued
  GROUP BY scope, platform, brand_id, campaign_id, period, period_start_on
  -- Whoever was denied access did nothing there: it gives no other metric a row.
  HAVING COUNT_IF(slice IS NULL AND metric <> 'age_denials') > 0
),

-- A metric that is given by slice only needs no row without one, unless it cannot be known at all.
missing AS (
  SELECT
    catalogue.metric,
    happened.*
  FROM happened
  INNER JOIN reference_catalogue AS catalogue
    ON array_contains(catalogue.scopes, happened.scope)
    AND array_contains(catalogue.periods, happened.period)
    AND NOT array_contains(happened.metrics, catalogue.metric)
)

SELECT
  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
  numerator, denominator, persons, pending, rr, rn, nn, flags, value, ci_low, ci_high
FROM valued
UNION ALL
SELECT
  metric, scope, platform, brand_id, campaign_id, period, period_start_on, NULL, NULL,
  NULL, NULL, 0L, 0L, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM missing
