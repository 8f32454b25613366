-- spammers: the persons that were confirmed as spam, whenever that became known.
--
-- grain:  person
-- reads:  events
-- owner:  bench
--
-- A moderator or an agent names the other side; a contact that is named alone is the one.
SELECT DISTINCT
  CASE
    WHEN counterpart_id IS NOT NULL AND coalesce(actor_role, '') NOT IN ('contact', 'partner') THEN counterpart_id
    ELSE actor_id
  END AS person
FROM events
WHERE event_type = 'person.confirmed_spam'
  AND coalesce(counterpart_id, actor_id) IS NOT NULL
