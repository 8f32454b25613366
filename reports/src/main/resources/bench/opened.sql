-- opened: the clicks that are a person's own.
--
-- grain:  click
-- reads:  counted
-- owner:  bench
--
-- What a machine or the brand opens is none, nor what is opened within two seconds of an unread delivery.
WITH clicks AS (
  SELECT DISTINCT contact_id, message_id
  FROM counted
  WHERE event_type = 'link.clicked' AND message_id IS NOT NULL
),

acts AS (
  SELECT
    row_number() OVER (
      ORDER BY ms_of(occurred_at), source_sequence NULLS LAST, CAST(event_type AS event_kind), event_id
    ) AS place,
    ms_of(occurred_at) AS at_ms,
    event_type AS type,
    contact_id,
    message_id,
    hash(source, event_id) AS click,
    IF(
      contact_id IS NULL,
      coalesce(actor_role IN ('contact', 'partner'), actor_role IS NULL),
      coalesce(actor_id = contact_id, TRUE) AND coalesce(actor_role <> 'bot', TRUE)
    ) AS is_own
  FROM counted
  WHERE event_type = 'link.clicked'
    OR (event_type IN ('message.delivered', 'message.read', 'message.played')
      AND EXISTS (
        FROM clicks
        WHERE clicks.contact_id IS NOT DISTINCT FROM counted.contact_id AND clicks.message_id = counted.message_id
      ))
),

receipts AS (
  SELECT
    contact_id,
    message_id,
    min(place) FILTER (WHERE type = 'message.delivered') AS delivered_place,
    min(at_ms) FILTER (WHERE type = 'message.delivered') AS delivered_at,
    min(place) FILTER (WHERE type <> 'message.delivered') AS read_place
  FROM acts
  WHERE type <> 'link.clicked' AND message_id IS NOT NULL
  GROUP BY contact_id, message_id
)

SELECT acts.click
FROM acts
LEFT JOIN receipts
  ON receipts.contact_id IS NOT DISTINCT FROM acts.contact_id AND receipts.message_id = acts.message_id
WHERE acts.type = 'link.clicked'
  AND acts.is_own
  AND NOT coalesce(
    receipts.delivered_place < acts.place
      AND coalesce(receipts.read_place > acts.place, TRUE)
      AND acts.at_ms - receipts.delivered_at <= 2000,
    FALSE
  )
