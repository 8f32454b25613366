-- replies: each run of a contact's messages that a human of the brand answered, within a conversation.
--
-- grain:  place
-- reads:  talk, conversations, story, brands, agents
-- owner:  bench
--
-- A human's message ends a turn, so a turn holds at most one answer; machines end none. A ticket that is
-- opened after the answer is not the one that was answered in.
WITH turns AS (
  SELECT
    *,
    count(*) FILTER (WHERE is_human) OVER (
      PARTITION BY thread, is_one_to_one, number
      ORDER BY place
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS turn
  FROM talk
  WHERE is_message
),

answered AS (
  SELECT
    thread,
    is_one_to_one,
    number,
    min(place) FILTER (WHERE is_question) AS place,
    max(place) FILTER (WHERE is_human) AS answer_place
  FROM turns
  GROUP BY thread, is_one_to_one, number, turn
  HAVING count(*) FILTER (WHERE is_question) > 0 AND bool_or(is_human)
)

SELECT
  answered.place,
  asked.platform,
  asked.brand_id,
  asked.campaign_id,
  asked.contact AS person,
  local_day(getvariable('site_zone'), asked.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), asked.at_ms) AS brand_on,
  conversations.conversation_kind,
  IF(conversations.tiered_place < answered.answer_place, conversations.tier, NULL) AS tier,
  answer.kind AS answer_kind,
  agents.agent,
  answer.at_ms - asked.at_ms AS reply_ms
FROM answered
JOIN story AS asked ON asked.rowid = answered.place
JOIN story AS answer ON answer.rowid = answered.answer_place
JOIN conversations
  ON conversations.thread = answered.thread
  AND conversations.is_one_to_one = answered.is_one_to_one
  AND conversations.number = answered.number
LEFT JOIN brands ON brands.brand_id = asked.brand_id
LEFT JOIN agents ON agents.actor = answer.actor
