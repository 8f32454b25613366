-- marks: each time that a ticket began, was resolved or was opened again, with what was said next.
--
-- grain:  contact, ticket, place
-- reads:  story, talk
-- owner:  bench
--
-- What is resolved again without a word in between is resolved once, unless it is within five minutes; what is
-- open cannot be opened again. The first mark of a ticket is whatever is first told of it.
WITH steps AS (
  SELECT
    rowid AS place,
    at_ms,
    contact,
    ticket,
    type = 'ticket.resolved' AS is_resolved,
    first_value(thread) OVER life AS thread,
    row_number() OVER life = 1 AS is_first,
    type IN ('ticket.resolved', 'ticket.reopened') AS is_turn
  FROM story
  WHERE ticket IS NOT NULL
  WINDOW life AS (PARTITION BY contact, ticket ORDER BY rowid)
),

-- A ticket that is known by its resolution alone has two marks there: it began, and it was resolved.
turns AS (
  SELECT
    *,
    lag(is_resolved) OVER life AS was_resolved,
    lag(place) OVER life AS previous_place,
    lag(at_ms) OVER life AS previous_at
  FROM steps
  WHERE is_turn
  WINDOW life AS (PARTITION BY contact, ticket ORDER BY place)
),

said AS (
  SELECT place, at_ms, contact, thread
  FROM talk
  WHERE is_message AND thread IN (SELECT thread FROM steps)
),

heard AS (
  SELECT
    turns.*,
    coalesce(was_resolved, FALSE) AND coalesce(last.place < previous_place, TRUE) AS is_unsaid
  FROM turns
  ASOF LEFT JOIN said AS last
    ON coalesce(last.contact, 0) = coalesce(turns.contact, 0) AND last.thread = turns.thread AND last.place < turns.place
),

-- Repeated without a word: it counts while each came within five minutes of the one before.
runs AS (
  SELECT *, count(*) FILTER (WHERE NOT is_resolved OR NOT is_unsaid) OVER life AS run
  FROM heard
  WINDOW life AS (PARTITION BY contact, ticket ORDER BY place ROWS UNBOUNDED PRECEDING)
),

counted AS (
  SELECT *, bool_or(is_unsaid AND at_ms - previous_at > 300000) OVER so_far AS is_late
  FROM runs
  WINDOW so_far AS (PARTITION BY contact, ticket, run ORDER BY place ROWS UNBOUNDED PRECEDING)
),

marks AS (
  SELECT place, at_ms, contact, ticket, thread, is_resolved, FALSE AS is_first
  FROM counted
  WHERE IF(is_resolved, NOT is_late, coalesce(was_resolved, FALSE))
  UNION ALL
  SELECT place, at_ms, contact, ticket, thread, FALSE, TRUE
  FROM steps
  WHERE is_first
)

SELECT
  marks.place,
  marks.at_ms,
  marks.contact,
  marks.ticket,
  marks.thread,
  marks.is_resolved,
  marks.is_first,
  next.place AS said_place,
  next.at_ms AS said_at
FROM marks
ASOF LEFT JOIN said AS next
  ON coalesce(next.contact, 0) = coalesce(marks.contact, 0) AND next.thread = marks.thread AND next.place > marks.place
