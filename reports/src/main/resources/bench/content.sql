-- content: what packs and voice notes are made of, by day, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  media
-- owner:  bench
--
-- Items and voice notes of which something is not known are in no share of it.
WITH summed AS (
  SELECT
    platform,
    brand_id,
    campaign_id,
    site_on,
    brand_on,
    person,
    sender_role,
    conversation_kind,
    sum(items) AS items,
    count(items) AS packs,
    count(*) FILTER (WHERE is_full_pack) AS full_packs,
    sum(of_origin) AS of_origin,
    sum(of_camera) AS of_camera,
    sum(of_edits) AS of_edits,
    sum(edited) AS edited,
    sum(of_captions) AS of_captions,
    sum(captioned) AS captioned,
    count(voice_ms) AS voices,
    count(*) FILTER (WHERE is_at_cap) AS at_cap
  FROM media
  GROUP BY ALL
)

SELECT
  unit.metric,
  sliced.slice,
  sliced.slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  person,
  CAST(sum(unit.r) AS BIGINT) AS r,
  CAST(sum(unit.n) AS BIGINT) AS n,
  0 AS pending
FROM summed
CROSS JOIN LATERAL (
  VALUES
    ('media_items_sent', items, items),
    ('pack_size', items, packs),
    ('pack_at_nine_share', full_packs, packs),
    ('media_camera_share', of_camera, of_origin),
    ('media_edited_share', edited, of_edits),
    ('media_captioned_share', captioned, of_captions),
    ('voice_at_cap_share', at_cap, voices)
) AS unit (metric, r, n)
CROSS JOIN LATERAL (
  VALUES (NULL, NULL), ('sender_role', sender_role), ('conversation_kind', conversation_kind)
) AS sliced (slice, slice_value)
WHERE unit.n > 0 AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
GROUP BY ALL
UNION ALL
SELECT
  'packs', sliced.slice, sliced.slice_value, platform, brand_id, campaign_id, site_on, brand_on, person, count(*),
  count(*), 0
FROM media
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('items', CAST(items AS VARCHAR))) AS sliced (slice, slice_value)
WHERE items > 0
GROUP BY ALL
