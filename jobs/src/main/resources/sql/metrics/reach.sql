-- metrics.reach: reached_contacts, reply_rate, reply_depth and campaign_conversion_rate, as sums by cell.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.journeys, metrics.observability, reference_campaigns
-- owner:  analytics
--
-- The unit is a contact in a campaign, by the day it was reached. It counts for a rate once its window
-- has passed on the watermark of its brand; until then it is pending on both sides.
WITH watermarks AS (
  SELECT
    brand_id,
    MAX(watermark_at) FILTER (WHERE metric = 'reply_rate') AS reply_until,
    MAX(watermark_at) FILTER (WHERE metric = 'reply_depth') AS depth_until,
    MAX(watermark_at) FILTER (WHERE metric = 'campaign_conversion_rate') AS conversion_until
  FROM metrics.observability
  WHERE scope = 'brand'
  GROUP BY brand_id
),

units AS (
  SELECT
    journeys.*,
    journeys.first_reply_at <= journeys.reached_at + INTERVAL 72 HOURS AS is_replied,
    journeys.reached_at + INTERVAL 72 HOURS <= watermarks.reply_until AS is_reply_mature,
    journeys.reached_at + INTERVAL 7 DAYS <= watermarks.depth_until AS is_depth_mature,
    journeys.reached_at
      + make_dt_interval(0, 0, 0, COALESCE(reference_campaigns.conversion_window_seconds, 604800))
      <= watermarks.conversion_until AS is_conversion_mature
  FROM journeys.journeys AS journeys
  LEFT JOIN watermarks ON watermarks.brand_id = journeys.brand_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = journeys.campaign_id
  WHERE journeys.reached_at IS NOT NULL
),

placed AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, reached_on, reached_site_on) AS cell,
    units.*
  FROM units
  CROSS JOIN spans
),

observed AS (
  SELECT
    units.cell,
    units.person_id,
    units.is_basis_sent,
    seen.metric,
    COALESCE(seen.hits, 0L) AS hits,
    COALESCE(seen.is_mature, FALSE) AS is_mature
  FROM placed AS units
  LATERAL VIEW inline(array(
    named_struct('metric', 'reached_contacts', 'hits', 1L, 'is_mature', TRUE),
    named_struct('metric', 'reply_rate', 'hits', IF(units.is_replied, 1L, 0L), 'is_mature', units.is_reply_mature),
    named_struct('metric', 'reply_depth', 'hits', units.replies_in_week, 'is_mature', units.is_depth_mature),
    named_struct(
      'metric', 'campaign_conversion_rate',
      'hits', IF(units.converted_at IS NOT NULL, 1L, 0L),
      'is_mature', units.is_conversion_mature
    )
  )) seen AS metric, hits, is_mature
  -- How deep a reply goes is asked of those who replied.
  WHERE units.cell IS NOT NULL AND (seen.metric <> 'reply_depth' OR seen.hits > 0)
),

by_person AS (
  SELECT
    metric,
    cell,
    person_id,
    SUM(IF(is_mature, hits, 0)) AS r,
    COUNT_IF(is_mature) AS n,
    COUNT_IF(NOT is_mature) AS pending,
    MAX(is_basis_sent) AS is_basis_sent
  FROM observed
  GROUP BY metric, cell, person_id
)

SELECT
  metric,
  cell.*,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  CAST(IF(metric = 'reached_contacts', COUNT(*), SUM(r)) AS DOUBLE) AS numerator,
  IF(metric = 'reached_contacts', NULL, CAST(SUM(n) AS DOUBLE)) AS denominator,
  COUNT_IF(n > 0) AS persons,
  SUM(pending) AS pending,
  CAST(SUM(r * r) AS DOUBLE) AS rr,
  CAST(SUM(r * n) AS DOUBLE) AS rn,
  CAST(SUM(n * n) AS DOUBLE) AS nn,
  IF(MAX(is_basis_sent), 't0_basis_sent', NULL) AS flags
FROM by_person
GROUP BY metric, cell
