-- rules: policy_adherence and policy_conflicts of rules that are judged event by event, by day, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  events, counted, campaigns, loads, brands
-- owner:  bench
--
-- What a log does not say is not checked; of the minimum age only failures are known. Of persons under 16 nothing counts
-- but that their events are conflicts. A rule about ages is in the whole only.
WITH said AS (
  SELECT
    ms_of(occurred_at) AS at_ms,
    event_type,
    platform,
    brand_id,
    campaign_id,
    coalesce(contact_id, actor_id) AS person_id,
    direction,
    kind,
    voice_ms,
    coalesce(len(media), media_items) AS items,
    followers,
    has_subscription IS NOT NULL OR has_fan_club IS NOT NULL AS is_offer_told,
    coalesce(has_subscription, FALSE) OR coalesce(has_fan_club, FALSE) AS is_offered,
    has_subscription IS NOT NULL AND has_fan_club IS NOT NULL AS is_all_told,
    actor_age_band,
    coalesce(string_split(policy_conflict, ','), []) AS conflicts
  FROM counted
  WHERE event_type IN ('message.sent', 'room.created')
),

checked AS (
  SELECT said.*, given.rule, given.conflict, given.is_failure_only, FALSE AS is_guideline
  FROM said
  CROSS JOIN (
    VALUES
      ('voice_length', 'voice_too_long', FALSE),
      ('pack_size', 'pack_too_large', FALSE),
      ('minimum_age', 'below_minimum_age', TRUE),
      ('room_followers', 'room_too_few_followers', FALSE),
      ('room_offer', 'room_without_subscription', FALSE),
      ('room_creator_age', 'room_creator_too_young', FALSE)
  ) AS given (rule, conflict, is_failure_only)
  WHERE CASE given.rule
    WHEN 'voice_length' THEN said.event_type = 'message.sent' AND said.kind = 'voice_note' AND said.voice_ms IS NOT NULL
    WHEN 'pack_size' THEN said.event_type = 'message.sent' AND said.items > 0
    WHEN 'minimum_age' THEN said.event_type = 'message.sent' AND list_contains(said.conflicts, given.conflict)
    WHEN 'room_followers' THEN said.event_type = 'room.created' AND said.followers IS NOT NULL
    WHEN 'room_offer' THEN said.event_type = 'room.created' AND (said.is_offered OR said.is_all_told)
    ELSE said.event_type = 'room.created' AND said.actor_age_band <> 'unknown'
  END
),

judged AS (
  SELECT
    at_ms, platform, brand_id, campaign_id, hash(person_id) AS person, person_id IS NULL AS is_nobody, rule,
    is_failure_only, CAST(NOT list_contains(conflicts, conflict) AS INTEGER) AS kept, 1 AS conflicts
  FROM checked
  UNION ALL
  SELECT since_ms, platform, brand_id, NULL, hash(subject), subject IS NULL,
    IF(load_kind = 'rooms', 'creator_rooms', 'room_' || load_kind), FALSE, CAST(load <= allowed AS INTEGER), 1
  FROM loads
  WHERE is_addition
  UNION ALL
  -- Whether a message of a campaign for young people follows a guideline is no conflict with the platform's policy.
  SELECT said.at_ms, said.platform, said.brand_id, said.campaign_id, hash(said.person_id), said.person_id IS NULL,
    'youth_guideline', FALSE, CAST(youth.has_guideline AS INTEGER), 0
  FROM said
  JOIN youth ON youth.campaign_id = said.campaign_id
  WHERE said.event_type = 'message.sent' AND said.kind <> 'system' AND said.direction = 'outbound'
  UNION ALL
  SELECT ms_of(occurred_at), platform, brand_id, campaign_id, NULL, TRUE, NULL, TRUE, 0,
    len(string_split(policy_conflict, ','))
  FROM events
  WHERE list_contains(string_split(policy_conflict, ','), 'under_16') AND NOT coalesce(is_test, FALSE)
)

SELECT
  given.metric,
  given.slice,
  given.slice_value,
  judged.platform,
  judged.brand_id,
  judged.campaign_id,
  local_day(getvariable('site_zone'), judged.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), judged.at_ms) AS brand_on,
  IF(judged.is_nobody, NULL, judged.person) AS person,
  given.r,
  given.n,
  0 AS pending
FROM judged
LEFT JOIN brands ON brands.brand_id = judged.brand_id
CROSS JOIN LATERAL (
  VALUES
    ('policy_adherence', NULL, NULL, judged.kept, IF(judged.is_failure_only, 0, 1)),
    ('policy_adherence', 'rule', judged.rule, judged.kept,
      IF(judged.is_failure_only OR judged.rule = 'room_creator_age', 0, 1)),
    ('policy_conflicts', NULL, NULL, judged.conflicts * (1 - judged.kept), judged.conflicts * (1 - judged.kept))
) AS given (metric, slice, slice_value, r, n)
WHERE given.n > 0
