-- counted: the events that may count, each with the contact that its thread tells, or its ticket where it has no thread.
--
-- grain:  source, event_id
-- reads:  permitted, named, named_tickets
-- owner:  bench
--
-- A view, so that each reader takes from the files only the columns that it needs.
SELECT * EXCLUDE (told_contact, told_role) REPLACE (
  coalesce(contact_id, told_contact) AS contact_id,
  IF(told_contact IS NOT NULL AND is_asking(actor_role, counterpart_role), told_contact, actor_id) AS actor_id,
  IF(told_contact IS NOT NULL AND is_asking(actor_role, counterpart_role), told_role, actor_role) AS actor_role,
  IF(told_contact IS NULL OR is_asking(actor_role, counterpart_role), counterpart_id, told_contact) AS counterpart_id,
  IF(told_contact IS NULL OR is_asking(actor_role, counterpart_role), counterpart_role, told_role) AS counterpart_role,
  CASE
    WHEN direction IS NOT NULL OR told_contact IS NULL THEN direction
    WHEN actor_role IN ('brand', 'agent', 'creator') THEN 'outbound'
    WHEN counterpart_role IN ('brand', 'agent', 'creator') THEN 'inbound'
  END AS direction
)
FROM (
  SELECT
    permitted.*,
    coalesce(named.contact, named_tickets.contact) AS told_contact,
    coalesce(named.role, named_tickets.role) AS told_role
  FROM permitted
  LEFT JOIN named
    ON permitted.contact_id IS NULL
    AND named.thread_id = permitted.thread_id
    AND is_nameless(event_type, conversation_kind, actor_id, actor_role, counterpart_id, counterpart_role)
  LEFT JOIN named_tickets
    ON permitted.contact_id IS NULL
    AND permitted.thread_id IS NULL
    AND permitted.event_type LIKE 'ticket.%'
    AND named_tickets.ticket_id = permitted.ticket_id
    AND is_nameless(event_type, conversation_kind, actor_id, actor_role, counterpart_id, counterpart_role)
)
