-- metrics.company: how pairs begin, what people share and wish for, and which groups call, as sums by cell.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.activity, journeys.acts, journeys.pairs
-- owner:  analytics
--
-- A pair is in the day of its first accepted message. A share and a wish are units of the person who made
-- them; a group or room is a unit of its own, and the persons behind it are those who wrote in it.
WITH units AS (
  SELECT
    'dm_share_of_shares' AS metric, platform, brand_id, campaign_id, acted_on AS unit_on, acted_site_on AS unit_site_on,
    CAST(NULL AS STRING) AS kind, person_id AS unit_id, person_id, IF(word = 'dm', acts, 0L) AS r, acts AS n
  FROM journeys.acts
  WHERE act = 'share.sent'
  UNION ALL
  SELECT
    'live_wish_fulfilment', platform, brand_id, campaign_id, acted_on, acted_site_on,
    NULL, person_id, person_id, IF(word = 'fulfilled', acts, 0L), IF(word = 'made', acts, 0L)
  FROM journeys.acts
  WHERE act = 'live.wish'
  UNION ALL
  SELECT
    'group_call_participation', platform, brand_id, campaign_id, active_on, active_site_on,
    NULL, thread_id, person_id, 0L, 1L
  FROM journeys.activity
  WHERE conversation_kind = 'group' AND messages > 0 AND thread_id IS NOT NULL
  UNION ALL
  SELECT
    'group_call_participation', platform, brand_id, campaign_id, acted_on, acted_site_on,
    NULL, thread_id, person_id, 1L, 1L
  FROM journeys.acts
  WHERE act = 'call.started' AND word = 'group_voice' AND thread_id IS NOT NULL
  UNION ALL
  -- Each pair once for every kind that it might have begun with, so that the parts have one whole.
  SELECT
    'share_of_first_openers', platform, brand_id, campaign_id, first_message_on, first_message_site_on,
    opener.kind, COALESCE(contact_id, person_a), COALESCE(contact_id, person_a), IF(first_kind = opener.kind, 1L, 0L), 1L
  FROM journeys.pairs
  LATERAL VIEW explode(array(
    'text', 'voice_note', 'media_pack', 'platform_share', 'sticker', 'unsupported'
  )) opener AS kind
  WHERE first_message_at IS NOT NULL AND NOT is_left_truncated
),

placed AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, unit_on, unit_site_on) AS cell,
    units.*
  FROM units
  CROSS JOIN spans
),

by_unit AS (
  SELECT
    metric,
    cell,
    kind,
    unit_id,
    collect_set(person_id) AS persons,
    IF(metric = 'group_call_participation', MAX(r), SUM(r)) AS r,
    IF(metric = 'group_call_participation', MAX(n), SUM(n)) AS n
  FROM placed
  WHERE cell IS NOT NULL
  GROUP BY metric, cell, kind, unit_id
)

SELECT
  metric,
  cell.*,
  IF(kind IS NULL, NULL, 'kind') AS slice,
  kind AS slice_value,
  CAST(SUM(r) AS DOUBLE) AS numerator,
  CAST(SUM(n) AS DOUBLE) AS denominator,
  CAST(SIZE(array_distinct(flatten(collect_list(persons)))) AS BIGINT) AS persons,
  0L AS pending,
  CAST(SUM(r * r) AS DOUBLE) AS rr,
  CAST(SUM(r * n) AS DOUBLE) AS rn,
  CAST(SUM(n * n) AS DOUBLE) AS nn,
  CAST(NULL AS STRING) AS flags
FROM by_unit
GROUP BY metric, cell, kind
HAVING metric <> 'share_of_first_openers' OR SUM(r) > 0
