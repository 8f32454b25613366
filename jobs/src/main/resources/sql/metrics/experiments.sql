-- metrics.experiments: what each arm of an experiment changed, and whether its arms are what was planned.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.exposures, metrics.observability, reference_experiments
-- owner:  analytics
--
-- The sizes of the arms are judged before anybody is left out; the effect is of contacts who were in one arm only
-- and whose window has passed. It stands for the whole life of the campaign, since an experiment has no weeks.
WITH exposures AS (
  SELECT
    exposures.*,
    COALESCE(exposures.open_until_at <= observability.watermark_at, FALSE) AS is_mature
  FROM journeys.exposures AS exposures
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'lift_absolute'
    AND observability.scope = 'brand'
    AND observability.brand_id = exposures.brand_id
),

arms AS (
  SELECT
    planned.experiment_id,
    planned.brand_id,
    planned.campaign_id,
    planned.control,
    planned.variant,
    planned.weight,
    COUNT(exposures.person_id) AS assigned,
    COUNT_IF(COALESCE(exposures.is_multi_arm, FALSE)) AS multi_arm,
    COUNT_IF(NOT exposures.is_multi_arm AND exposures.is_mature) AS persons,
    COUNT_IF(NOT exposures.is_multi_arm AND exposures.is_mature AND exposures.converted_at IS NOT NULL) AS converted,
    COUNT_IF(NOT exposures.is_multi_arm AND NOT exposures.is_mature) AS pending
  FROM reference_experiments AS planned
  LEFT JOIN exposures
    ON exposures.experiment_id = planned.experiment_id
    AND exposures.campaign_id = planned.campaign_id
    AND exposures.variant = planned.variant
  GROUP BY
    planned.experiment_id, planned.brand_id, planned.campaign_id, planned.control, planned.variant, planned.weight
),

sizes AS (
  SELECT
    experiment_id,
    brand_id,
    campaign_id,
    SUM(assigned) AS assigned,
    SUM(multi_arm) AS multi_arm,
    sample_ratio(array_sort(collect_list(struct(variant, assigned, weight)))) AS ratio
  FROM arms
  GROUP BY experiment_id, brand_id, campaign_id
),

compared AS (
  SELECT
    treated.brand_id,
    treated.campaign_id,
    treated.variant,
    treated.converted,
    treated.persons AS treated,
    treated.persons + control.persons AS persons,
    treated.pending + control.pending AS pending,
    sizes.ratio.is_mismatch AS is_mismatch,
    sizes.multi_arm > 0 AS has_multi_arm,
    lift(control.converted, control.persons, treated.converted, treated.persons) AS lift
  FROM arms AS treated
  INNER JOIN arms AS control
    ON control.experiment_id = treated.experiment_id
    AND control.campaign_id = treated.campaign_id
    AND control.variant = treated.control
  INNER JOIN sizes
    ON sizes.experiment_id = treated.experiment_id AND sizes.campaign_id = treated.campaign_id
  WHERE treated.variant <> treated.control
),

numbers AS (
  SELECT
    given.metric,
    brand_id,
    campaign_id,
    'variant' AS slice,
    variant AS slice_value,
    CAST(converted AS DOUBLE) AS numerator,
    CAST(treated AS DOUBLE) AS denominator,
    persons,
    pending,
    NULLIF(concat_ws(
      ',', IF(is_mismatch, 'sample_ratio_mismatch', NULL), IF(has_multi_arm, 'multi_arm_excluded', NULL)
    ), '') AS flags,
    given.value,
    given.low,
    given.high
  FROM compared
  LATERAL VIEW inline(array(
    named_struct('metric', 'lift_absolute', 'value', lift.absolute, 'low', lift.absolute_low, 'high', lift.absolute_high),
    named_struct('metric', 'lift_relative', 'value', lift.relative, 'low', lift.relative_low, 'high', lift.relative_high),
    named_struct('metric', 'lift_sequential', 'value', lift.absolute, 'low', lift.always_low, 'high', lift.always_high),
    named_struct('metric', 'lift_detectable', 'value', lift.detectable,
      'low', CAST(NULL AS DOUBLE), 'high', CAST(NULL AS DOUBLE)),
    named_struct('metric', 'incremental_conversions', 'value', lift.absolute * treated,
      'low', lift.absolute_low * treated, 'high', lift.absolute_high * treated)
  )) given AS metric, value, low, high
  UNION ALL
  SELECT
    'srm_p' AS metric,
    brand_id,
    campaign_id,
    NULL AS slice,
    NULL AS slice_value,
    ratio.chi_square,
    CAST(assigned AS DOUBLE),
    assigned,
    0L,
    IF(ratio.is_mismatch, 'sample_ratio_mismatch', NULL),
    ratio.p,
    NULL,
    NULL
  FROM sizes
)

SELECT
  metric,
  'campaign' AS scope,
  CAST(NULL AS STRING) AS platform,
  brand_id,
  campaign_id,
  'lifetime' AS period,
  DATE '1970-01-01' AS period_start_on,
  slice,
  slice_value,
  numerator,
  denominator,
  persons,
  pending,
  flags,
  value,
  low AS ci_low,
  high AS ci_high
FROM numbers
