-- units.packs: how many media packs of each size were sent on a day.
--
-- reads:  journeys.activity
-- owner:  analytics
SELECT
  platform, brand_id, campaign_id, person_id,
  active_on AS unit_on, active_site_on AS unit_site_on,
  CAST(size AS STRING) AS items,
  1 AS pack_size_share
FROM journeys.activity
LATERAL VIEW explode(pack_sizes) sizes AS size
