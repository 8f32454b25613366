-- others: the numbers that are more than sums of persons: percentiles, peaks, cohorts, credits, arms, habits.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  percentiles, curves, habits, trust, calls, adoption, retention, ages, occupancy, participation, attribution, chains, spending, experiments, horizons, lifecycle, freshness, comebacks, waits, cells
-- owner:  bench
WITH repeated AS (
  SELECT
    scope, brand_id, period, period_start_on,
    max(numerator) FILTER (WHERE slice_value = 'reached') AS again,
    max(denominator) FILTER (WHERE slice_value = 'reached') AS reached,
    max(numerator) FILTER (WHERE slice_value = 'not_reached') AS again_unreached,
    max(denominator) FILTER (WHERE slice_value = 'not_reached') AS unreached,
    CAST(sum(persons) AS BIGINT) AS persons,
    CAST(sum(pending) AS BIGINT) AS pending
  FROM cells
  WHERE metric = 'repeat_purchase_after_dm' AND slice = 'personal_message'
  GROUP BY ALL
),

strata AS (
  SELECT
    scope, brand_id, period, period_start_on,
    coalesce(sum(numerator) FILTER (WHERE slice_value LIKE 'reached,%'), 0) AS hits,
    coalesce(sum(denominator) FILTER (WHERE slice_value LIKE 'reached,%'), 0) AS treated,
    coalesce(sum(numerator) FILTER (WHERE slice_value LIKE 'not_reached,%'), 0) AS controls_hits,
    coalesce(sum(denominator) FILTER (WHERE slice_value LIKE 'not_reached,%'), 0) AS controls
  FROM cells
  WHERE metric = 'repeat_purchase_after_dm' AND slice = 'personal_message,stratum'
  GROUP BY scope, brand_id, period, period_start_on, split_part(slice_value, ',', 2)
),

-- The difference of those alike by Mantel and Haenszel, its variance by Sato.
sato AS (
  SELECT
    scope, brand_id, period, period_start_on,
    sum((hits / treated - controls_hits / controls) * treated * controls / (treated + controls)) AS difference,
    sum(treated * controls / (treated + controls)) AS weight,
    sum((
      treated * treated * controls_hits - controls * controls * hits + treated * controls * (controls - treated) / 2
    ) / pow(treated + controls, 2)) AS p,
    sum((hits * (controls - controls_hits) + controls_hits * (treated - hits)) / (2 * (treated + controls))) AS q
  FROM strata
  WHERE treated > 0 AND controls > 0
  GROUP BY ALL
),

adjusted AS (
  SELECT
    repeated.*,
    sato.difference / sato.weight AS difference,
    z() * sqrt(greatest(0, sato.difference / sato.weight * sato.p + sato.q)) / sato.weight AS half_width
  FROM repeated
  LEFT JOIN sato
    ON sato.scope = repeated.scope
    AND sato.brand_id IS NOT DISTINCT FROM repeated.brand_id
    AND sato.period = repeated.period
    AND sato.period_start_on = repeated.period_start_on
)

SELECT
  metric, scope, platform, brand_id, campaign_id, period, period_start_on,
  slice, slice_value, numerator, denominator, persons, pending, value,
  low, high, CAST(NULL AS DOUBLE) AS rr, CAST(NULL AS DOUBLE) AS rn, CAST(NULL AS DOUBLE) AS nn
FROM percentiles
UNION ALL
SELECT
  metric, scope, platform, brand_id, campaign_id, period, period_start_on,
  slice, slice_value, numerator, denominator, persons, pending, value,
  low, high, NULL, NULL, NULL
FROM curves
UNION ALL
SELECT
  metric, scope, platform, brand_id, campaign_id, 'week', period_start_on, NULL, NULL,
  numerator, denominator, persons, pending, NULL,
  NULL, NULL, rr, rn, nn
FROM habits
UNION ALL
SELECT
  'trust_index', scope, platform, brand_id, campaign_id, period, period_start_on, NULL, NULL,
  numerator, denominator, persons, 0, NULL,
  NULL, NULL, CAST(numerator AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE)
FROM trust
UNION ALL
SELECT
  'group_call_participation', scope, platform, brand_id, campaign_id, period, period_start_on, NULL, NULL,
  numerator, denominator, persons, 0, NULL,
  NULL, NULL, CAST(numerator AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE)
FROM calls
UNION ALL
SELECT
  'format_adoption', scope, platform, brand_id, campaign_id, period, period_start_on, 'kind', kind,
  numerator, denominator, persons, 0, NULL,
  NULL, NULL, CAST(numerator AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE)
