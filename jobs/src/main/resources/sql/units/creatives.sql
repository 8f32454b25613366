-- units.creatives: how a piece of creative work passed its approval, by the day it was first requested.
--
-- reads:  journeys.creatives
-- owner:  analytics
--
-- Withdrawn work is left out; what is not decided yet waits.
SELECT
  platform, brand_id, campaign_id, COALESCE(contact_id, creative_id) AS person_id,
  requested_on AS unit_on, requested_site_on AS unit_site_on,
  struct(IF(is_first_pass, 1, 0), 1, first_decided_at IS NOT NULL) AS first_pass_rate,
  struct(rounds, 1, approved_at IS NOT NULL OR rejected_at IS NOT NULL) AS approval_rounds
FROM journeys.creatives
WHERE requested_at IS NOT NULL AND withdrawn_at IS NULL
