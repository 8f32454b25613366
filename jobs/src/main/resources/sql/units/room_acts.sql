-- units.room_acts: how often members of creator rooms were banned, by a thousand messages of the rooms and day.
--
-- reads:  journeys.room_acts
-- owner:  analytics
SELECT
  platform, brand_id, CAST(NULL AS STRING) AS campaign_id, person_id,
  acted_on AS unit_on, acted_site_on AS unit_site_on,
  room_id AS room,
  struct(1000 * bans, posts) AS room_ban_rate
FROM journeys.room_acts
