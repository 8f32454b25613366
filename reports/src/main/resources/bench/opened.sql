-- opened: the clicks that are a contact's own.
--
-- grain:  place
-- reads:  story
-- owner:  bench
--
-- What a machine or the brand opens is none, nor what is opened within two seconds of an unread delivery.
WITH receipts AS (
  SELECT
    contact,
    message,
    min(rowid) FILTER (WHERE type = 'message.delivered') AS delivered_place,
    min(at_ms) FILTER (WHERE type = 'message.delivered') AS delivered_at,
    min(rowid) FILTER (WHERE type <> 'message.delivered') AS read_place
  FROM story
  WHERE type IN ('message.delivered', 'message.read', 'message.played') AND message IS NOT NULL
  GROUP BY contact, message
)

SELECT click.rowid AS place
FROM story AS click
LEFT JOIN receipts ON receipts.contact = click.contact AND receipts.message = click.message
WHERE click.type = 'link.clicked'
  AND click.contact IS NOT NULL
  AND coalesce(click.actor = click.contact, TRUE)
  AND coalesce(click.actor_role <> 'bot', TRUE)
  AND NOT coalesce(
    receipts.delivered_place < click.rowid
      AND coalesce(receipts.read_place > click.rowid, TRUE)
      AND click.at_ms - receipts.delivered_at <= 2000,
    FALSE
  )
