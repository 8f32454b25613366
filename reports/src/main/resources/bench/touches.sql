-- touches: what campaigns did that may lead a contact to buy, in order.
--
-- grain:  place, is_read, sent_place
-- reads:  story, feeds
-- owner:  bench
--
-- A campaign's message delivered (sent, where its source knows no receipts), the same read, a click and a reply of the
-- contact within the campaign. The platform's own notices are none.
WITH sent AS (
  SELECT story.rowid AS place, story.*, feeds.is_without_receipts
  FROM story
  JOIN feeds ON feeds.source = story.source
  WHERE story.type = 'message.sent'
    AND story.kind <> 'system'
    AND story.direction = 'outbound'
    AND story.contact IS NOT NULL
    AND story.brand_id IS NOT NULL
    AND story.campaign_id IS NOT NULL
),

receipts AS (
  SELECT rowid AS place, brand_id, contact, thread, message, watermark, type <> 'message.delivered' AS is_read, direction
  FROM story
  WHERE type IN ('message.delivered', 'message.read', 'message.played')
    AND contact IS NOT NULL
    AND brand_id IS NOT NULL
),

landed AS (
  SELECT sent.place AS sent_place, receipts.is_read, receipts.place
  FROM sent
  JOIN receipts
    ON receipts.brand_id = sent.brand_id
    AND receipts.contact = sent.contact
    AND receipts.message = sent.message
    AND receipts.place > sent.place
  WHERE NOT sent.is_without_receipts
  UNION ALL
  SELECT sent.place, receipts.is_read, receipts.place
  FROM sent
  JOIN receipts
    ON receipts.brand_id = sent.brand_id
    AND receipts.contact = sent.contact
    AND receipts.thread = sent.thread
    AND receipts.place > sent.place
  WHERE NOT sent.is_without_receipts
    AND sent.message IS NOT NULL
    AND receipts.message IS NULL
    AND receipts.direction IS DISTINCT FROM 'outbound'
    AND (sent.at_ms < receipts.watermark OR (receipts.is_read AND sent.at_ms = receipts.watermark))
),

touched AS (
  SELECT place, place AS sent_place, FALSE AS is_read, campaign_id
  FROM sent
  WHERE is_without_receipts
  UNION ALL
  -- Whoever has read or played a message has got it.
  SELECT
    min(landed.place) FILTER (WHERE landed.is_read OR NOT given.is_read), sent.place, given.is_read,
    any_value(sent.campaign_id)
  FROM landed
  JOIN sent ON sent.place = landed.sent_place
  CROSS JOIN (VALUES (FALSE), (TRUE)) AS given (is_read)
  GROUP BY sent.place, given.is_read
  HAVING bool_or(landed.is_read OR NOT given.is_read)
  UNION ALL
  SELECT story.rowid, story.rowid, FALSE, coalesce(story.campaign_id, own.campaign_id)
  FROM story
  LEFT JOIN sent AS own
    ON own.brand_id = story.brand_id
    AND own.contact = story.contact
    AND own.message = story.message
    AND own.place < story.rowid
  WHERE story.contact IS NOT NULL
    AND story.brand_id IS NOT NULL
    AND CASE story.type
      WHEN 'message.sent' THEN story.kind <> 'system' AND story.direction = 'inbound'
      WHEN 'link.clicked' THEN (story.actor_role IN ('contact', 'partner') OR story.counterpart_role IN ('contact', 'partner'))
      ELSE FALSE
    END
    AND coalesce(story.campaign_id, own.campaign_id) IS NOT NULL
)

SELECT
  touched.place,
  touched.sent_place,
  touched.is_read,
  touched.campaign_id,
  story.brand_id,
  story.contact,
  story.platform,
  story.at_ms
FROM touched
JOIN story ON story.rowid = touched.place
