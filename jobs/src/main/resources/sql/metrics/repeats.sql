-- metrics.repeats: how much oftener buyers bought again whom a personal message reached, among all and among those alike.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  metrics.sums
-- owner:  analytics
--
-- A difference that was observed, not caused: nobody drew lots for who was written to. The adjusted one compares
-- within strata, which leaves out in what these differ, and nothing else.
WITH arms AS (
  SELECT
    scope,
    brand_id,
    period,
    period_start_on,
    SUM(IF(slice_value = 'reached', CAST(numerator AS BIGINT), 0L)) AS again,
    SUM(IF(slice_value = 'reached', CAST(denominator AS BIGINT), 0L)) AS reached,
    SUM(IF(slice_value = 'reached', 0L, CAST(numerator AS BIGINT))) AS again_unreached,
    SUM(IF(slice_value = 'reached', 0L, CAST(denominator AS BIGINT))) AS unreached,
    SUM(persons) AS persons,
    SUM(pending) AS pending
  FROM metrics.sums
  WHERE metric = 'repeat_purchase_after_dm' AND slice = 'personal_message'
  GROUP BY scope, brand_id, period, period_start_on
),

strata AS (
  SELECT
    scope,
    brand_id,
    period,
    period_start_on,
    SUM(IF(slice_value LIKE 'reached,%', CAST(numerator AS BIGINT), 0L)) AS again,
    SUM(IF(slice_value LIKE 'reached,%', CAST(denominator AS BIGINT), 0L)) AS reached,
    SUM(IF(slice_value LIKE 'reached,%', 0L, CAST(numerator AS BIGINT))) AS again_unreached,
    SUM(IF(slice_value LIKE 'reached,%', 0L, CAST(denominator AS BIGINT))) AS unreached
  FROM metrics.sums
  WHERE metric = 'repeat_purchase_after_dm' AND slice = 'personal_message,stratum'
  GROUP BY scope, brand_id, period, period_start_on, split_part(slice_value, ',', 2)
),

alike AS (
  SELECT
    scope,
    brand_id,
    period,
    period_start_on,
    stratified_lift(collect_list(struct(again_unreached, unreached, again, reached))) AS lift
  FROM strata
  GROUP BY scope, brand_id, period, period_start_on
),

compared AS (
  SELECT
    arms.*,
    lift(arms.again_unreached, arms.unreached, arms.again, arms.reached) AS lift,
    alike.lift AS alike
  FROM arms
  LEFT JOIN alike
    ON alike.scope = arms.scope
    AND alike.brand_id <=> arms.brand_id
    AND alike.period = arms.period
    AND alike.period_start_on = arms.period_start_on
)

SELECT
  given.metric,
  scope,
  CAST(NULL AS STRING) AS platform,
  brand_id,
  CAST(NULL AS STRING) AS campaign_id,
  period,
  period_start_on,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  CAST(again AS DOUBLE) AS numerator,
  CAST(reached AS DOUBLE) AS denominator,
  persons,
  pending,
  CAST(NULL AS STRING) AS flags,
  given.value,
  given.low AS ci_low,
  given.high AS ci_high
FROM compared
LATERAL VIEW stack(
  2,
  'repeat_purchase_lift', lift.absolute, lift.absolute_low, lift.absolute_high,
  'repeat_purchase_lift_adjusted', alike.difference, alike.low, alike.high
) given AS metric, value, low, high
