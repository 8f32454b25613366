-- steps: at each length of a wait, how many ended then and which share still waits, by Kaplan and Meier.
--
-- grain:  metric, slice, slice_value, scope, platform, brand_id, campaign_id, period, period_start_on, wait
-- reads:  things
-- owner:  bench
--
-- The share falls by those who ended among those who waited so long; its error is Greenwood's. What has neither ended nor
-- was watched is in none.
WITH by_wait AS (
  SELECT
    metric,
    slice,
    slice_value,
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
      grouping(site_month) * grouping(brand_month)) AS period,
    coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
    wait,
    count(value) AS ended,
    count(*) AS waited
  FROM things
  WHERE metric IN (
      'first_response', 'resolution', 'human_resolution', 'approval', 'contract', 'onboarding', 'reply_wait', 'stay'
    )
    AND wait IS NOT NULL
    AND (slice IS NULL OR slice IN ('conversation_kind', 'tier'))
  GROUP BY metric, slice, slice_value, wait, GROUPING SETS (
    (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
    (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month),
    (brand_id, campaign_id, brand_on), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month),
    (brand_id, campaign_id)
  )
),

at_risk AS (
  SELECT
    *,
    sum(waited) OVER (
      PARTITION BY metric, slice, slice_value, scope, platform, brand_id, campaign_id, period, period_start_on
      ORDER BY wait DESC
      ROWS UNBOUNDED PRECEDING
    ) AS waiting
  FROM by_wait
),

surviving AS (
  SELECT
    *,
    product((waiting - ended) / waiting) OVER so_far AS still_waiting,
    sum(IF(waiting > ended, ended / (waiting * (waiting - ended)), 0)) OVER so_far AS greenwood
  FROM at_risk
  WINDOW so_far AS (
    PARTITION BY metric, slice, slice_value, scope, platform, brand_id, campaign_id, period, period_start_on
    ORDER BY wait
    ROWS UNBOUNDED PRECEDING
  )
)

SELECT
  * EXCLUDE (waiting, greenwood),
  log_log(still_waiting, greenwood, -1) AS low,
  log_log(still_waiting, greenwood, 1) AS high
FROM surviving
