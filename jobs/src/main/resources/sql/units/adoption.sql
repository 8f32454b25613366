-- units.adoption: whether who sent something on a day sent a kind that not everybody has.
--
-- reads:  journeys.activity, journeys.acts, reference_brands
-- owner:  analytics
--
-- Whom a kind has reached by the end of a period could have used it in it; before a platform has told of
-- anybody, anyone may have had it. A period of a brand ends at midnight of the brand, one of the site at the site's.
WITH reached AS (
  SELECT platform, person_id, word AS kind, MIN(first_at) AS reached_at
  FROM journeys.acts
  WHERE act = 'feature.enabled' AND word IN ('voice_note', 'media_pack')
  GROUP BY platform, person_id, word
),

told AS (
  SELECT platform, kind, MIN(reached_at) AS told_at
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
),

dated AS (
  SELECT
    senders.*,
    CAST(from_utc_timestamp(reached.reached_at, COALESCE(own.zone, site.zone)) AS DATE) AS reached_on,
    CAST(from_utc_timestamp(reached.reached_at, site.zone) AS DATE) AS reached_site_on,
    CAST(from_utc_timestamp(told.told_at, COALESCE(own.zone, site.zone)) AS DATE) AS told_on,
    CAST(from_utc_timestamp(told.told_at, site.zone) AS DATE) AS told_site_on
  FROM senders
  LEFT JOIN reference_brands AS own ON own.brand_id = senders.brand_id
  INNER JOIN reference_brands AS site ON site.brand_id IS NULL
  LEFT JOIN reached
    ON reached.platform = senders.platform AND reached.person_id = senders.person_id AND reached.kind = senders.kind
  LEFT JOIN told ON told.platform = senders.platform AND told.kind = senders.kind
)

SELECT
  platform, brand_id, campaign_id, person_id, unit_on, unit_site_on, TRUE AS is_sliced_by_day, FALSE AS is_of_whole,
  kind, able.flag, able.ends_from, able.ends_before, able.ends_site_from, able.ends_site_before,
  struct(used, 1) AS format_adoption
FROM dated
LATERAL VIEW inline(array(
  named_struct('is_unit', reached_on IS NOT NULL, 'flag', CAST(NULL AS STRING),
    'ends_from', reached_on, 'ends_before', CAST(NULL AS DATE),
    'ends_site_from', reached_site_on, 'ends_site_before', CAST(NULL AS DATE)),
  named_struct('is_unit', told_on IS NULL OR told_on > unit_on OR told_site_on > unit_site_on,
    'flag', 'eligibility_unknown', 'ends_from', CAST(NULL AS DATE), 'ends_before', told_on,
    'ends_site_from', CAST(NULL AS DATE), 'ends_site_before', told_site_on)
)) able AS is_unit, flag, ends_from, ends_before, ends_site_from, ends_site_before
WHERE able.is_unit
