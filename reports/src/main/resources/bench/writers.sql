-- writers: on which days each contact wrote, and whether voice notes and media were among it.
--
-- grain:  platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, brands
-- owner:  bench
WITH acts AS (
  SELECT
    platform,
    brand_id,
    campaign_id,
    at_ms // 900000 AS quarter,
    person,
    bool_or(kind = 'voice_note') AS has_voice,
    bool_or(kind = 'media_pack') AS has_media
  FROM story
  WHERE type = 'message.sent' AND kind <> 'system' AND direction = 'inbound' AND person IS NOT NULL
  GROUP BY ALL
)

-- No zone changes its clock within a quarter of an hour.
SELECT
  acts.platform,
  acts.brand_id,
  acts.campaign_id,
  local_day(getvariable('site_zone'), acts.quarter * 900000) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), acts.quarter * 900000) AS brand_on,
  acts.person,
  bool_or(acts.has_voice) AS has_voice,
  bool_or(acts.has_media) AS has_media
FROM acts
LEFT JOIN brands ON brands.brand_id = acts.brand_id
GROUP BY ALL
