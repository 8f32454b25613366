-- units.purchases: whether any campaign can be credited with a purchase, by the day of it.
--
-- reads:  journeys.credits
-- owner:  analytics
SELECT
  platform, brand_id, CAST(NULL AS STRING) AS campaign_id, person_id,
  ended_on AS unit_on, ended_site_on AS unit_site_on,
  struct(IF(campaign_id IS NULL, 1, 0), 1) AS unattributed_share
FROM journeys.credits
WHERE is_converted AND is_first_row
