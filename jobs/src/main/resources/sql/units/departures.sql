-- units.departures: whether a reached contact left the platform for each of the places that links led anybody to.
--
-- reads:  journeys.journeys, metrics.watermarks
-- owner:  analytics
--
-- All whom a campaign reached could have clicked, so each place has them all in its denominator. A source that
-- names every page a place of its own has the twenty most visited told; the others are in the whole.
WITH targets AS (
  SELECT target
  FROM journeys.journeys
  LATERAL VIEW explode(split(left_for, ',')) places AS target
  GROUP BY target
  ORDER BY COUNT(*) DESC, target
  LIMIT 20
)

SELECT
  journeys.platform, journeys.brand_id, journeys.campaign_id, journeys.person_id,
  journeys.reached_on AS unit_on, journeys.reached_site_on AS unit_site_on,
  FALSE AS is_of_whole,
  IF(journeys.is_basis_sent, 't0_basis_sent', NULL) AS flag,
  targets.target AS target_platform,
  struct(
    IF(array_contains(split(journeys.left_for, ','), targets.target), 1, 0), 1,
    journeys.reached_at + INTERVAL 72 HOURS <= watermarks.until['off_platform_ctr']
  ) AS off_platform_ctr
FROM journeys.journeys AS journeys
CROSS JOIN targets
LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id = journeys.brand_id
WHERE journeys.reached_at IS NOT NULL
