-- metrics.arms: how many contacts each arm of an experiment has, and what became of them.
--
-- grain:  experiment_id, campaign_id, variant
-- reads:  journeys.exposures, metrics.observability, reference_experiments
-- owner:  analytics
--
-- All who were assigned are counted; persons, conversions and money are of those who were in one arm only and whose
-- window has passed: for money (settled) on the watermark of purchases. Sums are exact, whatever the order of rows.
WITH exposures AS (
  SELECT
    exposures.*,
    NOT exposures.is_multi_arm AND COALESCE(exposures.open_until_at <= converted.watermark_at, FALSE) AS is_counted,
    NOT exposures.is_multi_arm AND COALESCE(exposures.open_until_at <= bought.watermark_at, FALSE) AS is_settled,
    CAST(exposures.revenue_minor AS DECIMAL(19, 0)) AS y,
    CAST(exposures.before_minor AS DECIMAL(19, 0)) AS x
  FROM journeys.exposures AS exposures
  LEFT JOIN metrics.observability AS converted
    ON converted.metric = 'lift_absolute'
    AND converted.scope = 'brand'
    AND converted.brand_id = exposures.brand_id
  LEFT JOIN metrics.observability AS bought
    ON bought.metric = 'lift_revenue'
    AND bought.scope = 'brand'
    AND bought.brand_id = exposures.brand_id
)

SELECT
  planned.experiment_id,
  planned.brand_id,
  planned.campaign_id,
  planned.control,
  planned.variant,
  planned.weight,
  COUNT(exposures.person_id) AS assigned,
  COUNT_IF(exposures.is_multi_arm) AS multi_arm,
  COUNT_IF(exposures.is_counted) AS persons,
  COUNT_IF(exposures.is_counted AND exposures.converted_at IS NOT NULL) AS converted,
  COUNT_IF(NOT exposures.is_multi_arm AND NOT exposures.is_counted) AS pending,
  COUNT_IF(exposures.is_settled) AS settled,
  COUNT_IF(NOT exposures.is_multi_arm AND NOT exposures.is_settled) AS unsettled,
  CAST(COALESCE(SUM(y) FILTER (WHERE is_settled), 0) AS DOUBLE) AS revenue,
  CAST(COALESCE(SUM(y * y) FILTER (WHERE is_settled), 0) AS DOUBLE) AS revenue_squared,
  CAST(COALESCE(SUM(x) FILTER (WHERE is_settled), 0) AS DOUBLE) AS revenue_before,
  CAST(COALESCE(SUM(x * x) FILTER (WHERE is_settled), 0) AS DOUBLE) AS revenue_before_squared,
  CAST(COALESCE(SUM(x * y) FILTER (WHERE is_settled), 0) AS DOUBLE) AS revenue_product
FROM reference_experiments AS planned
LEFT JOIN exposures
  ON exposures.experiment_id = planned.experiment_id
  AND exposures.campaign_id = planned.campaign_id
  AND exposures.variant = planned.variant
GROUP BY
  planned.experiment_id, planned.brand_id, planned.campaign_id, planned.control, planned.variant, planned.weight
