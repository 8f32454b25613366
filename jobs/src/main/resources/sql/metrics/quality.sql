-- metrics.quality: how far the other numbers can be relied on, wherever there are any.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  log.inputs, metrics.cells, metrics.coverage, metrics.observability, reference_brands, reference_catalogue
-- owner:  analytics
--
-- Duplicates are known by file only, so their share is that of all records ever read. A day is incomplete where some
-- source that has sent anything there is; those after the last event are none.
WITH known AS (
  SELECT
    cells.scope, cells.platform, cells.brand_id, cells.campaign_id, cells.period, cells.period_start_on,
    COUNT(*) AS told,
    -- As results are suppressed, of what can be known at all.
    COUNT_IF(is_suppressed(slice, slice_value, persons)) AS suppressed
  FROM metrics.cells AS cells
  INNER JOIN metrics.observability AS observability
    ON observability.metric = cells.metric
    AND observability.scope = cells.scope
    AND observability.platform <=> cells.platform
    AND observability.brand_id <=> cells.brand_id
    AND observability.is_observable
  WHERE cells.period IN ('day', 'week', 'month')
  GROUP BY
    cells.scope, cells.platform, cells.brand_id, cells.campaign_id, cells.period, cells.period_start_on
),

hidden AS (
  SELECT observability.scope, observability.platform, observability.brand_id, COUNT_IF(NOT is_observable) AS hidden
  FROM metrics.observability AS observability
  INNER JOIN reference_catalogue AS catalogue
    ON catalogue.metric = observability.metric
    AND array_contains(catalogue.scopes, observability.scope)
  GROUP BY observability.scope, observability.platform, observability.brand_id
),

sources AS (
  SELECT 'all' AS scope, CAST(NULL AS STRING) AS platform, CAST(NULL AS STRING) AS brand_id, last_at, complete_until
  FROM metrics.coverage
  UNION ALL
  SELECT 'platform', platform, NULL, last_at, complete_until
  FROM metrics.coverage
  UNION ALL
  SELECT 'brand', NULL, brand_id, last_at, complete_until
  FROM metrics.coverage
  WHERE brand_id IS NOT NULL
),

ends AS (
  SELECT
    scope,
    platform,
    sources.brand_id,
    CAST(from_utc_timestamp(MIN(complete_until), COALESCE(MAX(own.zone), MAX(site.zone))) AS DATE) AS incomplete_from_on,
    CAST(from_utc_timestamp(MAX(last_at), COALESCE(MAX(own.zone), MAX(site.zone))) AS DATE) AS last_on
  FROM sources
  LEFT JOIN reference_brands AS own ON own.brand_id = sources.brand_id
  INNER JOIN reference_brands AS site ON site.brand_id IS NULL
  GROUP BY scope, platform, sources.brand_id
),

placed AS (
  SELECT
    known.*,
    COALESCE(hidden.hidden, 0L) AS hidden,
    CAST(GREATEST(0, 1 + datediff(
      LEAST(last_on, last_day_of(known.period, known.period_start_on)),
      GREATEST(incomplete_from_on, known.period_start_on)
    )) AS BIGINT) AS incomplete
  FROM known
  LEFT JOIN hidden
    ON hidden.scope = known.scope
    AND hidden.platform <=> known.platform
    AND hidden.brand_id <=> known.brand_id
  LEFT JOIN ends
    ON ends.scope = known.scope
    AND ends.platform <=> known.platform
    AND ends.brand_id <=> known.brand_id
),

told AS (
  SELECT given.metric, scope, platform, brand_id, campaign_id, period, period_start_on, given.r, given.n
  FROM placed
  LATERAL VIEW inline(array(
    named_struct('metric', 'suppressed_share', 'r', suppressed, 'n', told),
    named_struct('metric', 'not_observable_metrics', 'r', hidden, 'n', CAST(NULL AS BIGINT)),
    named_struct('metric', 'incomplete_days', 'r', incomplete, 'n', NULL)
  )) given AS metric, r, n
  UNION ALL
  SELECT
    'duplicate_share', 'all', NULL, NULL, NULL, 'lifetime', DATE '1970-01-01',
    SUM(duplicate), SUM(accepted + duplicate)
  FROM log.inputs
  HAVING SUM(accepted + duplicate) > 0
)

SELECT
  metric,
  scope,
  platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  CAST(r AS DOUBLE) AS numerator,
  CAST(n AS DOUBLE) AS denominator,
  0L AS persons,
  0L AS pending,
  CAST(NULL AS DOUBLE) AS rr,
  CAST(NULL AS DOUBLE) AS rn,
  CAST(NULL AS DOUBLE) AS nn,
  CAST(NULL AS STRING) AS flags,
  CAST(r / n AS DOUBLE) AS value,
  CAST(NULL AS DOUBLE) AS ci_low,
  CAST(NULL AS DOUBLE) AS ci_high
FROM told
