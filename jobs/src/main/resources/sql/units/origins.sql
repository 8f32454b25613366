-- units.origins: whether a brand knew where a contact comes from before it committed itself, by the day it began.
--
-- reads:  journeys.origins
-- owner:  analytics
SELECT
  platform, brand_id, campaign_id, COALESCE(contact_id, thread_id) AS person_id,
  started_on AS unit_on, started_site_on AS unit_site_on,
  struct(IF(is_verified, 1, 0), 1) AS origin_verified_rate
FROM journeys.origins
