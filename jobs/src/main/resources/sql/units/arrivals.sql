-- units.arrivals: a message of a contact, by the weekday and the hour at which it came.
--
-- reads:  journeys.activity
-- owner:  analytics
--
-- In the brand's zone: hours from 00 to 23, weekdays from Monday, 1, to Sunday, 7.
SELECT
  platform, brand_id, campaign_id, person_id,
  active_on AS unit_on, active_site_on AS unit_site_on,
  lpad(CAST(hour AS STRING), 2, '0') || ',' || CAST(weekday(active_on) + 1 AS STRING) AS `hour,weekday`,
  1 AS inbound_messages
FROM journeys.activity
LATERAL VIEW explode(hours) arrived AS hour
WHERE direction = 'inbound'
