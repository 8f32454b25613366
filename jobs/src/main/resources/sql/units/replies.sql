-- units.replies: how long a run of messages waited for its answer, by the day of its first.
--
-- reads:  journeys.replies
-- owner:  analytics
SELECT
  platform, brand_id, campaign_id, contact_id AS person_id,
  asked_on AS unit_on, asked_site_on AS unit_site_on,
  conversation_kind, tier, reply_kind AS kind, replier_id AS agent,
  reply_ms AS reply_time
FROM journeys.replies
