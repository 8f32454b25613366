-- units.deliveries: whether a message arrived at one recipient, was read, and was listened to, by the day it was sent.
--
-- reads:  journeys.deliveries, metrics.watermarks, reference_campaigns
-- owner:  analytics
--
-- Where the source cannot tell, it counts nowhere; receipts can be off, so what is read is at least that much.
WITH sent AS (
  SELECT
    deliveries.*,
    reference_campaigns.scenario,
    watermarks.until,
    deliveries.sent_at + INTERVAL 72 HOURS AS arrives_until_at,
    deliveries.delivered_at + INTERVAL 72 HOURS AS read_until_at,
    IF(deliveries.delivered_at IS NOT NULL AND deliveries.knows_delivered, 1, 0) AS arrived
  FROM journeys.deliveries AS deliveries
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> deliveries.brand_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = deliveries.campaign_id
)

SELECT
  platform, brand_id, campaign_id, recipient_id AS person_id,
  sent_on AS unit_on, sent_site_on AS unit_site_on,
  kind, conversation_kind, template_id AS template, scenario,
  IF(knows_delivered, struct(
    IF(delivered_at <= arrives_until_at, 1, 0), 1, arrives_until_at <= until['delivery_rate']
  ), NULL) AS delivery_rate,
  IF(knows_read, struct(
    IF(read_at <= read_until_at, arrived, 0), arrived, read_until_at <= until['read_rate']
  ), NULL) AS read_rate,
  IF(knows_played AND kind = 'voice_note', struct(
    IF(played_at <= read_until_at, arrived, 0), arrived, read_until_at <= until['voice_play_rate']
  ), NULL) AS voice_play_rate,
  IF(knows_played AND kind = 'voice_note' AND purpose = 'tutorial', struct(
    IF(played_at <= read_until_at, arrived, 0), arrived, read_until_at <= until['tutorial_play_rate']
  ), NULL) AS tutorial_play_rate
FROM sent
