-- units.denials: who was kept out for being too young, by day; nobody is known behind it.
--
-- reads:  journeys.denials
-- owner:  analytics
SELECT
  platform, CAST(NULL AS STRING) AS brand_id, CAST(NULL AS STRING) AS campaign_id, CAST(NULL AS STRING) AS person_id,
  denied_site_on AS unit_on, denied_site_on AS unit_site_on,
  denials AS age_denials
FROM journeys.denials
WHERE reason = 'under_16'
