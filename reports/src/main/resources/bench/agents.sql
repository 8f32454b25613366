-- agents: whoever writes for the brand, by the number that stands for the person.
--
-- grain:  actor
-- reads:  counted
-- owner:  bench
SELECT DISTINCT hash(actor_id) AS actor, actor_id AS agent
FROM counted
WHERE event_type = 'message.sent'
  AND actor_id IS NOT NULL
  AND actor_role IN ('brand', 'agent', 'creator', 'ambassador')