FROM adoption
UNION ALL
SELECT
  'retention_on', scope, platform, brand_id, campaign_id, 'week', period_start_on, 'week', week,
  numerator, denominator, persons, pending, NULL,
  NULL, NULL, CAST(numerator AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE)
FROM retention
UNION ALL
SELECT
  metric, scope, platform, brand_id, campaign_id, period, period_start_on, NULL, NULL,
  numerator, denominator, persons, 0, NULL,
  NULL, NULL, CAST(numerator AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE)
FROM ages
UNION ALL
SELECT
  metric, scope, platform, brand_id, NULL, period, period_start_on, slice, slice_value,
  numerator, denominator, persons, 0, numerator / denominator,
  NULL, NULL, NULL, NULL, NULL
FROM occupancy
UNION ALL
SELECT
  'room_participation', scope, platform, brand_id, NULL, 'week', period_start_on, slice, slice_value,
  numerator, denominator, persons, pending, NULL,
  NULL, NULL, rr, rn, nn
FROM participation
UNION ALL
SELECT
  metric, 'campaign', NULL, brand_id, campaign_id, 'week', period_start_on, slice, slice_value,
  numerator, NULL, persons, 0, NULL,
  NULL, NULL, NULL, NULL, NULL
FROM attribution
UNION ALL
SELECT
  'markov_credit', 'campaign', NULL, brand_id, campaign_id, 'week', period_start_on, NULL, NULL,
  numerator, NULL, persons, 0, NULL,
  NULL, NULL, NULL, NULL, NULL
FROM chains
UNION ALL
SELECT
  'roas', scope, NULL, brand_id, campaign_id, period, period_start_on, NULL, NULL,
  numerator, denominator, persons, pending, numerator / nullif(denominator, 0),
  NULL, NULL, NULL, NULL, NULL
FROM spending
UNION ALL
SELECT
  metric, 'campaign', NULL, brand_id, campaign_id, 'lifetime', DATE '1970-01-01', slice, slice_value,
  numerator, denominator, persons, pending, value,
  low, high, NULL, NULL, NULL
FROM experiments
UNION ALL
SELECT
  metric, scope, platform, brand_id, campaign_id, 'week', period_start_on, 'horizon,week', slice_value,
  numerator, denominator, persons, pending, NULL,
  NULL, NULL, CAST(numerator AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE)
FROM horizons
UNION ALL
SELECT
  'lifecycle_contacts', scope, platform, brand_id, campaign_id, period, period_start_on, 'state', state,
  IF(is_over, CAST(persons AS DOUBLE), NULL), NULL, IF(is_over, persons, 0), IF(is_over, 0, persons),
  IF(is_over, CAST(persons AS DOUBLE), NULL),
  NULL, NULL, NULL, NULL, NULL
FROM lifecycle
UNION ALL
SELECT
  'freshness_p95', scope, platform, brand_id, NULL, period, period_start_on, NULL, NULL, events, events, 0, 0, value,
  NULL, NULL, NULL, NULL, NULL
FROM freshness
UNION ALL
SELECT
  'repeat_purchase_lift', scope, NULL, brand_id, NULL, period, period_start_on, NULL, NULL,
  coalesce(again, 0), coalesce(reached, 0), persons, pending,
  again / nullif(reached, 0) - again_unreached / nullif(unreached, 0),
  newcombe(again, reached, again_unreached, unreached).low,
  newcombe(again, reached, again_unreached, unreached).high, NULL, NULL, NULL
FROM repeated
UNION ALL
SELECT
  'repeat_purchase_lift_adjusted', scope, NULL, brand_id, NULL, period, period_start_on, NULL, NULL,
  coalesce(again, 0), coalesce(reached, 0), persons, pending, difference,
  IF(difference IS NULL, NULL, greatest(-1, difference - half_width)),
  IF(difference IS NULL, NULL, least(1, difference + half_width)), NULL, NULL, NULL
FROM adjusted
UNION ALL
SELECT
  'declared_retention', 'brand', NULL, brand_id, NULL, period, period_start_on, 'n,retention', slice_value,
  numerator, denominator, persons, pending, NULL,
  NULL, NULL, CAST(numerator AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE)
FROM comebacks
UNION ALL
SELECT
  metric, 'brand', NULL, brand_id, NULL, 'week', period_start_on, slice, slice_value,
  numerator, denominator, persons, pending, value,
  low, high, CAST(numerator AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE)
FROM waits
