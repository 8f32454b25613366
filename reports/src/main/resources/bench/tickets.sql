-- tickets: each cycle of a ticket: when it was handed to a human, resolved and rated, and how it was answered.
--
-- grain:  contact, ticket, cycle
-- reads:  cycles, marks, story, talk, scenarios, brands, agents
-- owner:  bench
--
-- What is said and handed over counts from the message with which a cycle began, until it was resolved last;
-- what is asked and rated counts for the cycle that was known by then.
WITH said AS (
  SELECT
    place,
    at_ms,
    thread,
    contact,
    actor,
    is_human,
    coalesce(actor_role IN ('contact', 'partner'), FALSE) AS is_by_contact,
    count(*) FILTER (WHERE is_human) OVER so_far AS replies,
    count(*) FILTER (WHERE is_human AND kind = 'voice_note') OVER so_far AS voice_replies
  FROM talk
  WHERE is_message AND thread IN (SELECT thread FROM cycles)
  WINDOW so_far AS (PARTITION BY contact, thread ORDER BY place ROWS UNBOUNDED PRECEDING)
),

by_contact AS (
  SELECT place, at_ms, thread, contact
  FROM said
  WHERE is_by_contact
),

by_human AS (
  SELECT place, thread, contact, actor
  FROM said
  WHERE is_human
),

answered AS (
  SELECT
    cycles.*,
    coalesce(until.replies, 0) - coalesce(since.replies, 0) AS replies,
    coalesce(until.voice_replies, 0) - coalesce(since.voice_replies, 0) AS voice_replies,
    again.at_ms AS written_again_at,
    IF(last.place >= cycles.begun_place, last.actor, NULL) AS replier
  FROM cycles
  ASOF LEFT JOIN said AS since
    ON coalesce(since.contact, 0) = coalesce(cycles.contact, 0)
    AND since.thread = cycles.thread
    AND since.place < cycles.begun_place
  ASOF LEFT JOIN said AS until
    ON coalesce(until.contact, 0) = coalesce(cycles.contact, 0)
    AND until.thread = cycles.thread
    AND until.place < cycles.until_place
  ASOF LEFT JOIN by_human AS last
    ON coalesce(last.contact, 0) = coalesce(cycles.contact, 0)
    AND last.thread = cycles.thread
    AND last.place < cycles.until_place
  ASOF LEFT JOIN by_contact AS again
    ON coalesce(again.contact, 0) = coalesce(cycles.contact, 0)
    AND again.thread = cycles.thread
    AND again.place > cycles.resolved_place
),

turns AS (
  SELECT * FROM marks WHERE NOT is_first
),

-- Nobody hands over what is resolved while nothing was said since.
handed AS (
  SELECT cycles.contact, cycles.ticket, cycles.cycle, min(story.at_ms) AS handed_off_at
  FROM story
  ASOF JOIN cycles
    ON coalesce(cycles.contact, 0) = coalesce(story.contact, 0)
    AND cycles.ticket = story.ticket
    AND cycles.begun_place <= story.rowid
  ASOF LEFT JOIN turns
    ON coalesce(turns.contact, 0) = coalesce(story.contact, 0)
    AND turns.ticket = story.ticket
    AND turns.place < story.rowid
  WHERE story.type = 'ticket.handed_off'
    AND story.rowid < cycles.until_place
    AND (coalesce(NOT turns.is_resolved, TRUE) OR turns.said_place < story.rowid)
  GROUP BY cycles.contact, cycles.ticket, cycles.cycle
),

rated AS (
  SELECT
    cycles.contact,
    cycles.ticket,
    cycles.cycle,
    min(story.at_ms) FILTER (WHERE story.type = 'ticket.rating_asked') AS asked_at,
    max(story.at_ms) FILTER (WHERE story.type = 'ticket.rated') AS rated_at,
    arg_max(story.score, story.rowid) FILTER (WHERE story.type = 'ticket.rated') AS score
  FROM story
  ASOF JOIN cycles
    ON coalesce(cycles.contact, 0) = coalesce(story.contact, 0)
    AND cycles.ticket = story.ticket
    AND cycles.known_place <= story.rowid
  WHERE story.type IN ('ticket.rating_asked', 'ticket.rated')
  GROUP BY cycles.contact, cycles.ticket, cycles.cycle
),

opened AS (
  SELECT contact, ticket, arg_min(word, rowid) FILTER (WHERE type = 'ticket.opened') AS tier, min(rowid) AS place
  FROM story
  WHERE ticket IS NOT NULL
  GROUP BY contact, ticket
)

SELECT
  first.platform,
  first.brand_id,
  first.campaign_id,
  coalesce(answered.contact, answered.ticket) AS person,
  opened.tier,
  agents.agent,
  scenarios.scenario,
  coalesce(brands.zone, getvariable('site_zone')) AS zone,
  answered.started_at,
  handed.handed_off_at,
  answered.resolved_at,
  answered.written_again_at,
  rated.asked_at,
  rated.rated_at,
  rated.score,
  answered.replies,
  answered.voice_replies
FROM answered
JOIN opened ON opened.contact IS NOT DISTINCT FROM answered.contact AND opened.ticket = answered.ticket
JOIN story AS first ON first.rowid = opened.place
LEFT JOIN handed
  ON coalesce(handed.contact, 0) = coalesce(answered.contact, 0)
  AND handed.ticket = answered.ticket
  AND handed.cycle = answered.cycle
LEFT JOIN rated
  ON coalesce(rated.contact, 0) = coalesce(answered.contact, 0)
  AND rated.ticket = answered.ticket
  AND rated.cycle = answered.cycle
LEFT JOIN scenarios ON scenarios.campaign_id = first.campaign_id
LEFT JOIN brands ON brands.brand_id = first.brand_id
LEFT JOIN agents ON agents.actor = answered.replier
