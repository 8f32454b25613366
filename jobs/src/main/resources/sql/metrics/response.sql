-- metrics.response: every percentile, with the ranks that bound it, and the survival median of first responses.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.activity, journeys.conversations, journeys.replies, journeys.tickets, metrics.observability
-- owner:  analytics
--
-- Nearest rank over the exact distribution: all values of a cell in order. What is unanswered is in no
-- percentile, and pending while it is open; for the survival median it was waiting until it was last seen.
-- Slices are given for weeks and longer.
WITH conversations AS (
  SELECT
    conversations.*,
    conversations.ended_at + make_dt_interval(0, 0, 0, :conversation_gap_seconds) AS closed_at,
    observability.watermark_at
  FROM journeys.conversations AS conversations
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'first_response_time_p50'
    AND observability.scope = IF(conversations.brand_id IS NULL, 'all', 'brand')
    AND observability.brand_id <=> conversations.brand_id
),

-- What was timed: a value where it ended, and how long it was watched where it did not.
timed AS (
  SELECT
    seen.family, platform, brand_id, campaign_id, contact_id AS person_id,
    started_on AS timed_on, started_site_on AS timed_site_on, conversation_kind, tier, first_response_kind AS kind,
    seen.ms, seen.watched_ms, seen.is_open
  FROM conversations
  LATERAL VIEW inline(array(
    named_struct('family', 'first_response_time', 'is_unit', initiated_by = 'contact',
      'ms', CAST(ROUND(first_response_seconds * 1000) AS BIGINT),
      'watched_ms', GREATEST(0L, unix_millis(LEAST(closed_at, watermark_at)) - unix_millis(started_at)),
      'is_open', COALESCE(closed_at > watermark_at, TRUE)),
    named_struct('family', 'frt_business', 'is_unit', initiated_by = 'contact' AND business_response_ms IS NOT NULL,
      'ms', business_response_ms, 'watched_ms', NULL, 'is_open', FALSE),
    named_struct('family', 'messages_per_conversation', 'is_unit', TRUE,
      'ms', IF(closed_at <= watermark_at, messages, NULL), 'watched_ms', NULL, 'is_open', TRUE)
  )) seen AS family, is_unit, ms, watched_ms, is_open
  WHERE seen.is_unit
  UNION ALL
  SELECT
    'reply_time', platform, brand_id, campaign_id, contact_id,
    asked_on, asked_site_on, conversation_kind, tier, reply_kind, reply_ms, NULL, FALSE
  FROM journeys.replies
  UNION ALL
  SELECT
    seen.family, platform, brand_id, campaign_id, contact_id,
    started_on, started_site_on, NULL, tier, NULL, unix_millis(resolved_at) - unix_millis(seen.begun_at), NULL, TRUE
  FROM journeys.tickets
  LATERAL VIEW inline(array(
    named_struct('family', 'resolution_time', 'begun_at', started_at),
    named_struct('family', 'resolution_time_human', 'begun_at', handed_off_at)
  )) seen AS family, begun_at
  WHERE seen.begun_at IS NOT NULL
  UNION ALL
  SELECT
    seen.family, platform, brand_id, campaign_id, person_id,
    active_on, active_site_on, conversation_kind, NULL, seen.kind, value.ms, NULL, FALSE
  FROM journeys.activity
  LATERAL VIEW inline(array(
    named_struct('family', 'voice_duration', 'all_ms', voice_ms, 'kind', CAST(NULL AS STRING)),
    named_struct('family', 'compose_latency', 'all_ms', compose_ms, 'kind', activity.kind)
  )) seen AS family, all_ms, kind
  LATERAL VIEW explode(seen.all_ms) value AS ms
),

everywhere AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, timed_on, timed_site_on) AS cell,
    period = 'day' AS is_day,
    timed.*
  FROM timed
  CROSS JOIN spans
),

totals AS (
  SELECT
    family,
    cell,
    sliced.slice,
    sliced.slice_value,
    array_sort(collect_list(ms)) AS ended,
    collect_list(IF(ms IS NULL, watched_ms, NULL)) AS unended,
    CAST(SIZE(collect_set(IF(ms IS NULL, NULL, person_id))) AS BIGINT) AS persons,
    COUNT(*) AS units,
    COUNT_IF(ms IS NULL AND is_open) AS pending
  FROM everywhere
  LATERAL VIEW inline(IF(
    is_day,
    array(named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING))),
    array(
      named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING)),
      named_struct('slice', 'conversation_kind', 'slice_value', conversation_kind),
      named_struct('slice', 'tier', 'slice_value', tier),
      named_struct('slice', 'kind', 'slice_value', kind)
    )
  )) sliced AS slice, slice_value
  WHERE everywhere.cell IS NOT NULL AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
  GROUP BY family, cell, sliced.slice, sliced.slice_value
),

asked AS (
  SELECT
    totals.*,
    given.metric,
    given.percent,
    percentile_ranks(given.percent, CAST(SIZE(totals.ended) AS BIGINT)) AS ranks,
    IF(given.percent IS NULL, survival_median_of(totals.ended, totals.unended), NULL) AS median
  FROM totals
  INNER JOIN (VALUES
    ('first_response_time', 'first_response_time_p50', 50),
    ('first_response_time', 'first_response_time_p90', 90),
    ('first_response_time', 'first_response_survival', NULL),
    ('frt_business', 'frt_business', 50),
    ('reply_time', 'reply_time', 50),
    ('resolution_time', 'resolution_time', 50),
    ('resolution_time_human', 'resolution_time_human', 50),
    ('messages_per_conversation', 'messages_per_conversation_p50', 50),
    ('voice_duration', 'voice_duration_p50', 50),
    ('voice_duration', 'voice_duration_p90', 90),
    ('compose_latency', 'compose_latency', 50)
  ) AS given (family, metric, percent)
    ON given.family = totals.family
)

SELECT
  metric,
  cell.*,
  slice,
  slice_value,
  CAST(SIZE(ended) AS DOUBLE) AS numerator,
  CAST(units AS DOUBLE) AS denominator,
  persons,
  pending,
  CAST(COALESCE(median.median, get(ended, CAST(ranks.nearest - 1 AS INT))) AS DOUBLE) AS value,
  CAST(COALESCE(median.low, get(ended, CAST(ranks.low - 1 AS INT))) AS DOUBLE) AS ci_low,
  CAST(COALESCE(median.high, get(ended, CAST(ranks.high - 1 AS INT))) AS DOUBLE) AS ci_high,
  CAST(NULL AS STRING) AS flags
FROM asked
