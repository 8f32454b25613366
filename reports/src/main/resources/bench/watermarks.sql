-- watermarks: where each metric can be known, and up to when.
--
-- grain:  metric, scope, platform, brand_id
-- reads:  coverage, feeds, campaigns, wants
-- owner:  bench
--
-- A source meets a need that it declares, or, where it declares nothing, that it has been seen to meet.
-- What a campaign of the brand declares as its conversion meets the need of one.
WITH places AS (
  SELECT DISTINCT source, platform, brand_id
  FROM coverage
),

emitted AS (
  SELECT
    places.*,
    unnest(feeds.emits) AS capability,
    feeds.complete_until
  FROM places
  JOIN feeds ON feeds.source = places.source
),

capabilities AS (
  SELECT platform, brand_id, capability, complete_until
  FROM emitted
  UNION ALL
  SELECT coverage.platform, coverage.brand_id, 'role', feeds.complete_until
  FROM coverage
  JOIN feeds ON feeds.source = coverage.source
  WHERE coverage.has_roles
  UNION ALL
  SELECT coverage.platform, coverage.brand_id, 'outcome', feeds.complete_until
  FROM coverage
  JOIN feeds ON feeds.source = coverage.source
  WHERE coverage.has_outcomes
  UNION ALL
  SELECT emitted.platform, emitted.brand_id, 'conversion', emitted.complete_until
  FROM emitted
  WHERE EXISTS (
    FROM campaigns
    WHERE campaigns.brand_id = emitted.brand_id AND campaigns.conversion_event = emitted.capability
  )
),

met AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), 1) AS scope,
    platform,
    brand_id,
    capability,
    min(complete_until) AS until
  FROM capabilities
  GROUP BY capability, GROUPING SETS ((), (platform), (brand_id))
),

needs AS (
  SELECT metric, unnest(needs) AS capability, len(needs) AS needed
  FROM wants
)

SELECT
  needs.metric,
  met.scope,
  met.platform,
  met.brand_id,
  min(met.until) AS until
FROM needs
JOIN met ON met.capability = needs.capability
WHERE met.scope <> 'brand' OR met.brand_id IS NOT NULL
GROUP BY needs.metric, met.scope, met.platform, met.brand_id
HAVING count(*) = any_value(needs.needed)
