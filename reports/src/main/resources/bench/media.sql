-- media: each media pack of which the size is known, and each voice note of which the length is.
--
-- grain:  a message
-- reads:  counted, limits, brands
-- owner:  bench
--
-- Judged by the limits of the platform in force, else those of all platforms; the built-in ones are among these.
WITH sent AS (
  SELECT
    ms_of(occurred_at) AS at_ms,
    platform,
    'default' AS any_platform,
    brand_id,
    campaign_id,
    hash(coalesce(contact_id, actor_id)) AS person,
    contact_id IS NULL AND actor_id IS NULL AS is_nobody,
    actor_role AS sender_role,
    coalesce(conversation_kind, 'one_to_one') = 'one_to_one' AS is_one_to_one,
    IF(kind = 'voice_note', voice_ms, NULL) AS voice_ms,
    IF(kind = 'media_pack', coalesce(len(media), media_items), NULL) AS items,
    IF(kind = 'media_pack', media, NULL) AS media
  FROM counted
  WHERE event_type = 'message.sent' AND kind IN ('voice_note', 'media_pack')
)

SELECT
  sent.platform,
  sent.brand_id,
  sent.campaign_id,
  IF(sent.is_nobody, NULL, sent.person) AS person,
  sent.sender_role,
  IF(sent.is_one_to_one, 'one_to_one', 'group') AS conversation_kind,
  local_day(getvariable('site_zone'), sent.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), sent.at_ms) AS brand_on,
  sent.voice_ms,
  coalesce(sent.voice_ms >= coalesce(own.voice_max_ms, house.voice_max_ms) - 1000, FALSE) AS is_at_cap,
  sent.items,
  coalesce(sent.items = coalesce(own.pack_max_items, house.pack_max_items), FALSE) AS is_full_pack,
  len([item FOR item IN sent.media IF item.origin IS NOT NULL]) AS of_origin,
  len([item FOR item IN sent.media IF item.origin = 'camera']) AS of_camera,
  len([item FOR item IN sent.media IF item.edited IS NOT NULL]) AS of_edits,
  len([item FOR item IN sent.media IF item.edited]) AS edited,
  len([item FOR item IN sent.media IF item.captioned IS NOT NULL]) AS of_captions,
  len([item FOR item IN sent.media IF item.captioned]) AS captioned
FROM sent
ASOF LEFT JOIN limits AS own ON own.platform = sent.platform AND own.valid_from <= sent.at_ms
ASOF LEFT JOIN limits AS house ON house.platform = sent.any_platform AND house.valid_from <= sent.at_ms
LEFT JOIN brands ON brands.brand_id = sent.brand_id
WHERE sent.voice_ms IS NOT NULL OR sent.items > 0
