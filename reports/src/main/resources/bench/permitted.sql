-- permitted: the events without test actors, protected minors and confirmed spammers.
--
-- grain:  source, event_id
-- reads:  events, spammers
-- owner:  bench
--
-- A view, so that each reader takes from the files only the columns that it needs.
SELECT *
FROM events
WHERE NOT coalesce(is_test, FALSE)
  AND NOT coalesce(list_contains(string_split(policy_conflict, ','), 'under_16'), FALSE)
  AND coalesce(actor_id NOT IN (SELECT person FROM spammers WHERE person IS NOT NULL), TRUE)
  AND coalesce(counterpart_id NOT IN (SELECT person FROM spammers WHERE person IS NOT NULL), TRUE)
