-- metrics.funnels: how many came how far in each funnel, as sums by week.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.funnels, metrics.observability
-- owner:  analytics
--
-- The unit is a contact in a week of first steps, once its window has passed on the brand's watermark. The
-- list of persons behind a number is journeys.funnels with the same condition.
WITH attempts AS (
  SELECT
    funnels.*,
    COALESCE(funnels.open_until_at <= observability.watermark_at, FALSE) AS is_mature
  FROM journeys.funnels AS funnels
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'funnel_step_rate'
    AND observability.scope = 'brand'
    AND observability.brand_id = funnels.brand_id
),

by_step AS (
  SELECT
    attempts.brand_id,
    attempts.week_on,
    sliced.slice,
    sliced.prefix || attempts.funnel || ',' || step.k AS slice_value,
    COUNT_IF(attempts.is_mature AND attempts.depth >= step.k) AS reached,
    COUNT_IF(attempts.is_mature) AS entered,
    COUNT_IF(NOT attempts.is_mature) AS pending
  FROM attempts
  LATERAL VIEW explode(sequence(1, attempts.steps)) step AS k
  LATERAL VIEW inline(array(
    named_struct('slice', 'funnel,step', 'prefix', ''),
    named_struct('slice', 'breakdown,funnel,step', 'prefix', attempts.listed_under || ',')
  )) sliced AS slice, prefix
  WHERE sliced.prefix IS NOT NULL
  GROUP BY attempts.brand_id, attempts.week_on, sliced.slice, sliced.prefix || attempts.funnel || ',' || step.k
)

SELECT
  given.metric,
  'brand' AS scope,
  CAST(NULL AS STRING) AS platform,
  by_step.brand_id,
  CAST(NULL AS STRING) AS campaign_id,
  'week' AS period,
  by_step.week_on AS period_start_on,
  by_step.slice,
  by_step.slice_value,
  CAST(by_step.reached AS DOUBLE) AS numerator,
  given.denominator,
  given.persons,
  by_step.pending,
  IF(given.denominator IS NULL, NULL, CAST(by_step.reached AS DOUBLE)) AS rr,
  IF(given.denominator IS NULL, NULL, CAST(by_step.reached AS DOUBLE)) AS rn,
  given.denominator AS nn,
  CAST(NULL AS STRING) AS flags
FROM by_step
LATERAL VIEW inline(array(
  named_struct('metric', 'funnel_step_persons', 'denominator', CAST(NULL AS DOUBLE), 'persons', by_step.reached),
  named_struct('metric', 'funnel_step_rate', 'denominator', CAST(by_step.entered AS DOUBLE), 'persons', by_step.entered)
)) given AS metric, denominator, persons
