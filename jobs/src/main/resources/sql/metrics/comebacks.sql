-- metrics.comebacks: how many of each cohort of a declared retention came back, as sums.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.retention, metrics.coverage, metrics.observability
-- owner:  analytics
--
-- The unit is a contact in a cohort, once the last period asked for has passed on the watermark of the brand and of
-- the sources that tell of its start and return. The list of persons behind a number is journeys.retention with the
-- same condition.
WITH told AS (
  SELECT brand_id, event_type, MIN(complete_until) AS complete_until
  FROM metrics.coverage
  GROUP BY brand_id, event_type
),

members AS (
  SELECT
    retention.*,
    retention.n || ',' || retention.retention AS slice_value,
    COALESCE(
      retention.open_until_at <= LEAST(observability.watermark_at, starts.complete_until, returns.complete_until), FALSE
    ) AS is_mature
  FROM journeys.retention AS retention
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'declared_retention'
    AND observability.scope = 'brand'
    AND observability.brand_id = retention.brand_id
  LEFT JOIN told AS starts ON starts.brand_id = retention.brand_id AND starts.event_type = retention.start_event
  LEFT JOIN told AS returns ON returns.brand_id = retention.brand_id AND returns.event_type = retention.return_event
),

sums AS (
  SELECT
    brand_id,
    unit,
    cohort_on,
    slice_value,
    COUNT_IF(is_mature AND is_back AND NOT is_left_truncated) AS back,
    COUNT_IF(is_mature AND NOT is_left_truncated) AS persons,
    COUNT_IF(NOT is_mature AND NOT is_left_truncated) AS pending,
    MAX(is_left_truncated) AS is_left_truncated
  FROM members
  GROUP BY brand_id, unit, cohort_on, slice_value
)

SELECT
  'declared_retention' AS metric,
  'brand' AS scope,
  CAST(NULL AS STRING) AS platform,
  brand_id,
  CAST(NULL AS STRING) AS campaign_id,
  unit AS period,
  cohort_on AS period_start_on,
  'n,retention' AS slice,
  slice_value,
  CAST(back AS DOUBLE) AS numerator,
  CAST(persons AS DOUBLE) AS denominator,
  persons,
  pending,
  CAST(back AS DOUBLE) AS rr,
  CAST(back AS DOUBLE) AS rn,
  CAST(persons AS DOUBLE) AS nn,
  IF(is_left_truncated, 'left_truncated', NULL) AS flags
FROM sums
