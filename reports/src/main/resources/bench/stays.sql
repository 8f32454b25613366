-- stays: when each person was in a creator room.
--
-- grain:  platform, brand_id, room_id, person, joined_ms
-- reads:  affairs
-- owner:  bench
--
-- From joining until leaving or a ban; the end of the ban begins another stay, unless he has left or joined since.
-- Whoever joins again without leaving never left.
WITH acts AS (
  SELECT
    rowid AS place,
    at_ms,
    type,
    platform,
    brand_id,
    room_id,
    IF(type IN ('room.joined', 'room.left'), actor_id, coalesce(counterpart_id, actor_id)) AS person_id,
    IF(type = 'room.joined', coalesce(actor_role, ''), NULL) AS role,
    type IN ('room.joined', 'room.left') AS is_move
  FROM affairs
  WHERE type IN ('room.joined', 'room.left', 'room.banned', 'room.unbanned')
    AND room_id IS NOT NULL
    AND IF(type IN ('room.joined', 'room.left'), actor_id, coalesce(counterpart_id, actor_id)) IS NOT NULL
),

spells AS (
  SELECT
    *,
    count(*) FILTER (WHERE is_move) OVER (PARTITION BY platform, brand_id, room_id, person_id ORDER BY place) AS spell
  FROM acts
),

present AS (
  SELECT
    * REPLACE (last_value(role IGNORE NULLS) OVER (
      PARTITION BY platform, brand_id, room_id, person_id ORDER BY place ROWS UNBOUNDED PRECEDING
    ) AS role),
    first_value(type) OVER (PARTITION BY platform, brand_id, room_id, person_id, spell ORDER BY place) = 'room.joined'
      AND type <> 'room.banned' AS is_in
  FROM spells
),

-- A stay begins where he was not in before.
begun AS (
  SELECT
    *,
    count(*) FILTER (WHERE is_in AND NOT was_in) OVER (
      PARTITION BY platform, brand_id, room_id, person_id ORDER BY place
    ) AS stay
  FROM (
    SELECT *, lag(is_in, 1, FALSE) OVER (PARTITION BY platform, brand_id, room_id, person_id ORDER BY place) AS was_in
    FROM present
  )
)

SELECT
  platform,
  brand_id,
  room_id,
  hash(person_id) AS person,
  coalesce(arg_min(role, place) = 'creator', FALSE) AS is_host,
  min(at_ms) AS joined_ms,
  min(at_ms) FILTER (WHERE NOT is_in) AS left_ms
FROM begun
WHERE stay > 0
GROUP BY platform, brand_id, room_id, person_id, stay
