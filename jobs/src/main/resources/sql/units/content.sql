-- units.content: what the messages of a day are made of: packs and their items, voice notes and their lengths.
--
-- reads:  journeys.activity
-- owner:  analytics
--
-- Items and voice notes of which something is not known are in no share of it.
SELECT
  platform, brand_id, campaign_id, person_id,
  active_on AS unit_on, active_site_on AS unit_site_on,
  sender_role, conversation_kind,
  media_items AS media_items_sent,
  struct(media_items, SIZE(pack_sizes)) AS pack_size,
  struct(packs_at_limit, SIZE(pack_sizes)) AS pack_at_nine_share,
  struct(camera_items, items_of_origin) AS media_camera_share,
  struct(edited_items, items_of_edits) AS media_edited_share,
  struct(captioned_items, items_of_captions) AS media_captioned_share,
  struct(voices_at_cap, SIZE(voice_ms)) AS voice_at_cap_share,
  voice_ms AS voice_duration_p50
FROM journeys.activity
WHERE kind IN ('media_pack', 'voice_note')
