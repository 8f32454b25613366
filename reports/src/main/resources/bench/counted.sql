-- counted: the events that may count, each with the contact that its thread tells, or its ticket where it has no thread.
--
-- grain:  source, event_id
-- reads:  threaded, named_tickets
-- owner:  bench
--
-- A view, so that each reader takes from the files only the columns that it needs.
SELECT threaded.* REPLACE (
  coalesce(threaded.contact_id, named_tickets.contact) AS contact_id,
  IF(
    named_tickets.contact IS NOT NULL AND is_asking(actor_role, counterpart_role),
    named_tickets.contact,
    actor_id
  ) AS actor_id,
  IF(
    named_tickets.contact IS NOT NULL AND is_asking(actor_role, counterpart_role),
    named_tickets.role,
    actor_role
  ) AS actor_role,
  IF(
    named_tickets.contact IS NULL OR is_asking(actor_role, counterpart_role),
    counterpart_id,
    named_tickets.contact
  ) AS counterpart_id,
  IF(
    named_tickets.contact IS NULL OR is_asking(actor_role, counterpart_role),
    counterpart_role,
    named_tickets.role
  ) AS counterpart_role,
  CASE
    WHEN direction IS NOT NULL OR named_tickets.contact IS NULL THEN direction
    WHEN actor_role IN ('brand', 'agent', 'creator') THEN 'outbound'
    WHEN counterpart_role IN ('brand', 'agent', 'creator') THEN 'inbound'
  END AS direction
)
FROM threaded
LEFT JOIN named_tickets
  ON threaded.contact_id IS NULL
  AND threaded.thread_id IS NULL
  AND threaded.event_type LIKE 'ticket.%'
  AND named_tickets.ticket_id = threaded.ticket_id
  AND is_nameless(event_type, conversation_kind, actor_id, actor_role, counterpart_id, counterpart_role)
