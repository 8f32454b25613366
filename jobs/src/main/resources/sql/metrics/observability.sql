-- metrics.observability: which metric can be known where, and up to when its units are mature.
--
-- grain:  metric, scope, platform, brand_id
-- reads:  metrics.coverage, reference_catalogue, reference_campaigns, reference_sources
-- owner:  analytics
--
-- A metric can be known where each of its needs is met by a source that declares it, or, without a
-- declaration, that has been seen to emit it. Its watermark is the earliest of those sources. What needs nothing can
-- be known everywhere.
WITH sources AS (
  SELECT
    coverage.source,
    COALESCE(ANY_VALUE(reference_sources.emits), COLLECT_SET(coverage.event_type)) AS emits
  FROM metrics.coverage AS coverage
  INNER JOIN reference_sources ON reference_sources.source = coverage.source
  GROUP BY coverage.source
),

emitted AS (
  SELECT DISTINCT
    coverage.source,
    coverage.platform,
    coverage.brand_id,
    emits.capability,
    coverage.complete_until
  FROM metrics.coverage AS coverage
  INNER JOIN sources ON sources.source = coverage.source
  LATERAL VIEW explode(sources.emits) emits AS capability
),

capabilities AS (
  SELECT source, platform, brand_id, capability, complete_until
  FROM emitted
  UNION
  SELECT source, platform, brand_id, 'role' AS capability, complete_until
  FROM metrics.coverage
  WHERE has_roles
  UNION
  SELECT source, platform, brand_id, 'outcome' AS capability, complete_until
  FROM metrics.coverage
  WHERE has_outcomes
  UNION
  SELECT emitted.source, emitted.platform, emitted.brand_id, 'conversion' AS capability, emitted.complete_until
  FROM emitted
  INNER JOIN reference_campaigns
    ON reference_campaigns.brand_id = emitted.brand_id
    AND reference_campaigns.conversion_event = emitted.capability
),

places AS (
  SELECT 'all' AS scope, CAST(NULL AS STRING) AS platform, CAST(NULL AS STRING) AS brand_id
  UNION
  SELECT 'platform' AS scope, platform, CAST(NULL AS STRING) AS brand_id
  FROM metrics.coverage
  UNION
  SELECT 'brand' AS scope, CAST(NULL AS STRING) AS platform, brand_id
  FROM metrics.coverage
  WHERE brand_id IS NOT NULL
),

met AS (
  SELECT
    places.scope,
    places.platform,
    places.brand_id,
    capabilities.capability,
    MIN(capabilities.complete_until) AS complete_until
  FROM places
  INNER JOIN capabilities
    ON places.scope = 'all'
    OR (places.scope = 'platform' AND capabilities.platform = places.platform)
    OR (places.scope = 'brand' AND capabilities.brand_id = places.brand_id)
  GROUP BY places.scope, places.platform, places.brand_id, capabilities.capability
),

needs AS (
  SELECT
    reference_catalogue.metric,
    SIZE(reference_catalogue.needs) AS needs,
    need.capability
  FROM reference_catalogue
  LATERAL VIEW OUTER explode(reference_catalogue.needs) need AS capability
)

SELECT
  needs.metric,
  places.scope,
  places.platform,
  places.brand_id,
  COUNT(met.capability) = MAX(needs.needs) AS is_observable,
  IF(COUNT(met.capability) = MAX(needs.needs), MIN(met.complete_until), NULL) AS watermark_at
FROM places
CROSS JOIN needs
LEFT JOIN met
  ON met.scope = places.scope
  AND met.platform <=> places.platform
  AND met.brand_id <=> places.brand_id
  AND met.capability = needs.capability
GROUP BY needs.metric, places.scope, places.platform, places.brand_id
