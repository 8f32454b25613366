-- metrics.results: every number of every report, one row a metric, scope, period and slice.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  metrics.cells, metrics.observability, metrics.quality, reference_catalogue, previous_results
-- owner:  analytics
--
-- The only place where sums become values, intervals and a status: a value, or the reason why not.
WITH cells AS (
  SELECT * FROM metrics.cells
  WHERE metric NOT IN (SELECT metric FROM metrics.quality)
  UNION ALL
  SELECT * FROM metrics.quality
),

judged AS (
  SELECT
    cells.*,
    IF(cells.numerator IS NULL, NULL, catalogue.flag) AS flag,
    catalogue.unit,
    catalogue.definition_version,
    catalogue.`interval`,
    catalogue.`interval` = 'none' AS is_count,
    CASE
      WHEN NOT COALESCE(observability.is_observable, FALSE) THEN 'not_observable'
      WHEN is_suppressed(cells.slice, cells.slice_value, cells.persons) THEN 'suppressed'
      WHEN cells.flags LIKE '%sample_ratio_mismatch%' THEN 'invalid'
      WHEN catalogue.`interval` = 'given' AND cells.value IS NOT NULL THEN 'ok'
      WHEN catalogue.`interval` = 'given' THEN IF(cells.pending > 0, 'immature', 'no_data')
      WHEN catalogue.`interval` = 'none' THEN 'ok'
      -- A percentile may never be reached; a ratio needs a whole.
      WHEN IF(catalogue.`interval` = 'order_statistic', cells.value IS NOT NULL, cells.denominator > 0) THEN 'ok'
      WHEN cells.pending > 0 THEN 'immature'
      ELSE 'no_data'
    END AS status
  FROM cells
  INNER JOIN reference_catalogue AS catalogue ON catalogue.metric = cells.metric
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = cells.metric
    AND observability.scope = IF(cells.scope = 'campaign', 'brand', cells.scope)
    AND observability.platform <=> cells.platform
    AND observability.brand_id <=> cells.brand_id
),

bounded AS (
  SELECT
    *,
    CASE
      WHEN `interval` = 'given' THEN NULL
      WHEN status <> 'ok' OR is_count OR `interval` = 'order_statistic' THEN NULL
      -- Each person one unit: independent; else the person is the cluster.
      WHEN `interval` = 'wilson' AND nn = denominator THEN wilson(numerator, denominator)
      WHEN `interval` = 'mean' THEN clustered_mean(persons, numerator, denominator, rr, rn, nn)
      ELSE clustered_ratio(persons, numerator, denominator, rr, rn, nn)
    END AS bounds
  FROM judged
),

current AS (
  SELECT
    metric,
    scope,
    platform,
    brand_id,
    campaign_id,
    period,
    period_start_on,
    slice,
    slice_value,
    CASE
      -- How far the arms are from the plan is the very thing to see where they are.
      WHEN metric = 'srm_p' AND status = 'invalid' THEN value
      WHEN status <> 'ok' THEN NULL
      WHEN `interval` = 'given' THEN value
      WHEN is_count THEN COALESCE(numerator, 0)
      WHEN `interval` = 'order_statistic' THEN value
      ELSE numerator / denominator
    END AS value,
    CASE WHEN status IN ('not_observable', 'suppressed') THEN NULL WHEN is_count THEN COALESCE(numerator, 0) ELSE numerator END AS numerator,
    IF(status IN ('not_observable', 'suppressed'), NULL, denominator) AS denominator,
    IF(status IN ('not_observable', 'suppressed'), 0L, persons) AS persons,
    IF(status IN ('not_observable', 'suppressed'), 0L, pending) AS pending,
    IF(status = 'ok', COALESCE(bounds.low, ci_low), NULL) AS ci_low,
    IF(status = 'ok', COALESCE(bounds.high, ci_high), NULL) AS ci_high,
    status,
    NULLIF(concat_ws(',', flag, flags), '') AS flags,
    unit,
    definition_version
  FROM bounded
)

SELECT
  current.metric,
  current.scope,
  current.platform,
  current.brand_id,
  current.campaign_id,
  current.period,
  current.period_start_on,
  current.slice,
  current.slice_value,
  current.value,
  current.numerator,
  current.denominator,
  current.persons,
  current.pending,
  current.ci_low,
  current.ci_high,
  current.status,
  current.flags,
  current.unit,
  current.definition_version,
  :snapshot_id AS snapshot_id,
  -- A row is restated when its numbers were published before and are others now.
  CASE
    WHEN previous.metric IS NULL THEN NULL
    WHEN previous.value <=> current.value
      AND previous.numerator <=> current.numerator
      AND previous.denominator <=> current.denominator
      AND previous.persons <=> current.persons
      AND previous.pending <=> current.pending
      AND previous.status <=> current.status
    THEN previous.restated_at
    ELSE :as_of
  END AS restated_at
FROM current
LEFT JOIN previous_results AS previous
  ON previous.metric = current.metric
  AND previous.scope = current.scope
  AND previous.platform <=> current.platform
  AND previous.brand_id <=> current.brand_id
  AND previous.campaign_id <=> current.campaign_id
  AND previous.period = current.period
  AND previous.period_start_on = current.period_start_on
  AND previous.slice <=> current.slice
  AND previous.slice_value <=> current.slice_value
ORDER BY
  current.brand_id,
  current.metric,
  current.period,
  current.period_start_on,
  current.scope,
  current.platform,
  current.campaign_id,
  current.slice,
  current.slice_value
