-- metrics.repeats: how much oftener buyers bought again whom a personal message reached than the others.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  metrics.sums
-- owner:  analytics
--
-- A difference that was observed, not caused: nobody drew lots for who was written to.
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

compared AS (
  SELECT
    *,
    lift(again_unreached, unreached, again, reached) AS lift
  FROM arms
)

SELECT
  'repeat_purchase_lift' AS metric,
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
  lift.absolute AS value,
  lift.absolute_low AS ci_low,
  lift.absolute_high AS ci_high
FROM compared
