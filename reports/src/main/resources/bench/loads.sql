-- loads: each change of how many participants and moderators a creator room has, or rooms a creator.
--
-- grain:  load_kind, subject, since_ms
-- reads:  affairs, room_limits
-- owner:  bench
--
-- A creator is there as the host. Who is banned while there comes back when the ban ends, unless he has left or joined
-- since; who was not there is banned from nothing.
WITH acts AS (
  SELECT
    rowid AS place,
    at_ms,
    type,
    platform,
    brand_id,
    room_id,
    actor_id,
    CASE
      WHEN type IN ('room.joined', 'room.left') THEN actor_id
      ELSE coalesce(counterpart_id, actor_id)
    END AS person,
    actor_role IS NOT DISTINCT FROM 'creator' AS is_host
  FROM affairs
  WHERE CAST(type AS VARCHAR) LIKE 'room.%' AND room_id IS NOT NULL
),

-- Since a person last joined or left, only bans and their ends matter.
kept AS (
  SELECT
    *,
    count(*) FILTER (WHERE type IN ('room.joined', 'room.left')) OVER (
      PARTITION BY platform, room_id, person
      ORDER BY place
      ROWS UNBOUNDED PRECEDING
    ) AS spell
  FROM acts
  WHERE type IN ('room.joined', 'room.left', 'room.banned', 'room.unbanned')
    AND person IS NOT NULL
    AND NOT (type = 'room.joined' AND is_host)
),

members AS (
  SELECT
    *,
    first_value(type) OVER (PARTITION BY platform, room_id, person, spell ORDER BY place) = 'room.joined'
      AND type <> 'room.banned' AS is_in
  FROM kept
),

moderators AS (
  SELECT *, type = 'room.moderator_assigned' AS is_in
  FROM acts
  WHERE type IN ('room.moderator_assigned', 'room.moderator_removed', 'room.banned') AND person IS NOT NULL
),

changes AS (
  SELECT
    'participants' AS load_kind, platform, room_id AS of, room_id AS subject, brand_id, at_ms, place,
    CAST(is_in AS INTEGER) - CAST(lag(is_in, 1, FALSE) OVER person AS INTEGER) AS change
  FROM members
  WINDOW person AS (PARTITION BY platform, room_id, person ORDER BY place)
  UNION ALL
  SELECT
    'moderators', platform, room_id, room_id, brand_id, at_ms, place,
    CAST(is_in AS INTEGER) - CAST(lag(is_in, 1, FALSE) OVER person AS INTEGER)
  FROM moderators
  WINDOW person AS (PARTITION BY platform, room_id, person ORDER BY place)
  UNION ALL
  SELECT 'rooms', platform, coalesce(actor_id, room_id), actor_id, brand_id, at_ms, place, 1
  FROM acts
  WHERE type = 'room.created'
  QUALIFY row_number() OVER (PARTITION BY platform, coalesce(actor_id, room_id), room_id ORDER BY place) = 1
),

loaded AS (
  SELECT
    *,
    'default' AS any_platform,
    sum(change) OVER (PARTITION BY load_kind, platform, of ORDER BY place ROWS UNBOUNDED PRECEDING) AS load,
    lead(at_ms) OVER (PARTITION BY load_kind, platform, of ORDER BY place) AS until_ms
  FROM changes
  WHERE change <> 0
)

SELECT
  loaded.load_kind,
  loaded.platform,
  loaded.brand_id,
  loaded.subject,
  loaded.at_ms AS since_ms,
  loaded.until_ms,
  CAST(loaded.load AS BIGINT) AS load,
  CAST(CASE loaded.load_kind
    WHEN 'participants' THEN coalesce(own.participants, house.participants)
    WHEN 'moderators' THEN coalesce(own.moderators, house.moderators)
    ELSE coalesce(own.rooms, house.rooms)
  END AS BIGINT) AS allowed,
  loaded.change > 0 AS is_addition
FROM loaded
ASOF LEFT JOIN room_limits AS own ON own.platform = loaded.platform AND own.valid_from <= loaded.at_ms
ASOF LEFT JOIN room_limits AS house ON house.platform = loaded.any_platform AND house.valid_from <= loaded.at_ms
