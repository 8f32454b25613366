-- named_tickets: the only contact of each ticket of which something is told without a thread and a contact.
--
-- grain:  ticket_id
-- reads:  threaded
-- owner:  bench
SELECT
  ticket_id,
  min(contact_id) AS contact,
  max(IF(actor_id = contact_id, actor_role, counterpart_role)) AS role
FROM threaded
WHERE event_type LIKE 'ticket.%'
  AND contact_id IS NOT NULL
  AND ticket_id IN (
    SELECT ticket_id
    FROM threaded
    WHERE event_type LIKE 'ticket.%' AND contact_id IS NULL AND thread_id IS NULL
  )
GROUP BY ticket_id
HAVING count(DISTINCT contact_id) = 1
  AND max(IF(actor_id = contact_id, actor_role, counterpart_role)) IN ('contact', 'partner')
