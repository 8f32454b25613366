-- metrics.receipts: delivery_rate, read_rate and voice_play_rate, as sums by cell.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.deliveries, metrics.observability, reference_campaigns
-- owner:  analytics
--
-- The unit is a message at one recipient, by the day it was sent. Where the source cannot tell, it counts
-- nowhere; receipts can be off, so what is read is at least that much. Slices are given for weeks and longer.
WITH watermarks AS (
  SELECT
    scope,
    brand_id,
    MAX(watermark_at) FILTER (WHERE metric = 'delivery_rate') AS delivered_until,
    MAX(watermark_at) FILTER (WHERE metric = 'read_rate') AS read_until,
    MAX(watermark_at) FILTER (WHERE metric = 'voice_play_rate') AS played_until
  FROM metrics.observability
  WHERE scope IN ('all', 'brand')
  GROUP BY scope, brand_id
),

judged AS (
  SELECT /*+ REPARTITION(recipient_id) */
    deliveries.*,
    reference_campaigns.scenario,
    knows_delivered AS is_sent_unit,
    COALESCE(sent_at + INTERVAL 72 HOURS <= delivered_until, FALSE) AS is_sent_mature,
    COALESCE(delivered_at <= sent_at + INTERVAL 72 HOURS, FALSE) AS is_delivered,
    knows_delivered AND knows_read AND delivered_at IS NOT NULL AS is_read_unit,
    COALESCE(delivered_at + INTERVAL 72 HOURS <= read_until, FALSE) AS is_read_mature,
    COALESCE(read_at <= delivered_at + INTERVAL 72 HOURS, FALSE) AS is_read,
    knows_delivered AND knows_played AND delivered_at IS NOT NULL AND kind = 'voice_note' AS is_play_unit,
    COALESCE(delivered_at + INTERVAL 72 HOURS <= played_until, FALSE) AS is_play_mature,
    COALESCE(played_at <= delivered_at + INTERVAL 72 HOURS, FALSE) AS is_played
  FROM journeys.deliveries AS deliveries
  LEFT JOIN watermarks
    ON watermarks.scope = IF(deliveries.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id <=> deliveries.brand_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = deliveries.campaign_id
),

days AS (
  SELECT
    platform,
    brand_id,
    campaign_id,
    recipient_id,
    sent_on,
    sent_site_on,
    kind,
    conversation_kind,
    template_id,
    scenario,
    COUNT_IF(is_sent_unit AND is_sent_mature AND is_delivered) AS sent_r,
    COUNT_IF(is_sent_unit AND is_sent_mature) AS sent_n,
    COUNT_IF(is_sent_unit AND NOT is_sent_mature) AS sent_pending,
    COUNT_IF(is_read_unit AND is_read_mature AND is_read) AS read_r,
    COUNT_IF(is_read_unit AND is_read_mature) AS read_n,
    COUNT_IF(is_read_unit AND NOT is_read_mature) AS read_pending,
    COUNT_IF(is_play_unit AND is_play_mature AND is_played) AS play_r,
    COUNT_IF(is_play_unit AND is_play_mature) AS play_n,
    COUNT_IF(is_play_unit AND NOT is_play_mature) AS play_pending
  FROM judged
  GROUP BY
    platform, brand_id, campaign_id, recipient_id, sent_on, sent_site_on, kind, conversation_kind, template_id, scenario
),

placed AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, sent_on, sent_site_on) AS cell,
    period = 'day' AS is_day,
    days.*
  FROM days
  CROSS JOIN spans
),

by_person AS (
  SELECT
    cell,
    sliced.slice,
    sliced.slice_value,
    recipient_id,
    SUM(sent_r) AS sent_r,
    SUM(sent_n) AS sent_n,
    SUM(sent_pending) AS sent_pending,
    SUM(read_r) AS read_r,
    SUM(read_n) AS read_n,
    SUM(read_pending) AS read_pending,
    SUM(play_r) AS play_r,
    SUM(play_n) AS play_n,
    SUM(play_pending) AS play_pending
  FROM placed
  LATERAL VIEW inline(IF(
    is_day,
    array(named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING))),
    array(
      named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING)),
      named_struct('slice', 'kind', 'slice_value', placed.kind),
      named_struct('slice', 'conversation_kind', 'slice_value', placed.conversation_kind),
      named_struct('slice', 'template', 'slice_value', placed.template_id),
      named_struct('slice', 'scenario', 'slice_value', placed.scenario)
    )
  )) sliced AS slice, slice_value
  WHERE placed.cell IS NOT NULL AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
  GROUP BY cell, sliced.slice, sliced.slice_value, recipient_id
),

observed AS (
  SELECT by_person.cell, by_person.slice, by_person.slice_value, seen.*
  FROM by_person
  LATERAL VIEW inline(array(
    named_struct('metric', 'delivery_rate', 'r', sent_r, 'n', sent_n, 'pending', sent_pending),
    named_struct('metric', 'read_rate', 'r', read_r, 'n', read_n, 'pending', read_pending),
    named_struct('metric', 'voice_play_rate', 'r', play_r, 'n', play_n, 'pending', play_pending)
  )) seen AS metric, r, n, pending
  -- Every voice note is a voice note.
  WHERE seen.n + seen.pending > 0 AND NOT (seen.metric = 'voice_play_rate' AND by_person.slice <=> 'kind')
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
  IF(metric = 'read_rate', 'lower_bound', NULL) AS flags
FROM observed
GROUP BY metric, cell, slice, slice_value
