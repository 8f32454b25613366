-- room_acts: what each person wrote, reacted to and was banned for in a creator room, by day.
--
-- grain:  platform, brand_id, room_id, person, site_on, brand_on
-- reads:  counted, brands
-- owner:  bench
--
-- A message may not name its room; whoever wrote it was seen in a room of that thread before.
WITH acts AS (
  SELECT
    event_type,
    platform,
    counted.brand_id,
    coalesce(room_id, IF(thread_id IS NULL, NULL, last_value(room_id IGNORE NULLS) OVER (
      PARTITION BY actor_id, thread_id
      ORDER BY ms_of(occurred_at), source_sequence NULLS LAST, CAST(event_type AS event_kind), event_id
      ROWS UNBOUNDED PRECEDING
    ))) AS room_id,
    IF(event_type = 'room.banned', coalesce(counterpart_id, actor_id), actor_id) AS person_id,
    event_type = 'message.sent' AND kind <> 'system' AS is_post,
    event_type = 'message.reacted' AND NOT coalesce(removed, FALSE) AS is_reaction,
    event_type = 'room.banned' AS is_ban,
    local_day(getvariable('site_zone'), ms_of(occurred_at)) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), ms_of(occurred_at)) AS brand_on
  FROM counted
  LEFT JOIN brands ON brands.brand_id = counted.brand_id
  WHERE event_type IN ('room.joined', 'room.left', 'room.banned', 'room.unbanned', 'room.promo_posted')
    OR (event_type IN ('message.sent', 'message.reacted') AND conversation_kind <> 'one_to_one')
)

SELECT
  platform,
  brand_id,
  room_id,
  hash(person_id) AS person,
  site_on,
  brand_on,
  count(*) FILTER (WHERE is_post) AS posts,
  count(*) FILTER (WHERE is_reaction) AS reactions,
  count(*) FILTER (WHERE is_ban) AS bans
FROM acts
WHERE room_id IS NOT NULL AND person_id IS NOT NULL AND (is_post OR is_reaction OR is_ban)
GROUP BY platform, brand_id, room_id, person_id, site_on, brand_on
