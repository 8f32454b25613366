-- threaded: the events, each with the contact that its thread tells where it names none.
--
-- grain:  source, event_id
-- reads:  permitted, named
-- owner:  bench
--
-- A view, so that each reader takes from the files only the columns that it needs.
SELECT permitted.* REPLACE (
  coalesce(permitted.contact_id, named.contact) AS contact_id,
  IF(
    named.contact IS NOT NULL AND is_asking(actor_role, counterpart_role),
    named.contact,
    actor_id
  ) AS actor_id,
  IF(
    named.contact IS NOT NULL AND is_asking(actor_role, counterpart_role),
    named.role,
    actor_role
  ) AS actor_role,
  IF(
    named.contact IS NULL OR is_asking(actor_role, counterpart_role),
    counterpart_id,
    named.contact
  ) AS counterpart_id,
  IF(
    named.contact IS NULL OR is_asking(actor_role, counterpart_role),
    counterpart_role,
    named.role
  ) AS counterpart_role,
  CASE
    WHEN direction IS NOT NULL OR named.contact IS NULL THEN direction
    WHEN actor_role IN ('brand', 'agent', 'creator') THEN 'outbound'
    WHEN counterpart_role IN ('brand', 'agent', 'creator') THEN 'inbound'
  END AS direction
)
FROM permitted
LEFT JOIN named
  ON permitted.contact_id IS NULL
  AND named.thread_id = permitted.thread_id
  AND is_nameless(event_type, conversation_kind, actor_id, actor_role, counterpart_id, counterpart_role)
