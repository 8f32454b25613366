-- metrics.burn_ins: the first day on which whoever comes for the first time is new, where sources began before the log.
--
-- grain:  scope, platform, brand_id
-- reads:  metrics.coverage, reference_brands, reference_sources
-- owner:  analytics
--
-- The burn-in of a source runs from its first complete day. Where several sources tell of a place, the last of them
-- decides; places of which all sources began with their service have no row.
WITH begun AS (
  SELECT source, MIN(first_at) AS first_at
  FROM metrics.coverage
  GROUP BY source
),

burnt AS (
  SELECT
    coverage.platform,
    coverage.brand_id,
    date_add(
      CAST(from_utc_timestamp(begun.first_at, site.zone) AS DATE), 1 + reference_sources.burn_in_days
    ) AS new_from_on
  FROM metrics.coverage AS coverage
  INNER JOIN begun ON begun.source = coverage.source
  INNER JOIN reference_sources ON reference_sources.source = coverage.source AND reference_sources.burn_in_days > 0
  INNER JOIN reference_brands AS site ON site.brand_id IS NULL
)

SELECT
  place.scope,
  place.platform,
  place.brand_id,
  MAX(burnt.new_from_on) AS new_from_on
FROM burnt
LATERAL VIEW inline(array(
  named_struct('scope', 'all', 'platform', CAST(NULL AS STRING), 'brand_id', CAST(NULL AS STRING)),
  named_struct('scope', 'platform', 'platform', burnt.platform, 'brand_id', CAST(NULL AS STRING)),
  named_struct('scope', 'brand', 'platform', CAST(NULL AS STRING), 'brand_id', burnt.brand_id)
)) place AS scope, platform, brand_id
WHERE place.scope <> 'brand' OR place.brand_id IS NOT NULL
GROUP BY place.scope, place.platform, place.brand_id
