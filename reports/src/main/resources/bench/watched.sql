-- watched: how long contacts took to reply to a campaign, and how long they stayed with a brand.
--
-- grain:  metric, platform, brand_id, campaign_id, site_on, brand_on, person, value, watched
-- reads:  units, heard, messages, burn_ins, watermarks, brands
-- owner:  bench
--
-- A reply is waited for seven days at most. A stay ends with the last day before more than four weeks of silence; whoever
-- was silent for less when the log ends was watched until that day. Of whom came in the burn-in the first day is not known.
WITH replied AS (
  SELECT
    units.campaign_id, units.contact, units.platform, units.brand_id, units.reached_at,
    min(heard.at_ms) AS replied_at
  FROM units
  LEFT JOIN heard
    ON heard.campaign_id = units.campaign_id AND heard.contact = units.contact AND heard.place > units.reached_place
  GROUP BY ALL
),

taken AS (
  SELECT *, replied_at - reached_at AS took
  FROM replied
),

days AS (
  SELECT
    brand_id,
    person,
    brand_on AS day,
    min(site_on) AS site_on,
    min(platform) AS platform,
    lead(brand_on) OVER (PARTITION BY brand_id, person ORDER BY brand_on) AS next_day
  FROM messages
  WHERE metric = 'active_contacts' AND brand_id IS NOT NULL
  GROUP BY brand_id, person, brand_on
),

stays AS (
  SELECT
    days.brand_id,
    days.person,
    min(days.day) AS first_on,
    arg_min(days.site_on, days.day) AS site_on,
    arg_min(days.platform, days.day) AS platform,
    min(days.day) FILTER (WHERE days.next_day - days.day > 28) AS silent_from,
    max(days.day) AS last_on,
    coalesce(any_value(brands.zone), getvariable('site_zone')) AS zone
  FROM days
  LEFT JOIN brands ON brands.brand_id = days.brand_id
  GROUP BY days.brand_id, days.person
),

judged AS (
  SELECT
    stays.*,
    coalesce(epoch_ms(timezone(zone, CAST(last_on + 29 AS TIMESTAMP))) <= watermarks.until, FALSE) AS is_over
  FROM stays
  LEFT JOIN watermarks
    ON watermarks.metric = 'time_to_churn_survival'
    AND watermarks.scope = 'brand'
    AND watermarks.brand_id = stays.brand_id
  LEFT JOIN burn_ins ON burn_ins.scope = 'brand' AND burn_ins.brand_id = stays.brand_id
  WHERE coalesce(stays.first_on >= burn_ins.new_from_on, TRUE)
)

SELECT
  'reply_wait' AS metric,
  taken.platform,
  taken.brand_id,
  taken.campaign_id,
  local_day(getvariable('site_zone'), reached_at) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), reached_at) AS brand_on,
  contact AS person,
  IF(took <= 604800000, took, NULL) AS value,
  IF(took <= 604800000, NULL, greatest(0, least(604800000, coalesce(watermarks.until - reached_at, 0)))) AS watched,
  NOT coalesce(took <= 604800000, FALSE) AND coalesce(reached_at + 604800000 > watermarks.until, TRUE) AS is_open
FROM taken
LEFT JOIN brands ON brands.brand_id = taken.brand_id
LEFT JOIN watermarks
  ON watermarks.metric = 'time_to_reply_survival'
  AND watermarks.scope = 'brand'
  AND watermarks.brand_id = taken.brand_id
UNION ALL
SELECT
  'stay', platform, brand_id, NULL, site_on, first_on, person,
  IF(silent_from IS NOT NULL OR is_over, CAST(coalesce(silent_from, last_on) - first_on AS BIGINT) * 86400000, NULL),
  IF(silent_from IS NOT NULL OR is_over, NULL, CAST(last_on - first_on AS BIGINT) * 86400000),
  silent_from IS NULL AND NOT is_over
FROM judged
