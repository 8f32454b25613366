-- units.adoption: whether who sent something on a day sent a kind that not everybody has.
--
-- reads:  journeys.activity, journeys.acts
-- owner:  analytics
--
-- Whom a kind has reached by the end of a period could have used it in it; before a platform has told of
-- anybody, anyone may have had it.
WITH reached AS (
  SELECT platform, person_id, word AS kind, MIN(acted_site_on) AS reached_on
  FROM journeys.acts
  WHERE act = 'feature.enabled' AND word IN ('voice_note', 'media_pack')
  GROUP BY platform, person_id, word
),

told AS (
  SELECT platform, kind, MIN(reached_on) AS told_on
  FROM reached
  GROUP BY platform, kind
),

senders AS (
  SELECT DISTINCT
    activity.platform, activity.brand_id, activity.campaign_id, activity.person_id,
    activity.active_on AS unit_on, activity.active_site_on AS unit_site_on,
    asked.kind, IF(activity.kind = asked.kind, 1, 0) AS used
  FROM journeys.activity AS activity
  LATERAL VIEW explode(array('voice_note', 'media_pack')) asked AS kind
  WHERE activity.direction = 'inbound' AND activity.person_id IS NOT NULL AND activity.messages > 0
)

SELECT
  senders.platform, senders.brand_id, senders.campaign_id, senders.person_id,
  senders.unit_on, senders.unit_site_on, TRUE AS is_sliced_by_day, FALSE AS is_of_whole,
  senders.kind,
  able.flag, able.ends_from, able.ends_before,
  struct(senders.used, 1) AS format_adoption
FROM senders
LEFT JOIN reached
  ON reached.platform = senders.platform AND reached.person_id = senders.person_id AND reached.kind = senders.kind
LEFT JOIN told ON told.platform = senders.platform AND told.kind = senders.kind
LATERAL VIEW inline(array(
  named_struct('is_unit', reached.reached_on IS NOT NULL, 'flag', CAST(NULL AS STRING),
    'ends_from', reached.reached_on, 'ends_before', CAST(NULL AS DATE)),
  named_struct('is_unit', told.told_on IS NULL OR told.told_on > LEAST(senders.unit_on, senders.unit_site_on),
    'flag', 'eligibility_unknown', 'ends_from', CAST(NULL AS DATE), 'ends_before', told.told_on)
)) able AS is_unit, flag, ends_from, ends_before
WHERE able.is_unit
