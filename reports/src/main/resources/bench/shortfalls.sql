-- shortfalls: what cannot be told where, and from which day on not everything has been sent.
--
-- grain:  scope, platform, brand_id
-- reads:  coverage, feeds, watermarks, wants, brands
-- owner:  bench
--
-- Of the metrics that are told in a scope, those that need what no source there sends. A metric that needs nothing is
-- always told.
WITH places AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), 1) AS scope,
    platform,
    brand_id,
    min(feeds.complete_until) AS complete_until,
    max(coverage.last_at) AS last_at
  FROM coverage
  JOIN feeds ON feeds.source = coverage.source
  GROUP BY GROUPING SETS ((), (platform), (brand_id))
  HAVING grouping(brand_id) = 1 OR brand_id IS NOT NULL
),

hidden AS (
  SELECT places.scope, places.platform, places.brand_id, count(*) AS metrics
  FROM places
  JOIN wants ON len(wants.needs) > 0 AND list_contains(wants.scopes, places.scope)
  ANTI JOIN watermarks
    ON watermarks.metric = wants.metric
    AND watermarks.scope = places.scope
    AND watermarks.platform IS NOT DISTINCT FROM places.platform
    AND watermarks.brand_id IS NOT DISTINCT FROM places.brand_id
  GROUP BY ALL
)

SELECT
  places.scope,
  places.platform,
  places.brand_id,
  coalesce(hidden.metrics, 0) AS hidden,
  local_day(coalesce(brands.zone, getvariable('site_zone')), places.complete_until) AS incomplete_from_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), ms_of(places.last_at)) AS last_on
FROM places
LEFT JOIN hidden
  ON hidden.scope = places.scope
  AND hidden.platform IS NOT DISTINCT FROM places.platform
  AND hidden.brand_id IS NOT DISTINCT FROM places.brand_id
LEFT JOIN brands ON brands.brand_id = places.brand_id
