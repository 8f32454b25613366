-- horizons: retention_on_or_after and platform_retention, the share of a week's newcomers who came back from the n-th
-- week on until a horizon.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period_start_on, slice_value
-- reads:  story, feeds, watermarks, brands
-- owner:  bench
--
-- A week is seven days of elapsed time since the first message in the scope. Whoever came back on or after a week did
-- so the last time before the horizon.
WITH written AS (
  SELECT rowid AS place, at_ms, source, platform, brand_id, campaign_id, contact
  FROM story
  WHERE type = 'message.sent'
    AND kind <> 'system'
    AND direction = 'inbound'
    AND NOT is_automatic
    AND contact IS NOT NULL
),

members AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    contact,
    min(place) AS first_place,
    min(at_ms) AS first_at,
    arg_min(source, place) AS source,
    list(at_ms) AS times
  FROM written
  GROUP BY contact, GROUPING SETS ((), (platform), (brand_id), (brand_id, campaign_id))
  HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
    AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
),

sessions AS (
  SELECT members.scope, members.platform, members.contact, list(story.at_ms) AS times
  FROM members
  JOIN story
    ON story.type = 'session.started'
    AND story.contact = members.contact
    AND story.rowid > members.first_place
    AND (members.scope = 'all' OR story.platform = members.platform)
  WHERE members.scope IN ('all', 'platform')
  GROUP BY members.scope, members.platform, members.contact
),

kinds AS (
  SELECT 'retention_on_or_after' AS metric, *
  FROM members
  UNION ALL
  SELECT 'platform_retention', members.* REPLACE (coalesce(sessions.times, []) AS times)
  FROM members
  LEFT JOIN sessions
    ON sessions.scope = members.scope
    AND sessions.platform IS NOT DISTINCT FROM members.platform
    AND sessions.contact = members.contact
  WHERE members.scope IN ('all', 'platform')
),

dated AS (
  SELECT
    kinds.metric,
    kinds.scope,
    kinds.platform,
    kinds.brand_id,
    kinds.campaign_id,
    week_of(local_day(coalesce(brands.zone, getvariable('site_zone')), kinds.first_at)) AS period_start_on,
    list_transform(kinds.times, lambda t: (t - kinds.first_at) // 604800000) AS weeks,
    coalesce((watermarks.until - kinds.first_at) // 604800000, 0) AS passed,
    coalesce(kinds.first_at < feeds.new_from, FALSE) AS is_left_truncated
  FROM kinds
  JOIN feeds ON feeds.source = kinds.source
  LEFT JOIN brands ON brands.brand_id = kinds.brand_id
  LEFT JOIN watermarks
    ON watermarks.metric = kinds.metric
    AND watermarks.scope = IF(kinds.scope = 'campaign', 'brand', kinds.scope)
    AND watermarks.platform IS NOT DISTINCT FROM kinds.platform
    AND watermarks.brand_id IS NOT DISTINCT FROM kinds.brand_id
),

judged AS (
  SELECT
    dated.* EXCLUDE (weeks, passed),
    horizon,
    dated.passed > horizon AND NOT is_left_truncated AS is_mature,
    dated.passed <= horizon AND NOT is_left_truncated AS is_pending,
    coalesce(list_max(list_filter(dated.weeks, lambda w: w BETWEEN 1 AND horizon)), 0) AS last_week
  FROM dated
  CROSS JOIN (VALUES (4), (8), (12)) AS horizons (horizon)
)

SELECT
  metric,
  scope,
  platform,
  brand_id,
  campaign_id,
  period_start_on,
  horizon || ',' || week AS slice_value,
  CAST(count(*) FILTER (WHERE is_mature AND last_week >= week) AS DOUBLE) AS numerator,
  CAST(count(*) FILTER (WHERE is_mature) AS DOUBLE) AS denominator,
  count(*) FILTER (WHERE is_mature) AS persons,
  count(*) FILTER (WHERE is_pending) AS pending,
  bool_or(is_left_truncated) AS has_left_truncated
FROM judged
JOIN range(1, 13) AS weeks_after (week) ON week <= horizon
GROUP BY ALL
