-- agents: whoever writes for the brand, by the number that stands for the person.
--
-- grain:  actor
-- reads:  counted
-- owner:  bench
SELECT DISTINCT hash(actor_id) AS actor, actor_id AS agent
FROM counted
WHERE event_type IN ('message.sent', 'message.blocked')
  AND actor_id IS NOT NULL
  AND actor_role IN ('brand', 'agent', 'creator', 'ambassador')
