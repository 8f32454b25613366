-- metrics.cells: the sums behind every number, and a row for each metric where something happened without it.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  metrics.ages, metrics.attribution, metrics.calls, metrics.comebacks, metrics.experiments, metrics.freshness, metrics.funnels, metrics.lifecycle, metrics.repeats, metrics.response, metrics.retention, metrics.rooms, metrics.spending, metrics.sums, metrics.waits, reference_catalogue
-- owner:  analytics
--
-- Additive by person: rr, rn and nn are the sums of squares that an interval needs. Percentiles come
-- with their value, since no sum gives them.
WITH valued AS (
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags,
    CAST(NULL AS DOUBLE) AS value, CAST(NULL AS DOUBLE) AS ci_low, CAST(NULL AS DOUBLE) AS ci_high
  FROM metrics.sums
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags, NULL, NULL, NULL
  FROM metrics.calls
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags, NULL, NULL, NULL
  FROM metrics.attribution
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags, NULL, NULL, NULL
  FROM metrics.funnels
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags, NULL, NULL, NULL
  FROM metrics.retention
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags, NULL, NULL, NULL
  FROM metrics.comebacks
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.response
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.waits
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.experiments
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, rr, rn, nn, flags, NULL, NULL, NULL
  FROM metrics.ages
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.rooms
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.freshness
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.spending
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.lifecycle
  UNION ALL
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    numerator, denominator, persons, pending, NULL, NULL, NULL, flags, value, ci_low, ci_high
  FROM metrics.repeats
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
  -- Whoever was denied access did nothing there, what was recorded is no number yet, and what was spent may have reached
  -- nobody: none of these gives other metrics a row.
  HAVING COUNT_IF(slice IS NULL AND metric NOT IN ('age_denials', 'freshness_p95', 'roas')) > 0
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
