-- metrics.experiments: what each arm of an experiment changed, and whether its arms are what was planned.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  metrics.arms
-- owner:  analytics
--
-- The sizes of the arms are judged before anybody is left out. An effect stands for the whole life of the campaign,
-- since an experiment has no weeks.
WITH sizes AS (
  SELECT
    experiment_id,
    brand_id,
    campaign_id,
    SUM(assigned) AS assigned,
    SUM(multi_arm) AS multi_arm,
    sample_ratio(array_sort(collect_list(struct(variant, assigned, weight)))) AS ratio
  FROM metrics.arms
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
    lift(control.converted, control.persons, treated.converted, treated.persons) AS lift,
    treated.revenue,
    treated.settled,
    treated.settled + control.settled AS settled_persons,
    treated.unsettled + control.unsettled AS unsettled,
    mean_lift(
      struct(CAST(control.settled AS DOUBLE), control.revenue, control.revenue_squared, control.revenue_before,
        control.revenue_before_squared, control.revenue_product),
      struct(CAST(treated.settled AS DOUBLE), treated.revenue, treated.revenue_squared, treated.revenue_before,
        treated.revenue_before_squared, treated.revenue_product)
    ) AS money
  FROM metrics.arms AS treated
  INNER JOIN metrics.arms AS control
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
    CAST(IF(given.is_money, revenue, converted) AS DOUBLE) AS numerator,
    CAST(IF(given.is_money, settled, treated) AS DOUBLE) AS denominator,
    IF(given.is_money, settled_persons, persons) AS persons,
    IF(given.is_money, unsettled, pending) AS pending,
    NULLIF(concat_ws(
      ',', IF(is_mismatch, 'sample_ratio_mismatch', NULL), IF(has_multi_arm, 'multi_arm_excluded', NULL)
    ), '') AS flags,
    given.value,
    given.low,
    given.high
  FROM compared
  LATERAL VIEW stack(
    7,
    'lift_absolute', FALSE, lift.absolute, lift.absolute_low, lift.absolute_high,
    'lift_relative', FALSE, lift.relative, lift.relative_low, lift.relative_high,
    'lift_sequential', FALSE, lift.absolute, lift.always_low, lift.always_high,
    'lift_detectable', FALSE, lift.detectable, NULL, NULL,
    'incremental_conversions', FALSE, lift.absolute * treated, lift.absolute_low * treated, lift.absolute_high * treated,
    'lift_revenue', TRUE, money.difference, money.difference_low, money.difference_high,
    'lift_revenue_adjusted', TRUE, money.adjusted, money.adjusted_low, money.adjusted_high
  ) given AS metric, is_money, value, low, high
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
