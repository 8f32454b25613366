-- named: the only contact of the messages of each thread of two in which something names none.
--
-- grain:  thread_id
-- reads:  permitted
-- owner:  bench
--
-- Where its messages tell of none, its only contact at all. Where a thread knows several, nobody can say whose it is.
SELECT
  thread_id,
  any_value(contact_id) AS contact,
  max(IF(actor_id = contact_id, actor_role, counterpart_role)) AS role
FROM (
  SELECT
    *,
    event_type = 'message.sent' AS is_message,
    bool_or(event_type = 'message.sent') OVER (PARTITION BY thread_id) AS has_messages
  FROM permitted
  WHERE contact_id IS NOT NULL
    AND coalesce(conversation_kind, 'one_to_one') = 'one_to_one'
    AND thread_id IN (
      SELECT thread_id
      FROM permitted
      WHERE contact_id IS NULL
        AND thread_id IS NOT NULL
        AND is_nameless(event_type, conversation_kind, actor_id, actor_role, counterpart_id, counterpart_role)
    )
)
WHERE is_message = has_messages
GROUP BY thread_id
HAVING count(DISTINCT contact_id) = 1
  AND max(IF(actor_id = contact_id, actor_role, counterpart_role)) IN ('contact', 'partner')
