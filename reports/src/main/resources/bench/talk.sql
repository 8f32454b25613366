-- talk: what is said in threads and what tells of it, each with the number of its conversation.
--
-- grain:  place
-- reads:  story
-- owner:  bench
--
-- A conversation begins at the first message of its thread, after a ticket was resolved, or after a silence
-- longer than the gap. What is no message belongs to the one that was begun last; number 0 is before any.
WITH tiers AS (
  SELECT contact, thread, ticket, arg_min(word, rowid) AS tier, min(rowid) FILTER (WHERE word IS NOT NULL) AS place
  FROM story
  WHERE type = 'ticket.opened'
  GROUP BY contact, thread, ticket
),

told AS (
  SELECT
    story.rowid AS place,
    story.at_ms,
    story.type,
    story.thread,
    story.is_one_to_one,
    story.contact,
    story.actor,
    story.actor_role,
    story.direction,
    story.kind,
    -- Only its opening names a ticket's tier.
    IF(type = 'ticket.reopened', tiers.tier, word) AS word,
    story.ticket,
    is_way_out,
    type = 'message.sent' AS is_message,
    type = 'message.sent' AND direction IS NOT DISTINCT FROM 'inbound' AND NOT is_automatic
      AND (is_one_to_one OR is_addressed) AS is_question,
    type = 'message.sent' AND coalesce(actor_role IN ('brand', 'agent', 'creator', 'ambassador'), FALSE)
      AND NOT is_automatic AS is_human
  FROM story
  LEFT JOIN tiers
    ON story.type = 'ticket.reopened'
    AND tiers.contact IS NOT DISTINCT FROM story.contact
    AND tiers.thread = story.thread
    AND tiers.ticket = story.ticket
    AND tiers.place < story.rowid
  WHERE story.thread IS NOT NULL
    AND ((type = 'message.sent' AND kind <> 'system')
      OR story.ticket IS NOT NULL
      OR type = 'ticket.resolved'
      OR is_way_out)
),

heard AS (
  SELECT
    *,
    max(at_ms) FILTER (WHERE is_message) OVER before AS spoken_at,
    max(place) FILTER (WHERE is_message) OVER before AS spoken_place,
    max(place) FILTER (WHERE type = 'ticket.resolved') OVER before AS resolved_place,
    max(place) FILTER (WHERE type IN ('ticket.opened', 'ticket.reopened')) OVER before AS opened_place
  FROM told
  WINDOW before AS (
    PARTITION BY thread, is_one_to_one
    ORDER BY place
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  )
),

framed AS (
  SELECT
    *,
    coalesce(
      at_ms - spoken_at <= getvariable('gap_ms') AND (resolved_place IS NULL OR resolved_place < spoken_place), FALSE
    ) AS is_going_on
  FROM heard
)

SELECT
  place,
  at_ms,
  type,
  thread,
  is_one_to_one,
  contact,
  actor,
  actor_role,
  direction,
  kind,
  word,
  is_message,
  is_question,
  is_human,
  is_going_on,
  -- A way out may be taken after the ticket was resolved, while nothing else was said.
  is_way_out AND coalesce(at_ms - spoken_at <= getvariable('gap_ms'), FALSE) AS is_handoff,
  IF(opened_place > coalesce(resolved_place, -1), opened_place, NULL) AS opened_place,
  count(*) FILTER (WHERE is_message AND NOT is_going_on) OVER so_far AS number
FROM framed
WINDOW so_far AS (PARTITION BY thread, is_one_to_one ORDER BY place ROWS UNBOUNDED PRECEDING)
