-- ages: unknown_age_share and filter_enabled_share, for each scope and period.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on
-- reads:  story, affairs, policies, brands
-- owner:  bench
--
-- A contact counts once in a period, and is an adult in it once an event says so. The filter is as it was set last
-- before the period ends; of whoever never did it is as every platform of theirs has it for adults by then.
WITH acts AS (
  SELECT
    story.platform,
    story.brand_id,
    story.campaign_id,
    story.at_ms // 900000 AS quarter,
    story.person,
    coalesce(brands.zone, getvariable('site_zone')) AS zone,
    bool_or(story.band = '18_plus') AS is_adult,
    bool_or(story.band IS NOT NULL AND story.band <> 'unknown') AS is_known
  FROM (
    SELECT *, IF(contact IS NULL OR contact IS NOT DISTINCT FROM actor, actor_age_band, counterpart_age_band) AS band
    FROM story
    WHERE (type = 'message.sent' AND kind <> 'system' AND direction = 'inbound')
      OR (type = 'message.reacted' AND NOT is_removed AND actor_role IN ('contact', 'partner'))
      OR (type IN ('link.clicked', 'message.played') AND actor_role IN ('contact', 'partner'))
  ) AS story
  LEFT JOIN brands ON brands.brand_id = story.brand_id
  WHERE story.person IS NOT NULL
  GROUP BY ALL
),

days AS (
  SELECT
    platform,
    brand_id,
    campaign_id,
    person,
    zone,
    local_day(getvariable('site_zone'), quarter * 900000) AS site_on,
    local_day(zone, quarter * 900000) AS brand_on,
    bool_or(is_adult) AS is_adult,
    bool_or(is_known) AS is_known
  FROM acts
  GROUP BY ALL
),

contacts AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
      grouping(site_month) * grouping(brand_month)) AS period,
    coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
    IF(grouping(brand_id) = 0, any_value(zone), getvariable('site_zone')) AS zone,
    person,
    list(DISTINCT platform) AS platforms,
    bool_or(is_adult) AS is_adult,
    bool_or(is_known) AS is_known
  FROM (
    SELECT
      *, week_of(site_on) AS site_week, week_of(brand_on) AS brand_week,
      month_of(site_on) AS site_month, month_of(brand_on) AS brand_month
    FROM days
  )
  GROUP BY person, GROUPING SETS (
    (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
    (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month),
    (brand_id, campaign_id, brand_on), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month),
    (brand_id, campaign_id)
  )
  HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
    AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
),

ended AS (
  SELECT
    *,
    row_number() OVER () AS contact_number,
    IF(period = 'lifetime', 9223372036854775807, epoch_ms(timezone(zone, CAST(CASE period
      WHEN 'day' THEN period_start_on + 1
      WHEN 'week' THEN period_start_on + 7
      ELSE CAST(period_start_on + INTERVAL 1 MONTH AS DATE)
    END AS TIMESTAMP)))) AS ends_ms
  FROM contacts
),

settings AS (
  SELECT hash(actor_id) AS person, at_ms, arg_max(enabled, rowid) AS is_enabled
  FROM affairs
  WHERE type = 'filter.setting' AND actor_id IS NOT NULL
  GROUP BY actor_id, at_ms
),

defaults AS (
  SELECT of.contact_number, bool_and(coalesce(own.is_filtered, house.is_filtered)) AS is_enabled
  FROM (SELECT contact_number, ends_ms, unnest(platforms) AS platform FROM ended) AS of
  ASOF LEFT JOIN policies AS own ON own.platform = of.platform AND own.valid_from < of.ends_ms
  ASOF LEFT JOIN policies AS house ON house.platform = 'default' AND house.valid_from < of.ends_ms
  GROUP BY of.contact_number
),

judged AS (
  SELECT ended.*, coalesce(settings.is_enabled, defaults.is_enabled) AS is_enabled
  FROM ended
  JOIN defaults ON defaults.contact_number = ended.contact_number
  ASOF LEFT JOIN settings ON settings.person = ended.person AND settings.at_ms < ended.ends_ms
)

SELECT
  given.metric,
  scope,
  platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  CAST(count(*) FILTER (WHERE given.is_hit) AS DOUBLE) AS numerator,
  CAST(count(*) AS DOUBLE) AS denominator,
  count(*) AS persons
FROM judged
CROSS JOIN LATERAL (
  VALUES
    ('unknown_age_share', TRUE, NOT judged.is_known),
    ('filter_enabled_share', judged.is_adult, judged.is_enabled)
) AS given (metric, is_counted, is_hit)
WHERE given.is_counted
GROUP BY ALL
