-- units.checks: how often each rule of the policy was checked and kept, by day.
--
-- reads:  counted_minors, journeys.activity, journeys.pairs, journeys.policy_checks, journeys.room_loads, reference_brands, reference_campaigns
-- owner:  analytics
--
-- What a log does not tell is not checked. A rule about ages is in the whole only, so that it tells nothing of
-- those between 16 and 18; nor is that of the minimum age, of which only failures are known.
SELECT
  platform, brand_id, campaign_id, person_id, checked_on AS unit_on, checked_site_on AS unit_site_on,
  IF(rule = 'room_creator_age', NULL, rule) AS rule,
  IF(rule = 'minimum_age', NULL, struct(passed, checks)) AS policy_adherence,
  checks - passed AS policy_conflicts
FROM journeys.policy_checks
UNION ALL
SELECT
  platform, brand_id, NULL, subject_id, since_on, since_site_on,
  IF(load_kind = 'rooms', 'creator_rooms', 'room_' || load_kind),
  struct(IF(load <= allowed, 1L, 0L), 1L),
  IF(load <= allowed, 0L, 1L)
FROM journeys.room_loads
WHERE is_addition
UNION ALL
SELECT
  platform, brand_id, campaign_id, COALESCE(contact_id, person_a), first_message_on, first_message_site_on,
  'first_contact',
  struct(IF(is_media_first, 0L, 1L), 1L),
  IF(is_media_first, 1L, 0L)
FROM journeys.pairs
WHERE first_message_at IS NOT NULL AND NOT is_left_truncated
UNION ALL
-- A message of a campaign for young people is checked for the guideline that it follows.
SELECT
  activity.platform, activity.brand_id, activity.campaign_id, activity.person_id,
  activity.active_on, activity.active_site_on,
  'youth_guideline',
  struct(IF(campaigns.youth_guideline IS NULL, 0L, activity.messages), activity.messages),
  0L
FROM journeys.activity AS activity
INNER JOIN reference_campaigns AS campaigns ON campaigns.campaign_id = activity.campaign_id
WHERE campaigns.is_for_youth AND activity.direction = 'outbound'
UNION ALL
-- Of somebody under 16 nothing counts but the rules that were broken, without the person.
SELECT
  minors.platform, minors.brand_id, minors.campaign_id, CAST(NULL AS STRING),
  CAST(from_utc_timestamp(minors.occurred_at, COALESCE(own.zone, site.zone)) AS DATE),
  CAST(from_utc_timestamp(minors.occurred_at, site.zone) AS DATE),
  CAST(NULL AS STRING),
  NULL,
  CAST(SIZE(split(minors.policy_conflict, ',')) AS BIGINT)
FROM counted_minors AS minors
LEFT JOIN reference_brands AS own ON own.brand_id = minors.brand_id
INNER JOIN reference_brands AS site ON site.brand_id IS NULL
