-- calls: group_call_participation, for each scope and period.
--
-- grain:  scope, platform, brand_id, campaign_id, period, period_start_on
-- reads:  story, brands
-- owner:  bench
--
-- The unit is a group or room in which anyone wrote or called; the persons are those who did.
WITH days AS (
  SELECT
    story.platform,
    story.brand_id,
    story.campaign_id,
    story.thread,
    story.person,
    local_day(getvariable('site_zone'), story.at_ms) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), story.at_ms) AS brand_on,
    bool_or(story.type = 'call.started') AS is_call
  FROM story
  LEFT JOIN brands ON brands.brand_id = story.brand_id
  WHERE story.thread IS NOT NULL
    AND ((story.type = 'message.sent' AND story.kind <> 'system' AND NOT story.is_one_to_one)
      OR (story.type = 'call.started' AND story.kind = 'group_voice'))
  GROUP BY ALL
)

SELECT
  scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
  platform,
  brand_id,
  campaign_id,
  period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
    grouping(site_month) * grouping(brand_month)) AS period,
  coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
  CAST(count(DISTINCT thread) FILTER (WHERE is_call) AS DOUBLE) AS numerator,
  CAST(count(DISTINCT thread) AS DOUBLE) AS denominator,
  count(DISTINCT person) AS persons
FROM (
  SELECT
    *, week_of(site_on) AS site_week, week_of(brand_on) AS brand_week,
    month_of(site_on) AS site_month, month_of(brand_on) AS brand_month
  FROM days
)
GROUP BY GROUPING SETS (
  (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
  (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month),
  (brand_id, campaign_id, brand_on), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month),
  (brand_id, campaign_id)
)
HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
  AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
