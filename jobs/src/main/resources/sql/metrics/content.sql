-- metrics.content: what messages are made of: packs and their items, voice notes at their limit, as sums by cell.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.activity
-- owner:  analytics
--
-- Items and voice notes of which something is not known are in no share of it. Slices are given for weeks
-- and longer.
-- Rows of one person are brought together first, so that no sum by person moves them again.
WITH days AS (
  SELECT /*+ REPARTITION(person_id) */
    platform,
    brand_id,
    campaign_id,
    person_id,
    active_on,
    active_site_on,
    sender_role,
    conversation_kind,
    SUM(media_items) AS items,
    SUM(SIZE(pack_sizes)) AS packs,
    SUM(packs_at_limit) AS packs_at_limit,
    SUM(items_of_origin) AS items_of_origin,
    SUM(camera_items) AS camera_items,
    SUM(items_of_edits) AS items_of_edits,
    SUM(edited_items) AS edited_items,
    SUM(items_of_captions) AS items_of_captions,
    SUM(captioned_items) AS captioned_items,
    SUM(SIZE(voice_ms)) AS voices,
    SUM(voices_at_cap) AS voices_at_cap
  FROM journeys.activity
  WHERE kind IN ('media_pack', 'voice_note')
  GROUP BY
    platform, brand_id, campaign_id, person_id, active_on, active_site_on, sender_role, conversation_kind
),

placed AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, active_on, active_site_on) AS cell,
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
    person_id,
    SUM(items) AS items,
    SUM(packs) AS packs,
    SUM(packs_at_limit) AS packs_at_limit,
    SUM(items_of_origin) AS items_of_origin,
    SUM(camera_items) AS camera_items,
    SUM(items_of_edits) AS items_of_edits,
    SUM(edited_items) AS edited_items,
    SUM(items_of_captions) AS items_of_captions,
    SUM(captioned_items) AS captioned_items,
    SUM(voices) AS voices,
    SUM(voices_at_cap) AS voices_at_cap
  FROM placed
  LATERAL VIEW inline(IF(
    is_day,
    array(named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING))),
    array(
      named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING)),
      named_struct('slice', 'sender_role', 'slice_value', placed.sender_role),
      named_struct('slice', 'conversation_kind', 'slice_value', placed.conversation_kind)
    )
  )) sliced AS slice, slice_value
  WHERE placed.cell IS NOT NULL AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
  GROUP BY cell, sliced.slice, sliced.slice_value, person_id
),

observed AS (
  SELECT by_person.cell, by_person.slice, by_person.slice_value, by_person.person_id, seen.*
  FROM by_person
  LATERAL VIEW inline(array(
    named_struct('metric', 'media_items_sent', 'r', items, 'n', items),
    named_struct('metric', 'pack_size', 'r', items, 'n', packs),
    named_struct('metric', 'pack_at_nine_share', 'r', packs_at_limit, 'n', packs),
    named_struct('metric', 'media_camera_share', 'r', camera_items, 'n', items_of_origin),
    named_struct('metric', 'media_edited_share', 'r', edited_items, 'n', items_of_edits),
    named_struct('metric', 'media_captioned_share', 'r', captioned_items, 'n', items_of_captions),
    named_struct('metric', 'voice_at_cap_share', 'r', voices_at_cap, 'n', voices)
  )) seen AS metric, r, n
  WHERE seen.n > 0
)

SELECT
  metric,
  cell.*,
  slice,
  slice_value,
  CAST(SUM(r) AS DOUBLE) AS numerator,
  IF(metric = 'media_items_sent', NULL, CAST(SUM(n) AS DOUBLE)) AS denominator,
  COUNT(person_id) AS persons,
  0L AS pending,
  CAST(SUM(r * r) AS DOUBLE) AS rr,
  CAST(SUM(r * n) AS DOUBLE) AS rn,
  CAST(SUM(n * n) AS DOUBLE) AS nn,
  CAST(NULL AS STRING) AS flags
FROM observed
GROUP BY metric, cell, slice, slice_value
