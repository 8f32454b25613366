-- metrics.revenue: clicks and net revenue of reached contacts, and what no campaign can be credited with.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.credits, journeys.journeys, metrics.observability, reference_campaigns
-- owner:  analytics
--
-- The unit of a rate is a contact in a campaign, by the day it was reached; of the share without a touch, a purchase.
-- Revenue is credited to the last touch, within the campaign's window, less refunds.
WITH until AS (
  SELECT
    brand_id,
    MAX(watermark_at) FILTER (WHERE metric = 'unique_ctr') AS click_until,
    MAX(watermark_at) FILTER (WHERE metric = 'net_revenue_per_reached') AS revenue_until
  FROM metrics.observability
  WHERE scope = 'brand'
  GROUP BY brand_id
),

revenue AS (
  SELECT
    journeys.campaign_id,
    journeys.person_id,
    SUM(credits.last_share * credits.revenue_minor) AS revenue
  FROM journeys.journeys AS journeys
  INNER JOIN journeys.credits AS credits
    ON credits.brand_id = journeys.brand_id
    AND credits.person_id = journeys.person_id
    AND credits.campaign_id = journeys.campaign_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = journeys.campaign_id
  WHERE credits.is_converted
    AND credits.ended_at > journeys.reached_at
    AND credits.ended_at <= journeys.reached_at
      + make_dt_interval(0, 0, 0, COALESCE(reference_campaigns.conversion_window_seconds, 604800))
  GROUP BY journeys.campaign_id, journeys.person_id
),

units AS (
  SELECT
    unit.metric,
    cell(scope, period, journeys.platform, journeys.brand_id, journeys.campaign_id, journeys.reached_on,
      journeys.reached_site_on) AS cell,
    journeys.person_id,
    IF(unit.is_mature, unit.r, 0) AS r,
    IF(unit.is_mature, 1D, 0D) AS n,
    IF(unit.is_mature, 0L, 1L) AS pending
  FROM journeys.journeys AS journeys
  LEFT JOIN until ON until.brand_id = journeys.brand_id
  LEFT JOIN revenue ON revenue.campaign_id = journeys.campaign_id AND revenue.person_id = journeys.person_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = journeys.campaign_id
  CROSS JOIN spans
  LATERAL VIEW inline(array(
    named_struct('metric', 'unique_ctr',
      'r', IF(journeys.clicked_at <= journeys.reached_at + INTERVAL 72 HOURS, 1D, 0D),
      'is_mature', COALESCE(journeys.reached_at + INTERVAL 72 HOURS <= until.click_until, FALSE)),
    named_struct('metric', 'net_revenue_per_reached',
      'r', COALESCE(revenue.revenue, 0D),
      'is_mature', COALESCE(journeys.reached_at
        + make_dt_interval(0, 0, 0, COALESCE(reference_campaigns.conversion_window_seconds, 604800))
        <= until.revenue_until, FALSE))
  )) unit AS metric, r, is_mature
  WHERE journeys.reached_at IS NOT NULL
    -- Money of two brands may be in two currencies: it has no total.
    AND (unit.metric = 'unique_ctr' OR spans.scope IN ('brand', 'campaign'))
  UNION ALL
  SELECT
    'unattributed_share',
    cell(scope, period, platform, brand_id, CAST(NULL AS STRING), ended_on, ended_site_on),
    person_id,
    IF(campaign_id IS NULL, 1D, 0D),
    1D,
    0L
  FROM journeys.credits
  CROSS JOIN spans
  WHERE is_converted AND is_first_row
),

by_person AS (
  SELECT metric, cell, person_id, SUM(r) AS r, SUM(n) AS n, SUM(pending) AS pending
  FROM units
  WHERE cell IS NOT NULL
  GROUP BY metric, cell, person_id
),

sums AS (
  SELECT
    metric,
    cell,
    SUM(r) AS r,
    SUM(n) AS n,
    COUNT_IF(n > 0) AS persons,
    SUM(pending) AS pending,
    SUM(r * r) AS rr,
    SUM(r * n) AS rn,
    SUM(n * n) AS nn
  FROM by_person
  GROUP BY metric, cell
),

spread AS (
  SELECT
    *,
    metric = 'net_revenue_per_reached' AS is_mean,
    try_divide(r, n) AS mean,
    -- The linearised variance of a ratio of sums, with the person as the cluster; it needs two of them.
    1.959963984540054 * SQRT(try_divide(
      GREATEST(0D, rr - 2 * try_divide(r, n) * rn + POW(try_divide(r, n), 2) * nn) * persons, n * n * (persons - 1)
    )) AS half
  FROM sums
)

SELECT
  metric,
  cell.*,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  r AS numerator,
  n AS denominator,
  persons,
  pending,
  rr,
  rn,
  nn,
  CAST(NULL AS STRING) AS flags,
  IF(is_mean, mean, NULL) AS value,
  IF(is_mean, mean - half, NULL) AS ci_low,
  IF(is_mean, mean + half, NULL) AS ci_high
FROM spread
