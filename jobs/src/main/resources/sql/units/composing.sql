-- units.composing: how long it took to write what was sent on a day.
--
-- reads:  journeys.activity
-- owner:  analytics
SELECT
  platform, brand_id, campaign_id, person_id,
  active_on AS unit_on, active_site_on AS unit_site_on,
  conversation_kind, kind,
  compose_ms AS compose_latency
FROM journeys.activity
WHERE SIZE(compose_ms) > 0
