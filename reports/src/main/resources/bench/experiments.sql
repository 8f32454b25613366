-- experiments: how each arm of an experiment compares with the control, and whether the arms are what was planned.
--
-- grain:  metric, brand_id, campaign_id, slice_value
-- reads:  arms
-- owner:  bench
WITH sizes AS (
  SELECT
    experiment_id,
    campaign_id,
    brand_id,
    sum(assigned) AS assigned,
    sum(multi_arm) > 0 AS has_multi_arm,
    sum(assigned * assigned / weight) * sum(weight) / nullif(sum(assigned), 0) - sum(assigned) AS chi_square,
    count(*) - 1 AS freedom
  FROM arms
  GROUP BY experiment_id, campaign_id, brand_id
),

-- The tail of chi square by the series of the lower incomplete gamma function.
sample AS (
  SELECT
    *,
    CASE
      WHEN assigned < 100 THEN NULL
      WHEN chi_square < 1e-12 THEN 1
      ELSE greatest(0, 1 - list_sum(list_transform(range(200), lambda k: exp(
        (freedom / 2.0 + k) * ln(chi_square / 2) - chi_square / 2 - lgamma(freedom / 2.0 + k + 1)
      ))))
    END AS p
  FROM sizes
),

compared AS (
  SELECT
    treated.brand_id,
    treated.campaign_id,
    treated.variant,
    treated.converted,
    treated.persons AS treated,
    control.persons AS controls,
    control.converted AS controls_converted,
    treated.persons + control.persons AS persons,
    treated.pending + control.pending AS pending,
    coalesce(sample.p < 0.001, FALSE) AS is_invalid,
    sample.has_multi_arm,
    treated.revenue,
    treated.settled,
    treated.settled + control.settled AS settled_persons,
    treated.unsettled + control.unsettled AS unsettled,
    treated.mean - control.mean AS mean_lift,
    treated.mean_before - control.mean_before AS mean_before_lift,
    treated.variance,
    treated.variance_before,
    treated.covariance,
    control.settled AS controls_settled,
    control.variance AS controls_variance,
    control.variance_before AS controls_variance_before,
    control.covariance AS controls_covariance,
    -- How what was bought follows what was bought before, within the arms.
    coalesce(((treated.settled - 1) * treated.covariance + (control.settled - 1) * control.covariance)
      / nullif((treated.settled - 1) * treated.variance_before + (control.settled - 1) * control.variance_before, 0), 0)
      AS theta,
    control.converted / nullif(control.persons, 0) AS baseline,
    treated.converted / nullif(treated.persons, 0) - control.converted / nullif(control.persons, 0) AS lift,
    -- The square of what separates 5 % of false alarms from 80 % of finds, for each person treated.
    pow(1.959963984540054 + 0.8416212335729143, 2) AS zz
  FROM arms AS treated
  JOIN arms AS control
    ON control.experiment_id = treated.experiment_id
    AND control.campaign_id = treated.campaign_id
    AND control.variant = treated.control
  JOIN sample ON sample.experiment_id = treated.experiment_id AND sample.campaign_id = treated.campaign_id
  WHERE treated.variant <> treated.control
),

means AS (
  SELECT
    given.metric, compared.*, given.difference, given.error / settled AS error,
    given.controls_error / controls_settled AS controls_error
  FROM compared
  CROSS JOIN LATERAL (
    VALUES
      ('lift_revenue', mean_lift, variance, controls_variance),
      ('lift_revenue_adjusted', mean_lift - theta * mean_before_lift,
        variance + theta * theta * variance_before - 2 * theta * covariance,
        controls_variance + theta * theta * controls_variance_before - 2 * theta * controls_covariance)
  ) AS given (metric, difference, error, controls_error)
),

-- A variance needs two in each arm; where nothing varies, the difference is sure (Welch).
bounded AS (
  SELECT
    *,
    settled > 1 AND controls_settled > 1 AS is_known,
    IF(error + controls_error > 1e-12, sqrt(error + controls_error) * student_t(
      pow(error + controls_error, 2)
      / (error * error / (settled - 1) + controls_error * controls_error / (controls_settled - 1))
    ), 0) AS half_width
  FROM means
)

SELECT
  given.metric, compared.brand_id, compared.campaign_id, 'variant' AS slice, compared.variant AS slice_value,
  CAST(compared.converted AS DOUBLE) AS numerator, CAST(compared.treated AS DOUBLE) AS denominator,
  compared.persons, compared.pending, given.value,
  given.bounds.low AS low, given.bounds.high AS high, compared.is_invalid, compared.has_multi_arm
FROM compared
CROSS JOIN LATERAL (
  VALUES
    ('lift_absolute', lift, newcombe(converted, treated, controls_converted, controls)),
    ('lift_sequential', lift, NULL),
    ('lift_relative', lift / nullif(baseline, 0), CASE
      -- The upper end of nothing seen, against the lower end of the control.
      WHEN converted = 0 THEN {
        'low': -1, 'high': wilson(0, treated).high / wilson(controls_converted, controls).low - 1
      }
      ELSE {
        'low': (lift / baseline + 1)
          / exp(z() * sqrt(1 / converted - 1 / treated + 1 / controls_converted - 1 / controls)) - 1,
        'high': (lift / baseline + 1)
          * exp(z() * sqrt(1 / converted - 1 / treated + 1 / controls_converted - 1 / controls)) - 1
      }
    END),
    ('incremental_conversions', lift * treated, {
      'low': newcombe(converted, treated, controls_converted, controls).low * treated,
      'high': newcombe(converted, treated, controls_converted, controls).high * treated
    }),
    ('lift_detectable', IF(
      lift IS NULL OR zz * baseline * (1 - baseline) / controls > (1 - baseline) * (1 - baseline),
      NULL,
      (zz * (1 - 2 * baseline) / treated + sqrt(
        pow(zz * (1 - 2 * baseline) / treated, 2)
        + 4 * (1 + zz / treated) * zz * baseline * (1 - baseline) * (1.0 / controls + 1.0 / treated)
      )) / (2 * (1 + zz / treated))
    ), NULL)
) AS given (metric, value, bounds)
UNION ALL
SELECT
  metric, brand_id, campaign_id, 'variant', variant, revenue, CAST(settled AS DOUBLE), settled_persons, unsettled,
  IF(is_known, difference, NULL), IF(is_known, difference - half_width, NULL), IF(is_known, difference + half_width, NULL),
  is_invalid, has_multi_arm
FROM bounded
UNION ALL
SELECT
  'srm_p', brand_id, campaign_id, NULL, NULL, chi_square, CAST(assigned AS DOUBLE), assigned, 0, p, NULL, NULL,
  coalesce(p < 0.001, FALSE), FALSE
FROM sample
