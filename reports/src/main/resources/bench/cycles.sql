-- cycles: the cycles of each ticket: from its start, or from when something was said again, to its last resolution.
--
-- grain:  contact, ticket, cycle
-- reads:  marks, talk
-- owner:  bench
--
-- A resolution within five minutes of another, whatever was said, is the same one; a later one after something
-- was said ends a cycle of its own. A cycle is known from the step that showed it.
WITH turned AS (
  SELECT
    *,
    lag(is_resolved) OVER life AS was_resolved,
    lag(at_ms) OVER life AS previous_at,
    lag(said_place) OVER life AS said_before_place,
    lag(said_at) OVER life AS said_before_at
  FROM marks
  WINDOW life AS (PARTITION BY contact, ticket ORDER BY place, is_resolved)
),

begun AS (
  SELECT
    *,
    is_first OR NOT is_resolved OR (was_resolved AND at_ms - previous_at > 300000) AS is_begun,
    coalesce(said_before_place < place, FALSE) AND NOT is_first AS is_said_before
  FROM turned
),

numbered AS (
  SELECT *, count(*) FILTER (WHERE is_begun) OVER life AS cycle
  FROM begun
  WINDOW life AS (PARTITION BY contact, ticket ORDER BY place, is_resolved ROWS UNBOUNDED PRECEDING)
),

-- The conversation that goes on when a ticket is first told of began before it.
talks AS (
  SELECT thread, is_one_to_one, number, min(at_ms) AS started_at
  FROM talk
  WHERE is_message
  GROUP BY thread, is_one_to_one, number
)

SELECT
  numbered.contact,
  numbered.ticket,
  numbered.cycle,
  any_value(numbered.thread) AS thread,
  min(numbered.place) AS known_place,
  min(IF(numbered.is_said_before, numbered.said_before_place, numbered.place)) FILTER (WHERE numbered.is_begun)
    AS begun_place,
  min(CASE
    WHEN numbered.is_said_before THEN numbered.said_before_at
    WHEN numbered.is_first AND first.is_going_on THEN talks.started_at
    ELSE numbered.at_ms
  END) FILTER (WHERE numbered.is_begun) AS started_at,
  max(numbered.place) FILTER (WHERE numbered.is_resolved) AS resolved_place,
  coalesce(max(numbered.place) FILTER (WHERE numbered.is_resolved), 9223372036854775807) AS until_place,
  max(numbered.at_ms) FILTER (WHERE numbered.is_resolved) AS resolved_at
FROM numbered
LEFT JOIN talk AS first ON numbered.is_first AND first.place = numbered.place
LEFT JOIN talks
  ON talks.thread = first.thread AND talks.is_one_to_one = first.is_one_to_one AND talks.number = first.number
GROUP BY numbered.contact, numbered.ticket, numbered.cycle
