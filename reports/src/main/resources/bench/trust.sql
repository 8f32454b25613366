-- trust: trust_index, for each scope and period.
--
-- grain:  scope, platform, brand_id, campaign_id, period, period_start_on
-- reads:  messages, story, brands
-- owner:  bench
--
-- Who came is content, unless there is a complaint of theirs in the cell.
WITH units AS (
  SELECT platform, brand_id, campaign_id, site_on, brand_on, person, FALSE AS is_complaint
  FROM messages
  WHERE metric = 'active_contacts'
  UNION ALL
  SELECT
    story.platform, story.brand_id, story.campaign_id, local_day(getvariable('site_zone'), story.at_ms),
    local_day(coalesce(brands.zone, getvariable('site_zone')), story.at_ms), story.person, TRUE
  FROM story
  LEFT JOIN brands ON brands.brand_id = story.brand_id
  WHERE story.type IN ('person.reported', 'person.blocked')
    AND story.actor_role IN ('contact', 'partner')
    AND story.person IS NOT NULL
),

persons AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
      grouping(site_month) * grouping(brand_month)) AS period,
    coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
    bool_or(is_complaint) AS has_complained
  FROM (
    SELECT
      *, week_of(site_on) AS site_week, week_of(brand_on) AS brand_week,
      month_of(site_on) AS site_month, month_of(brand_on) AS brand_month
    FROM units
  )
  GROUP BY person, GROUPING SETS (
    (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
    (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month),
    (brand_id, campaign_id, brand_on), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month),
    (brand_id, campaign_id)
  )
  HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
    AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
)

SELECT
  scope,
  platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  CAST(count(*) FILTER (WHERE NOT has_complained) AS DOUBLE) AS numerator,
  CAST(count(*) AS DOUBLE) AS denominator,
  count(*) AS persons
FROM persons
GROUP BY scope, platform, brand_id, campaign_id, period, period_start_on
