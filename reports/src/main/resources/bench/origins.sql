-- origins: origin_verified_rate, by day on which a thread began, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, brands
-- owner:  bench
--
-- A thread of two that the brand began, or with a contest entry. What the brand commits itself by is a code, a contract or
-- media; a check without a thread is of all threads with that contact.
WITH acts AS (
  SELECT
    rowid AS place,
    contact,
    thread,
    type,
    actor_role,
    type = 'contact.origin_checked' AS is_check,
    type IN ('promo.issued', 'contract.sent')
      OR coalesce(type = 'message.sent' AND kind = 'media_pack' AND direction = 'outbound', FALSE) AS is_commitment,
    type = 'message.sent'
      AND kind <> 'system'
      AND coalesce(actor_role IN ('brand', 'agent', 'creator', 'ambassador', 'contact', 'partner'), FALSE) AS is_word
  FROM story
  WHERE (
      type IN ('message.sent', 'contest.entered', 'promo.issued', 'contract.sent')
      AND thread IS NOT NULL
      AND is_one_to_one
    )
    OR (type = 'contact.origin_checked' AND followed_by = 'pass')
),

threads AS (
  SELECT
    contact,
    thread,
    min(place) FILTER (WHERE is_word OR type = 'contest.entered') AS begun_place,
    min(place) FILTER (WHERE is_commitment) AS committed_place,
    min(place) FILTER (WHERE is_check) AS passed_place,
    bool_or(type = 'contest.entered') AS has_entry,
    coalesce(arg_min(actor_role, place) FILTER (WHERE is_word) IN ('brand', 'agent', 'creator', 'ambassador'), FALSE)
      AS is_by_brand
  FROM acts
  WHERE thread IS NOT NULL
  GROUP BY contact, thread
),

everywhere AS (
  SELECT contact, min(place) AS passed_place
  FROM acts
  WHERE is_check AND thread IS NULL AND contact IS NOT NULL
  GROUP BY contact
)

SELECT
  'origin_verified_rate' AS metric,
  NULL AS slice,
  NULL AS slice_value,
  begun.platform,
  begun.brand_id,
  begun.campaign_id,
  local_day(getvariable('site_zone'), begun.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), begun.at_ms) AS brand_on,
  coalesce(begun.contact, begun.thread) AS person,
  CAST(coalesce(
    least(threads.passed_place, everywhere.passed_place) < coalesce(threads.committed_place, 9223372036854775807), FALSE
  ) AS INTEGER) AS r,
  1 AS n,
  0 AS pending
FROM threads
JOIN story AS begun ON begun.rowid = threads.begun_place
LEFT JOIN everywhere ON everywhere.contact = threads.contact
LEFT JOIN brands ON brands.brand_id = begun.brand_id
WHERE threads.is_by_brand OR threads.has_entry
