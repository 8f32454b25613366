-- burn_ins: the first day of each place on which whoever comes for the first time is new.
--
-- grain:  scope, platform, brand_id
-- reads:  coverage, feeds
-- owner:  bench
--
-- Where several sources tell of a place, the last of them decides.
SELECT
  scope_of(grouping(coverage.platform), grouping(coverage.brand_id), 1) AS scope,
  coverage.platform,
  coverage.brand_id,
  local_day(getvariable('site_zone'), max(feeds.new_from)) AS new_from_on
FROM coverage
JOIN feeds ON feeds.source = coverage.source
WHERE feeds.new_from IS NOT NULL
GROUP BY GROUPING SETS ((), (coverage.platform), (coverage.brand_id))
HAVING grouping(coverage.brand_id) = 1 OR coverage.brand_id IS NOT NULL
