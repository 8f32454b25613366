-- named_tickets: the only contact of each ticket of which something is told without a thread and a contact.
--
-- grain:  ticket_id
-- reads:  permitted, named
-- owner:  bench
--
-- What names no contact is of the one that its thread tells.
SELECT
  permitted.ticket_id,
  min(coalesce(contact_id, contact)) AS contact,
  max(coalesce(named.role, IF(actor_id = contact_id, actor_role, counterpart_role))) AS role
FROM permitted
LEFT JOIN named
  ON permitted.contact_id IS NULL
  AND named.thread_id = permitted.thread_id
  AND is_nameless(event_type, conversation_kind, actor_id, actor_role, counterpart_id, counterpart_role)
WHERE event_type LIKE 'ticket.%'
  AND (permitted.contact_id IS NOT NULL OR named.contact IS NOT NULL)
  AND permitted.ticket_id IN (
    SELECT ticket_id
    FROM permitted
    WHERE event_type LIKE 'ticket.%' AND contact_id IS NULL AND thread_id IS NULL
  )
GROUP BY permitted.ticket_id
HAVING count(DISTINCT coalesce(permitted.contact_id, named.contact)) = 1
  AND max(coalesce(named.role, IF(actor_id = contact_id, actor_role, counterpart_role))) IN ('contact', 'partner')
