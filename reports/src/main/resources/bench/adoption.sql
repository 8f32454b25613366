-- adoption: format_adoption by kind, for each scope and period.
--
-- grain:  scope, platform, brand_id, campaign_id, period, period_start_on, kind
-- reads:  writers, story, brands
-- owner:  bench
--
-- Asked of the contacts who wrote and whom the kind had reached on their platform by the end of the period;
-- before a platform has told of anybody, anyone may have had it.
WITH reached AS (
  SELECT platform, person, word AS kind, min(at_ms) AS reached_at
  FROM story
  WHERE type = 'feature.enabled' AND word IN ('voice_note', 'media_pack') AND person IS NOT NULL
  GROUP BY platform, person, word
),

told AS (
  SELECT platform, word AS kind, min(at_ms) AS told_at
  FROM story
  WHERE type = 'feature.enabled' AND word IN ('voice_note', 'media_pack')
  GROUP BY platform, word
),

-- From when on a writer is counted, and until when the platform was silent, in days of the site and of the brand.
able AS (
  SELECT
    writers.platform,
    writers.brand_id,
    writers.campaign_id,
    writers.person,
    writers.site_on,
    writers.brand_on,
    kinds.kind,
    kinds.is_used,
    local_day(getvariable('site_zone'), reached.reached_at) AS site_from,
    local_day(zone.zone, reached.reached_at) AS brand_from,
    coalesce(local_day(getvariable('site_zone'), told.told_at), DATE '9999-12-31') AS site_before,
    coalesce(local_day(zone.zone, told.told_at), DATE '9999-12-31') AS brand_before,
    reached.reached_at IS NOT NULL OR told.told_at IS NULL AS is_ever
  FROM writers
  CROSS JOIN LATERAL (VALUES ('voice_note', has_voice), ('media_pack', has_media)) AS kinds (kind, is_used)
  LEFT JOIN brands ON brands.brand_id = writers.brand_id
  CROSS JOIN LATERAL (SELECT coalesce(brands.zone, getvariable('site_zone')) AS zone) AS zone
  LEFT JOIN reached
    ON reached.platform = writers.platform AND reached.person = writers.person AND reached.kind = kinds.kind
  LEFT JOIN told ON told.platform = writers.platform AND told.kind = kinds.kind
),

judged AS (
  SELECT
    *,
    week_of(site_on) AS site_week,
    week_of(brand_on) AS brand_week,
    month_of(site_on) AS site_month,
    month_of(brand_on) AS brand_month,
    coalesce(site_from <= site_on, FALSE) OR site_on < site_before AS is_on_site_day,
    coalesce(site_from <= week_of(site_on) + 6, FALSE) OR week_of(site_on) + 6 < site_before AS is_in_site_week,
    coalesce(site_from <= last_day(site_on), FALSE) OR last_day(site_on) < site_before AS is_in_site_month,
    coalesce(brand_from <= brand_on, FALSE) OR brand_on < brand_before AS is_on_brand_day,
    coalesce(brand_from <= week_of(brand_on) + 6, FALSE) OR week_of(brand_on) + 6 < brand_before AS is_in_brand_week,
    coalesce(brand_from <= last_day(brand_on), FALSE) OR last_day(brand_on) < brand_before AS is_in_brand_month
  FROM able
),

-- Of those who can be counted: 1 where they used it, 0 where they did not.
persons AS (
  SELECT
    kind,
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
      grouping(site_month) * grouping(brand_month)) AS period,
    coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
    CASE
      WHEN grouping(site_on) = 0 THEN bool_or(is_used) FILTER (WHERE is_on_site_day)
      WHEN grouping(site_week) = 0 THEN bool_or(is_used) FILTER (WHERE is_in_site_week)
      WHEN grouping(site_month) = 0 THEN bool_or(is_used) FILTER (WHERE is_in_site_month)
      WHEN grouping(brand_on) = 0 THEN bool_or(is_used) FILTER (WHERE is_on_brand_day)
      WHEN grouping(brand_week) = 0 THEN bool_or(is_used) FILTER (WHERE is_in_brand_week)
      WHEN grouping(brand_month) = 0 THEN bool_or(is_used) FILTER (WHERE is_in_brand_month)
      ELSE bool_or(is_used) FILTER (WHERE is_ever)
    END AS has_used
  FROM judged
  GROUP BY person, kind, GROUPING SETS (
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
  kind,
  CAST(count(*) FILTER (WHERE has_used) AS DOUBLE) AS numerator,
  CAST(count(*) AS DOUBLE) AS denominator,
  count(*) AS persons
FROM persons
WHERE has_used IS NOT NULL
GROUP BY scope, platform, brand_id, campaign_id, period, period_start_on, kind
