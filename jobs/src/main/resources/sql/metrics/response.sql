-- metrics.response: first_response_time_p50, with the ranks that bound it.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.conversations, metrics.observability
-- owner:  analytics
--
-- Nearest rank over the exact distribution: counts by value, then their running sum. The numerator is
-- the answered conversations among all that a contact began: those without an answer are no part of the
-- percentile, and pending while they are open.
WITH conversations AS (
  SELECT
    conversations.*,
    CAST(ROUND(conversations.first_response_seconds * 1000) AS BIGINT) AS response_ms,
    COALESCE(
      conversations.ended_at + make_dt_interval(0, 0, 0, :conversation_gap_seconds) > observability.watermark_at, TRUE
    ) AS is_open
  FROM journeys.conversations AS conversations
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'first_response_time_p50'
    AND observability.scope = 'brand'
    AND observability.brand_id = conversations.brand_id
  WHERE conversations.initiated_by = 'contact'
),

everywhere AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, started_on, started_site_on) AS cell,
    contact_id,
    response_ms,
    is_open
  FROM conversations
  CROSS JOIN spans
),

placed AS (
  SELECT *
  FROM everywhere
  WHERE cell IS NOT NULL
),

by_person AS (
  SELECT
    cell,
    contact_id,
    COUNT(*) AS conversations,
    COUNT(response_ms) AS answered,
    COUNT_IF(response_ms IS NULL AND is_open) AS pending
  FROM placed
  GROUP BY cell, contact_id
),

totals AS (
  SELECT
    cell,
    SUM(conversations) AS conversations,
    SUM(answered) AS answered,
    COUNT_IF(answered > 0) AS persons,
    SUM(pending) AS pending,
    percentile_ranks(50, SUM(answered)) AS ranks
  FROM by_person
  GROUP BY cell
),

by_value AS (
  SELECT
    cell,
    response_ms,
    COUNT(*) AS conversations
  FROM placed
  WHERE response_ms IS NOT NULL
  GROUP BY cell, response_ms
),

ranked AS (
  SELECT
    cell,
    response_ms,
    SUM(conversations) OVER (PARTITION BY cell ORDER BY response_ms) AS rank
  FROM by_value
)

SELECT
  'first_response_time_p50' AS metric,
  totals.cell.*,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  CAST(MAX(totals.answered) AS DOUBLE) AS numerator,
  CAST(MAX(totals.conversations) AS DOUBLE) AS denominator,
  MAX(totals.persons) AS persons,
  MAX(totals.pending) AS pending,
  CAST(MIN(ranked.response_ms) FILTER (WHERE ranked.rank >= totals.ranks.nearest) AS DOUBLE) AS value,
  CAST(MIN(ranked.response_ms) FILTER (WHERE ranked.rank >= totals.ranks.low) AS DOUBLE) AS ci_low,
  CAST(MIN(ranked.response_ms) FILTER (WHERE ranked.rank >= totals.ranks.high) AS DOUBLE) AS ci_high,
  CAST(NULL AS STRING) AS flags
FROM totals
LEFT JOIN ranked ON ranked.cell = totals.cell
GROUP BY totals.cell
