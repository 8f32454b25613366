-- lifecycle: lifecycle_contacts, how many contacts are new, returning, resurrected or dormant, by week and by month.
--
-- grain:  scope, platform, brand_id, campaign_id, period, period_start_on, state
-- reads:  messages, burn_ins, watermarks, brands
-- owner:  bench
--
-- Dormant is who is not active but was in the period before. A period tells once it is over; whoever comes first in a
-- burn-in is in no state.
WITH active AS (
  SELECT
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    period_of(1, grouping(site_week) * grouping(brand_week), grouping(site_month) * grouping(brand_month)) AS period,
    coalesce(site_week, site_month, brand_week, brand_month) AS period_start_on,
    person
  FROM (
    SELECT
      *, week_of(site_on) AS site_week, week_of(brand_on) AS brand_week,
      month_of(site_on) AS site_month, month_of(brand_on) AS brand_month
    FROM messages
    WHERE metric = 'active_contacts' AND slice IS NULL
  )
  GROUP BY person, GROUPING SETS (
    (site_week), (site_month), (platform, site_week), (platform, site_month), (brand_id, brand_week),
    (brand_id, brand_month), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month)
  )
  HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
    AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
),

neighboured AS (
  SELECT
    *,
    CAST(period_start_on + IF(period = 'week', INTERVAL 7 DAY, INTERVAL 1 MONTH) AS DATE) AS next_on,
    lag(period_start_on) OVER person AS before_on,
    lead(period_start_on) OVER person AS after_on
  FROM active
  WINDOW person AS (
    PARTITION BY scope, platform, brand_id, campaign_id, period, person
    ORDER BY period_start_on
  )
),

states AS (
  SELECT
    scope, platform, brand_id, campaign_id, period, period_start_on,
    CASE
      WHEN before_on IS NULL THEN 'new'
      WHEN before_on + IF(period = 'week', INTERVAL 7 DAY, INTERVAL 1 MONTH) = period_start_on THEN 'returning'
      ELSE 'resurrected'
    END AS state
  FROM neighboured
  UNION ALL
  SELECT scope, platform, brand_id, campaign_id, period, next_on, 'dormant'
  FROM neighboured
  WHERE after_on IS DISTINCT FROM next_on
),

counts AS (
  SELECT
    scope, platform, brand_id, campaign_id, period, period_start_on,
    count(*) FILTER (WHERE state = 'new') AS fresh,
    count(*) FILTER (WHERE state = 'returning') AS come_back,
    count(*) FILTER (WHERE state = 'resurrected') AS resurrected,
    count(*) FILTER (WHERE state = 'dormant') AS dormant
  FROM states
  GROUP BY ALL
),

judged AS (
  SELECT
    counts.*,
    coalesce(counts.period_start_on < burn_ins.new_from_on, FALSE) AS is_burn_in,
    coalesce(brands.zone, getvariable('site_zone')) AS zone,
    counts.period_start_on + IF(counts.period = 'week', INTERVAL 7 DAY, INTERVAL 1 MONTH) AS ends_at,
    watermarks.until
  FROM counts
  LEFT JOIN burn_ins
    ON burn_ins.scope = IF(counts.scope = 'campaign', 'brand', counts.scope)
    AND burn_ins.platform IS NOT DISTINCT FROM counts.platform
    AND burn_ins.brand_id IS NOT DISTINCT FROM counts.brand_id
  LEFT JOIN brands ON brands.brand_id = counts.brand_id
  JOIN watermarks
    ON watermarks.metric = 'lifecycle_contacts'
    AND watermarks.scope = IF(counts.scope = 'campaign', 'brand', counts.scope)
    AND watermarks.platform IS NOT DISTINCT FROM counts.platform
    AND watermarks.brand_id IS NOT DISTINCT FROM counts.brand_id
)

SELECT
  scope,
  platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  given.state,
  given.persons,
  epoch_ms(timezone(zone, CAST(ends_at AS TIMESTAMP))) <= until AS is_over,
  is_burn_in
FROM judged
CROSS JOIN LATERAL (
  VALUES ('new', IF(is_burn_in, 0, fresh)), ('returning', come_back), ('resurrected', resurrected), ('dormant', dormant)
) AS given (state, persons)
-- A period that has not begun when the log ends is no period to wait for.
WHERE epoch_ms(timezone(zone, CAST(period_start_on AS TIMESTAMP))) < until
