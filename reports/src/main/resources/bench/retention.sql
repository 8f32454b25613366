-- retention: retention_on, the share of a week's newcomers who wrote again in the n-th week after.
--
-- grain:  scope, platform, brand_id, campaign_id, period_start_on, week
-- reads:  story, feeds, watermarks, brands
-- owner:  bench
--
-- A week is seven days of elapsed time from the contact's first message in the scope. The weeks with a
-- message are bits of a number.
WITH members AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    contact,
    min(at_ms) AS first_at,
    arg_min(source, rowid) AS source,
    list(at_ms) AS times
  FROM story
  WHERE type = 'message.sent'
    AND kind <> 'system'
    AND direction = 'inbound'
    AND NOT is_automatic
    AND contact IS NOT NULL
  GROUP BY contact, GROUPING SETS ((), (platform), (brand_id), (brand_id, campaign_id))
  HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
    AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
),

dated AS (
  SELECT
    members.scope,
    members.platform,
    members.brand_id,
    members.campaign_id,
    week_of(local_day(coalesce(brands.zone, getvariable('site_zone')), members.first_at)) AS period_start_on,
    list_bit_or(list_transform(
      members.times, lambda t: CAST(1 AS BIGINT) << CAST(least((t - members.first_at) // 604800000, 13) AS INTEGER)
    )) AS weeks,
    -- How many whole weeks have passed on the watermark.
    coalesce((watermarks.until - members.first_at) // 604800000, 0) AS passed,
    coalesce(members.first_at < feeds.new_from, FALSE) AS is_left_truncated
  FROM members
  JOIN feeds ON feeds.source = members.source
  LEFT JOIN brands ON brands.brand_id = members.brand_id
  LEFT JOIN watermarks
    ON watermarks.metric = 'retention_on'
    AND watermarks.scope = IF(members.scope = 'campaign', 'brand', members.scope)
    AND watermarks.platform IS NOT DISTINCT FROM members.platform
    AND watermarks.brand_id IS NOT DISTINCT FROM members.brand_id
)

SELECT
  scope,
  platform,
  brand_id,
  campaign_id,
  period_start_on,
  CAST(week AS VARCHAR) AS week,
  CAST(count(*) FILTER (WHERE passed > week AND (weeks >> CAST(week AS INTEGER)) & 1 = 1 AND NOT is_left_truncated) AS DOUBLE)
    AS numerator,
  CAST(count(*) FILTER (WHERE passed > week AND NOT is_left_truncated) AS DOUBLE) AS denominator,
  count(*) FILTER (WHERE passed > week AND NOT is_left_truncated) AS persons,
  count(*) FILTER (WHERE passed <= week AND NOT is_left_truncated) AS pending,
  bool_or(is_left_truncated) AS has_left_truncated
FROM dated
CROSS JOIN range(1, 13) AS weeks_after (week)
GROUP BY scope, platform, brand_id, campaign_id, period_start_on, week
