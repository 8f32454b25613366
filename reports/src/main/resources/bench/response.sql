-- response: first_response_time_p50 for each scope and period.
--
-- grain:  scope, platform, brand_id, campaign_id, period, period_start_on
-- reads:  story, watermarks, brands
-- owner:  bench
--
-- A conversation begins at the first message of its thread, after a ticket was resolved, or after a
-- silence. Only those that a contact began count; machines and automatic replies never answer.
WITH talk AS (
  SELECT
    story.rowid AS place,
    story.*,
    type = 'ticket.resolved' AS is_resolved
  FROM story
  WHERE thread IS NOT NULL
    AND (type = 'ticket.resolved' OR (type = 'message.sent' AND kind <> 'system'))
),

spoken AS (
  SELECT
    *,
    lag(is_resolved) OVER thread_so_far AS is_after_resolved,
    at_ms - max(at_ms) FILTER (WHERE NOT is_resolved) OVER (
      PARTITION BY thread, is_one_to_one
      ORDER BY place
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS silence
  FROM talk
  WINDOW thread_so_far AS (PARTITION BY thread, is_one_to_one ORDER BY place)
),

numbered AS (
  SELECT
    *,
    count(*) FILTER (WHERE silence IS NULL OR silence > getvariable('gap_ms') OR is_after_resolved) OVER (
      PARTITION BY thread, is_one_to_one
      ORDER BY place
      ROWS UNBOUNDED PRECEDING
    ) AS number
  FROM spoken
  WHERE NOT is_resolved
),

conversations AS (
  SELECT
    min(place) AS first_place,
    max(at_ms) AS ended_at,
    min(at_ms) FILTER (WHERE actor_role IN ('brand', 'agent', 'creator', 'ambassador') AND NOT is_automatic)
      AS answered_at
  FROM numbered
  GROUP BY thread, is_one_to_one, number
),

begun AS (
  SELECT
    first.platform,
    first.brand_id,
    first.campaign_id,
    first.contact,
    local_day(getvariable('site_zone'), first.at_ms) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), first.at_ms) AS brand_on,
    conversations.answered_at - first.at_ms AS response,
    conversations.answered_at IS NULL
      AND coalesce(conversations.ended_at + getvariable('gap_ms') > watermarks.until, TRUE) AS is_open
  FROM conversations
  JOIN story AS first ON first.rowid = conversations.first_place
  LEFT JOIN brands ON brands.brand_id = first.brand_id
  LEFT JOIN watermarks
    ON watermarks.metric = 'first_response_time_p50'
    AND watermarks.scope = IF(first.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM first.brand_id
  WHERE first.direction = 'inbound'
)

SELECT
  scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
  platform,
  brand_id,
  campaign_id,
  period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
    grouping(site_month) * grouping(brand_month)) AS period,
  coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
  CAST(count(response) AS DOUBLE) AS numerator,
  CAST(count(*) AS DOUBLE) AS denominator,
  count(DISTINCT contact) FILTER (WHERE response IS NOT NULL) AS persons,
  count(*) FILTER (WHERE is_open) AS pending,
  CAST(quantile_disc(response, 0.5) AS DOUBLE) AS value
FROM (
  SELECT
    *, week_of(site_on) AS site_week, week_of(brand_on) AS brand_week,
    month_of(site_on) AS site_month, month_of(brand_on) AS brand_month
  FROM begun
)
GROUP BY GROUPING SETS (
  (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
  (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month),
  (brand_id, campaign_id, brand_on), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month),
  (brand_id, campaign_id)
)
HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
  AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
