-- metrics.inbox: how conversations go and how tickets end, as sums by cell.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.conversations, journeys.tickets, metrics.observability, reference_campaigns
-- owner:  analytics
--
-- A conversation is in the day it began, a ticket's cycle in the day that its metric looks at. Slices are
-- given for weeks and longer.
WITH watermarks AS (
  SELECT scope, brand_id, map_from_entries(collect_list(struct(metric, watermark_at))) AS until
  FROM metrics.observability
  WHERE scope IN ('all', 'brand')
    AND metric IN ('messages_per_conversation', 'off_app_handoff_rate', 'unanswered_rate', 'reopen_rate')
  GROUP BY scope, brand_id
),

talks AS (
  SELECT /*+ REPARTITION(person_id) */
    platform, conversations.brand_id, conversations.campaign_id, COALESCE(contact_id, thread_id) AS person_id,
    started_on, started_site_on, conversation_kind, tier, scenario,
    IF(is_two_way, 1L, 0L) AS two_way,
    messages,
    COALESCE(closed_at <= until['messages_per_conversation'], FALSE) AS is_counted,
    IF(has_handoff, 1L, 0L) AS handoff,
    COALESCE(closed_at <= until['off_app_handoff_rate'], FALSE) AS is_over,
    initiated_by = 'contact' AS is_asked,
    IF(first_response_at <= started_at + INTERVAL 24 HOURS, 0L, 1L) AS unanswered,
    COALESCE(started_at + INTERVAL 24 HOURS <= until['unanswered_rate'], FALSE) AS is_late
  FROM (
    SELECT *, ended_at + make_dt_interval(0, 0, 0, :conversation_gap_seconds) AS closed_at
    FROM journeys.conversations
  ) AS conversations
  LEFT JOIN watermarks
    ON watermarks.scope = IF(conversations.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id <=> conversations.brand_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = conversations.campaign_id
),

talks_placed AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, started_on, started_site_on) AS cell,
    period = 'day' AS is_day,
    talks.*
  FROM talks
  CROSS JOIN spans
),

talks_by_person AS (
  SELECT
    cell, sliced.slice, sliced.slice_value, person_id,
    COUNT(*) AS talks,
    SUM(two_way) AS two_way,
    SUM(IF(is_counted, messages, 0)) AS messages,
    COUNT_IF(is_counted) AS counted,
    SUM(IF(is_over, handoff, 0)) AS handoffs,
    COUNT_IF(is_over) AS over,
    SUM(IF(is_asked AND is_late, unanswered, 0)) AS unanswered,
    COUNT_IF(is_asked AND is_late) AS late,
    COUNT_IF(is_asked) AS asked
  FROM talks_placed
  LATERAL VIEW inline(IF(
    is_day,
    array(named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING))),
    array(
      named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING)),
      named_struct('slice', 'conversation_kind', 'slice_value', conversation_kind),
      named_struct('slice', 'tier', 'slice_value', tier),
      named_struct('slice', 'scenario', 'slice_value', scenario)
    )
  )) sliced AS slice, slice_value
  WHERE cell IS NOT NULL AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
  GROUP BY cell, sliced.slice, sliced.slice_value, person_id
),

ticket_units AS (
  SELECT
    tickets.platform, tickets.brand_id, tickets.campaign_id, COALESCE(contact_id, ticket_id) AS person_id,
    seen.unit_on, seen.unit_site_on, tier, reference_campaigns.scenario,
    seen.metric, seen.is_unit, seen.r, seen.n, seen.is_mature
  FROM journeys.tickets AS tickets
  LEFT JOIN watermarks
    ON watermarks.scope = IF(tickets.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id <=> tickets.brand_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = tickets.campaign_id
  LATERAL VIEW inline(array(
    named_struct('metric', 'reopen_rate', 'unit_on', resolved_on, 'unit_site_on', resolved_site_on,
      'is_unit', resolved_at IS NOT NULL,
      'r', IF(written_again_at <= resolved_at + INTERVAL 7 DAYS, 1L, 0L), 'n', 1L,
      'is_mature', resolved_at + INTERVAL 7 DAYS <= until['reopen_rate']),
    named_struct('metric', 'vip_voice_share', 'unit_on', started_on, 'unit_site_on', started_site_on,
      'is_unit', tier = 'vip' AND replies > 0, 'r', voice_replies, 'n', replies, 'is_mature', TRUE),
    named_struct('metric', 'satisfaction_rate', 'unit_on', rated_on, 'unit_site_on', rated_site_on,
      'is_unit', rated_at IS NOT NULL, 'r', IF(score >= 4, 1L, 0L), 'n', 1L, 'is_mature', TRUE),
    named_struct('metric', 'rating_response_rate', 'unit_on', rated_on, 'unit_site_on', rated_site_on,
      'is_unit', asked_at IS NOT NULL, 'r', IF(rated_at IS NULL, 0L, 1L), 'n', 1L, 'is_mature', TRUE)
  )) seen AS metric, unit_on, unit_site_on, is_unit, r, n, is_mature
),

tickets AS (
  SELECT
    metric, cell(scope, period, platform, brand_id, campaign_id, unit_on, unit_site_on) AS cell,
    sliced.slice, sliced.slice_value, person_id,
    IF(COALESCE(is_mature, FALSE), r, 0L) AS r,
    IF(COALESCE(is_mature, FALSE), n, 0L) AS n,
    IF(COALESCE(is_mature, FALSE), 0L, 1L) AS pending
  FROM ticket_units
  CROSS JOIN spans
  LATERAL VIEW inline(array(
    named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING)),
    named_struct('slice', 'tier', 'slice_value', IF(metric = 'vip_voice_share', NULL, tier)),
    named_struct('slice', 'scenario', 'slice_value', scenario)
  )) sliced AS slice, slice_value
  WHERE is_unit AND (sliced.slice IS NULL OR (sliced.slice_value IS NOT NULL AND period <> 'day'))
),

by_person AS (
  SELECT seen.metric, cell, slice, slice_value, person_id, seen.r, seen.n, seen.pending
  FROM talks_by_person
  LATERAL VIEW inline(array(
    named_struct('metric', 'two_way_share', 'r', two_way, 'n', talks, 'pending', 0L),
    named_struct('metric', 'messages_per_conversation', 'r', messages, 'n', counted, 'pending', talks - counted),
    named_struct('metric', 'off_app_handoff_rate', 'r', handoffs, 'n', over, 'pending', talks - over),
    named_struct('metric', 'unanswered_rate', 'r', unanswered, 'n', late, 'pending', asked - late)
  )) seen AS metric, r, n, pending
  WHERE seen.n + seen.pending > 0
  UNION ALL
  SELECT metric, cell, slice, slice_value, person_id, SUM(r), SUM(n), SUM(pending)
  FROM tickets
  WHERE cell IS NOT NULL
  GROUP BY metric, cell, slice, slice_value, person_id
)

SELECT
  metric,
  cell.*,
  slice,
  slice_value,
  CAST(SUM(r) AS DOUBLE) AS numerator,
  CAST(SUM(n) AS DOUBLE) AS denominator,
  COUNT_IF(n > 0) AS persons,
  SUM(pending) AS pending,
  CAST(SUM(r * r) AS DOUBLE) AS rr,
  CAST(SUM(r * n) AS DOUBLE) AS rn,
  CAST(SUM(n * n) AS DOUBLE) AS nn,
  CAST(NULL AS STRING) AS flags
FROM by_person
GROUP BY metric, cell, slice, slice_value
