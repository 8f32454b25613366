-- metrics.freshness: how long after it happened an event was recorded, for 95 of 100.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  counted_events, reference_brands
-- owner:  analytics
--
-- Nearest rank over the exact distribution, which is counted by millisecond before it is put in order. What its source
-- gives no time of recording is left out; what was recorded before it happened, by a clock that is off, is 0.
WITH lags AS (
  SELECT
    events.platform,
    events.brand_id,
    CAST(from_utc_timestamp(events.occurred_at, own.zone) AS DATE) AS day_on,
    CAST(from_utc_timestamp(events.occurred_at, site.zone) AS DATE) AS day_site_on,
    GREATEST(0L, unix_millis(events.received_at) - unix_millis(events.occurred_at)) AS lag_ms,
    COUNT(*) AS events
  FROM counted_events AS events
  LEFT JOIN reference_brands AS known ON known.brand_id = events.brand_id
  INNER JOIN reference_brands AS own ON own.brand_id <=> known.brand_id
  INNER JOIN reference_brands AS site ON site.brand_id IS NULL
  -- What is known of who was kept out is its count.
  WHERE events.received_at IS NOT NULL AND events.event_type <> 'access.denied'
  GROUP BY 1, 2, 3, 4, 5
),

by_lag AS (
  SELECT
    cell(scope, period, platform, brand_id, CAST(NULL AS STRING), day_on, day_site_on) AS cell,
    lag_ms,
    SUM(events) AS events
  FROM lags
  CROSS JOIN spans
  WHERE scope <> 'campaign'
  GROUP BY 1, lag_ms
),

ranked AS (
  SELECT
    cell,
    lag_ms,
    SUM(events) OVER (PARTITION BY cell ORDER BY lag_ms) AS rank,
    SUM(events) OVER (PARTITION BY cell) AS events
  FROM by_lag
  WHERE cell IS NOT NULL
),

asked AS (
  SELECT cell, lag_ms, rank, events, percentile_ranks(95, events) AS ranks
  FROM ranked
)

SELECT
  'freshness_p95' AS metric,
  cell.*,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  CAST(MAX(events) AS DOUBLE) AS numerator,
  CAST(MAX(events) AS DOUBLE) AS denominator,
  0L AS persons,
  0L AS pending,
  CAST(MIN(IF(rank >= ranks.nearest, lag_ms, NULL)) AS DOUBLE) AS value,
  CAST(MIN(IF(rank >= ranks.low, lag_ms, NULL)) AS DOUBLE) AS ci_low,
  CAST(MIN(IF(rank >= ranks.high, lag_ms, NULL)) AS DOUBLE) AS ci_high,
  CAST(NULL AS STRING) AS flags
FROM asked
GROUP BY cell
