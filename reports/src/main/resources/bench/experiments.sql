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
)

SELECT
  given.metric, compared.brand_id, compared.campaign_id, 'variant' AS slice, compared.variant AS slice_value,
  CAST(compared.converted AS DOUBLE) AS numerator, CAST(compared.treated AS DOUBLE) AS denominator,
  compared.persons, compared.pending, given.value,
  given.bounds.low AS low, given.bounds.high AS high, compared.is_invalid
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
  'srm_p', brand_id, campaign_id, NULL, NULL, chi_square, CAST(assigned AS DOUBLE), assigned, 0, p, NULL, NULL,
  coalesce(p < 0.001, FALSE)
FROM sample
