-- conversations: each conversation of a thread: who began it, how it went, how soon it was answered.
--
-- grain:  thread, is_one_to_one, number
-- reads:  talk, story, brands, scenarios, agents
-- owner:  bench
--
-- Where roles are unknown, both sides are two persons. Its tier is that of the ticket that is open when it
-- begins, else of the first that is opened while it goes on.
WITH gathered AS (
  SELECT
    thread,
    is_one_to_one,
    number,
    min(place) FILTER (WHERE is_message) AS place,
    max(at_ms) FILTER (WHERE is_message) AS ended_at,
    count(*) FILTER (WHERE is_message) AS messages,
    bool_or(is_message AND actor_role IN ('contact', 'partner')) AS has_contact,
    bool_or(is_human) AS has_human,
    min(actor) FILTER (WHERE is_message) AS least_actor,
    max(actor) FILTER (WHERE is_message) AS greatest_actor,
    bool_or(is_handoff) AS has_handoff,
    min(at_ms) FILTER (WHERE is_human) AS answered_at,
    arg_min(kind, place) FILTER (WHERE is_human) AS answer_kind,
    arg_min_null(actor, place) FILTER (WHERE is_human) AS answerer,
    any_value(opened_place) FILTER (WHERE is_message AND NOT is_going_on) AS opened_place,
    min(place) FILTER (WHERE type IN ('ticket.opened', 'ticket.reopened') AND is_going_on AND word IS NOT NULL)
      AS tier_place
  FROM talk
  WHERE number > 0
  GROUP BY thread, is_one_to_one, number
),

tiered AS (
  SELECT
    gathered.*,
    first.platform,
    first.brand_id,
    first.campaign_id,
    first.contact,
    first.at_ms AS started_at,
    first.direction IS NOT DISTINCT FROM 'inbound' AS is_by_contact,
    CASE
      WHEN first.actor_role IS NOT NULL THEN coalesce(gathered.has_contact, FALSE) AND gathered.has_human
      WHEN first.actor IS NULL THEN gathered.least_actor IS NOT NULL
      ELSE gathered.least_actor <> first.actor OR gathered.greatest_actor <> first.actor
    END AS is_two_way,
    coalesce(before.word, during.word) AS tier,
    IF(before.word IS NULL, gathered.tier_place, gathered.place) AS tiered_place
  FROM gathered
  JOIN story AS first ON first.rowid = gathered.place
  LEFT JOIN talk AS before ON before.place = gathered.opened_place
  LEFT JOIN talk AS during ON during.place = gathered.tier_place
)

SELECT
  tiered.thread,
  tiered.is_one_to_one,
  tiered.number,
  tiered.platform,
  tiered.brand_id,
  tiered.campaign_id,
  coalesce(tiered.contact, tiered.thread) AS person,
  IF(tiered.is_one_to_one, 'one_to_one', 'group') AS conversation_kind,
  scenarios.scenario,
  tiered.tier,
  tiered.tiered_place,
  tiered.started_at,
  tiered.ended_at + getvariable('gap_ms') AS closed_at,
  tiered.messages,
  tiered.is_two_way,
  tiered.has_handoff,
  tiered.is_by_contact,
  IF(tiered.is_by_contact, tiered.answered_at, NULL) AS answered_at,
  IF(tiered.is_by_contact, tiered.answer_kind, NULL) AS answer_kind,
  IF(tiered.is_by_contact, agents.agent, NULL) AS agent,
  local_day(getvariable('site_zone'), tiered.started_at) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), tiered.started_at) AS brand_on
FROM tiered
LEFT JOIN brands ON brands.brand_id = tiered.brand_id
LEFT JOIN scenarios ON scenarios.campaign_id = tiered.campaign_id
LEFT JOIN agents ON agents.actor = tiered.answerer
