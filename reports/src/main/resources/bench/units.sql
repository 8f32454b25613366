-- units: each contact that a campaign has written to and reached, with its reply and its conversion.
--
-- grain:  campaign_id, contact
-- reads:  story, feeds, campaigns, scenarios, heard
-- owner:  bench
--
-- Reached by the first receipt of one of the campaign's messages, after the message in total order; where
-- the source has no receipts, by the first message. It is counted in the whole and in slices by that message.
WITH sent AS (
  SELECT story.rowid AS place, story.*, feeds.is_without_receipts
  FROM story
  JOIN feeds ON feeds.source = story.source
  WHERE story.type = 'message.sent'
    AND story.kind <> 'system'
    AND story.direction = 'outbound'
    AND story.contact IS NOT NULL
    AND story.contact IS DISTINCT FROM story.actor
    AND story.campaign_id IS NOT NULL
),

receipts AS (
  SELECT rowid AS place, contact, thread, message, watermark, type <> 'message.delivered' AS is_inclusive, direction
  FROM story
  WHERE type IN ('message.delivered', 'message.read', 'message.played') AND contact IS NOT NULL
),

landed AS (
  SELECT sent.campaign_id, sent.contact, sent.place, sent.place AS reached_place
  FROM sent
  WHERE sent.is_without_receipts
  UNION ALL
  SELECT sent.campaign_id, sent.contact, sent.place, receipts.place
  FROM sent
  JOIN receipts
    ON receipts.contact = sent.contact
    AND receipts.message = sent.message
    AND receipts.place > sent.place
  WHERE NOT sent.is_without_receipts
  UNION ALL
  -- A watermark of the contact covers what its thread held until then.
  SELECT sent.campaign_id, sent.contact, sent.place, receipts.place
  FROM sent
  JOIN receipts
    ON receipts.contact = sent.contact
    AND receipts.thread = sent.thread
    AND receipts.place > sent.place
  WHERE NOT sent.is_without_receipts
    AND receipts.message IS NULL
    AND receipts.direction IS DISTINCT FROM 'outbound'
    AND (sent.at_ms < receipts.watermark OR (receipts.is_inclusive AND sent.at_ms = receipts.watermark))
),

reached AS (
  SELECT
    landed.campaign_id,
    landed.contact,
    min(landed.reached_place) AS reached_place,
    arg_min(landed.place, (landed.reached_place, landed.place)) AS place
  FROM landed
  GROUP BY landed.campaign_id, landed.contact
),

begun AS (
  SELECT
    campaign_id,
    contact,
    arg_min(platform, place) AS platform,
    min(place) AS place
  FROM sent
  GROUP BY campaign_id, contact
),

dated AS (
  SELECT
    reached.campaign_id,
    reached.contact,
    begun.platform,
    coalesce(campaigns.brand_id, first.brand_id) AS brand_id,
    reached.reached_place,
    story.at_ms AS reached_at,
    list_filter([
      {'name': NULL, 'value': NULL},
      {'name': 'kind', 'value': by_message.kind},
      {'name': 'conversation_kind', 'value': IF(by_message.is_one_to_one, 'one_to_one', 'group')},
      {'name': 'template', 'value': by_message.word},
      {'name': 'scenario', 'value': scenarios.scenario}
    ], lambda slice: slice.name IS NULL OR slice.value IS NOT NULL) AS slices,
    coalesce(campaigns.conversion_event, 'order.purchased') AS conversion_event,
    coalesce(campaigns.conversion_window_ms, 604800000) AS conversion_window_ms
  FROM reached
  JOIN begun ON begun.campaign_id = reached.campaign_id AND begun.contact = reached.contact
  JOIN story ON story.rowid = reached.reached_place
  JOIN story AS by_message ON by_message.rowid = reached.place
  JOIN story AS first ON first.rowid = begun.place
  LEFT JOIN scenarios ON scenarios.campaign_id = reached.campaign_id
  LEFT JOIN campaigns ON campaigns.campaign_id = reached.campaign_id
),

replied AS (
  SELECT DISTINCT dated.campaign_id, dated.contact
  FROM dated
  JOIN heard
    ON heard.campaign_id = dated.campaign_id
    AND heard.contact = dated.contact
    AND heard.place > dated.reached_place
  WHERE heard.at_ms <= dated.reached_at + 259200000
),

converted AS (
  SELECT DISTINCT dated.campaign_id, dated.contact
  FROM dated
  JOIN story
    ON story.contact = dated.contact
    AND story.type = CAST(dated.conversion_event AS event_kind)
    AND story.at_ms > dated.reached_at
    AND story.at_ms <= dated.reached_at + dated.conversion_window_ms
  WHERE CASE
    WHEN story.brand_id IS NOT NULL THEN story.brand_id = dated.brand_id
    ELSE story.campaign_id = dated.campaign_id
  END
)

SELECT
  dated.*,
  replied.contact IS NOT NULL AS is_replied,
  converted.contact IS NOT NULL AS is_converted
FROM dated
LEFT JOIN replied ON replied.campaign_id = dated.campaign_id AND replied.contact = dated.contact
LEFT JOIN converted ON converted.campaign_id = dated.campaign_id AND converted.contact = dated.contact
