-- landings: personal messages and tutorials to a contact, when they were delivered and played.
--
-- grain:  place
-- reads:  story, feeds
-- owner:  bench
--
-- Receipts may come before their message; one that names no message covers its thread up to a watermark. Whoever has
-- read or played a message has got it.
WITH sent AS (
  SELECT story.rowid AS place, story.*, feeds.emits
  FROM story
  JOIN feeds ON feeds.source = story.source
  WHERE story.type = 'message.sent'
    AND story.kind <> 'system'
    AND story.direction = 'outbound'
    AND story.contact IS NOT NULL
    AND story.message IS NOT NULL
    AND (story.is_personalised OR story.is_tutorial)
),

receipts AS (
  SELECT at_ms, contact, thread, message, watermark, type, direction
  FROM story
  WHERE type IN ('message.delivered', 'message.read', 'message.played') AND contact IS NOT NULL
),

landed AS (
  SELECT sent.place, receipts.type, receipts.at_ms
  FROM sent
  JOIN receipts ON receipts.contact = sent.contact AND receipts.message = sent.message
  UNION ALL
  SELECT sent.place, receipts.type, receipts.at_ms
  FROM sent
  JOIN receipts ON receipts.contact = sent.contact AND receipts.thread = sent.thread
  WHERE receipts.message IS NULL
    AND receipts.direction IS DISTINCT FROM 'outbound'
    AND (sent.at_ms < receipts.watermark OR (receipts.type <> 'message.delivered' AND sent.at_ms = receipts.watermark))
),

received AS (
  SELECT place, min(at_ms) AS delivered_at, min(at_ms) FILTER (WHERE type = 'message.played') AS played_at
  FROM landed
  GROUP BY place
)

SELECT
  sent.place,
  sent.platform,
  sent.brand_id,
  sent.campaign_id,
  sent.contact,
  sent.at_ms AS sent_at,
  sent.is_personalised,
  sent.is_tutorial,
  list_contains(sent.emits, 'message.delivered') AS is_delivery_known,
  list_contains(sent.emits, 'message.played') AS is_play_known,
  received.delivered_at,
  received.played_at
FROM sent
LEFT JOIN received ON received.place = sent.place
