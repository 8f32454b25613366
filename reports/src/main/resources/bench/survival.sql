-- survival: the median wait for a first response when those still waiting count too, by Kaplan and Meier.
--
-- grain:  scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  durations
-- owner:  bench
--
-- At each length of wait, the share that still waits falls by those answered among those who waited so long.
WITH sliced AS (
  SELECT
    sliced.slice,
    sliced.slice_value,
    platform,
    brand_id,
    campaign_id,
    site_on,
    brand_on,
    week_of(site_on) AS site_week,
    week_of(brand_on) AS brand_week,
    month_of(site_on) AS site_month,
    month_of(brand_on) AS brand_month,
    value,
    coalesce(value, watched) AS wait
  FROM durations
  CROSS JOIN LATERAL (
    VALUES (NULL, NULL), ('conversation_kind', conversation_kind), ('tier', tier)
  ) AS sliced (slice, slice_value)
  WHERE metric = 'first_response' AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
),

by_wait AS (
  SELECT
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
    count(value) AS answered,
    count(*) AS waited
  FROM sliced
  GROUP BY slice, slice_value, wait, GROUPING SETS (
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
      PARTITION BY slice, slice_value, scope, platform, brand_id, campaign_id, period, period_start_on
      ORDER BY wait DESC
      ROWS UNBOUNDED PRECEDING
    ) AS waiting
  FROM by_wait
),

surviving AS (
  SELECT
    *,
    product((waiting - answered) / waiting) OVER (
      PARTITION BY slice, slice_value, scope, platform, brand_id, campaign_id, period, period_start_on
      ORDER BY wait
      ROWS UNBOUNDED PRECEDING
    ) AS still_waiting
  FROM at_risk
)

SELECT
  slice,
  slice_value,
  scope,
  platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  min(wait) FILTER (WHERE still_waiting <= 0.5 + 1e-12) AS median
FROM surviving
GROUP BY slice, slice_value, scope, platform, brand_id, campaign_id, period, period_start_on
