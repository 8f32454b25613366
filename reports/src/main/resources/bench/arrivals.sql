-- arrivals: each message of the brand and each of its recipients: when it was delivered, read and played.
--
-- grain:  message, recipient
-- reads:  story, counted
-- owner:  bench
--
-- A message of the brand to one contact, or to each contact that a group's message names. A receipt that names
-- no message covers its thread up to a watermark: what was sent before it is delivered, what was sent by then read.
WITH sent AS (
  SELECT
    at_ms, source, platform, brand_id, campaign_id, is_one_to_one, kind, word AS template, message, thread,
    contact AS recipient, TRUE AS is_to_one
  FROM story
  WHERE type = 'message.sent'
    AND kind <> 'system'
    AND direction = 'outbound'
    AND actor_role IN ('brand', 'agent', 'creator', 'ambassador')
    AND message IS NOT NULL
    AND contact IS NOT NULL
    AND contact IS DISTINCT FROM actor
  UNION ALL
  SELECT
    ms_of(occurred_at), source, platform, brand_id, campaign_id, FALSE, kind, template_id, hash(message_id),
    hash(thread_id), hash(recipient), FALSE
  FROM (
    SELECT
      *,
      unnest(list_distinct([one.id FOR one IN recipients IF one.role IN ('contact', 'partner')])) AS recipient
    FROM counted
    WHERE event_type = 'message.sent'
      AND kind <> 'system'
      AND direction = 'outbound'
      AND actor_role IN ('brand', 'agent', 'creator', 'ambassador')
      AND message_id IS NOT NULL
      AND thread_id IS NOT NULL
      AND conversation_kind <> 'one_to_one'
      AND (contact_id IS NULL OR contact_id = actor_id)
      AND recipients IS NOT NULL
  )
  WHERE recipient IS NOT NULL
),

receipts AS (
  SELECT
    at_ms, message, watermark, thread, type, who.recipient, who.is_to_one
  FROM story
  CROSS JOIN LATERAL (VALUES (contact, TRUE), (IF(is_one_to_one, NULL, actor), FALSE)) AS who (recipient, is_to_one)
  WHERE type IN ('message.delivered', 'message.read', 'message.played')
    AND who.recipient IS NOT NULL
    AND (message IS NOT NULL OR (watermark IS NOT NULL AND direction IS DISTINCT FROM 'outbound'))
),

named AS (
  SELECT
    message,
    recipient,
    is_to_one,
    min(at_ms) AS delivered_at,
    min(at_ms) FILTER (WHERE type <> 'message.delivered') AS read_at,
    min(at_ms) FILTER (WHERE type = 'message.played') AS played_at
  FROM receipts
  WHERE message IS NOT NULL
  GROUP BY message, recipient, is_to_one
),

-- The first receipt of all whose watermark is as late or later.
covering AS (
  SELECT
    thread,
    recipient,
    is_to_one,
    watermark + IF(type = 'message.delivered', 0, 1) AS before,
    min(at_ms) OVER later AS delivered_at,
    min(at_ms) FILTER (WHERE type <> 'message.delivered') OVER later AS read_at,
    min(at_ms) FILTER (WHERE type = 'message.played') OVER later AS played_at
  FROM receipts
  WHERE message IS NULL
  WINDOW later AS (
    PARTITION BY thread, recipient, is_to_one
    ORDER BY watermark + IF(type = 'message.delivered', 0, 1)
    RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
  )
)

SELECT
  sent.*,
  least(named.delivered_at, covering.delivered_at) AS delivered_at,
  least(named.read_at, covering.read_at) AS read_at,
  least(named.played_at, covering.played_at) AS played_at
FROM sent
LEFT JOIN named
  ON named.message = sent.message AND named.recipient = sent.recipient AND named.is_to_one = sent.is_to_one
ASOF LEFT JOIN covering
  ON covering.thread = sent.thread
  AND covering.recipient = sent.recipient
  AND covering.is_to_one = sent.is_to_one
  AND covering.before > sent.at_ms
