-- units.tutorials: whether a tutorial by voice note was played within 72 hours of its delivery, by the day it was sent.
--
-- reads:  journeys.deliveries, metrics.watermarks
-- owner:  analytics
SELECT
  deliveries.platform, deliveries.brand_id, deliveries.campaign_id, deliveries.recipient_id AS person_id,
  deliveries.sent_on AS unit_on, deliveries.sent_site_on AS unit_site_on,
  struct(
    IF(deliveries.played_at <= deliveries.delivered_at + INTERVAL 72 HOURS, 1, 0), 1,
    deliveries.delivered_at + INTERVAL 72 HOURS <= watermarks.until['tutorial_play_rate']
  ) AS tutorial_play_rate
FROM journeys.deliveries AS deliveries
LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> deliveries.brand_id
WHERE deliveries.purpose = 'tutorial'
  AND deliveries.kind = 'voice_note'
  AND deliveries.knows_played
  AND deliveries.delivered_at IS NOT NULL
