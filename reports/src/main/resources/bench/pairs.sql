-- pairs: first_contact_block_rate, block_recovery_rate and block_recovery_opener_rate, by day of the first attempt, person
-- and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, feeds, policies, watermarks, brands
-- owner:  bench
--
-- A pair is new until one of the two has a message accepted; what is blocked later blocks no first contact.
WITH attempts AS (
  SELECT
    rowid AS place,
    at_ms,
    platform,
    least(actor, counterpart) AS one,
    greatest(actor, counterpart) AS other,
    actor,
    kind,
    'default' AS any_platform,
    type = 'message.blocked' AS is_blocked,
    type = 'message.blocked' AND reason = 'first_contact_media' AS is_first_contact_media
  FROM story
  WHERE (type = 'message.blocked' OR (type = 'message.sent' AND kind <> 'system'))
    AND is_one_to_one
    AND actor <> counterpart
),

begun AS (
  SELECT
    platform,
    one,
    other,
    min(place) AS first_place,
    coalesce(min(place) FILTER (WHERE NOT is_blocked), 9223372036854775807) AS accepted_place,
    min(place) FILTER (WHERE is_first_contact_media) AS blocked_place
  FROM attempts
  GROUP BY platform, one, other
),

pairs AS (
  SELECT
    begun.platform,
    begun.one,
    begun.other,
    IF(begun.blocked_place < begun.accepted_place, begun.blocked_place, NULL) AS blocked_place,
    first.brand_id,
    first.campaign_id,
    first.actor_role AS role,
    coalesce(first.contact, first.lesser) AS person,
    local_day(getvariable('site_zone'), first.at_ms) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), first.at_ms) AS brand_on
  FROM begun
  JOIN story AS first ON first.rowid = begun.first_place
  JOIN feeds ON feeds.source = first.source
  LEFT JOIN brands ON brands.brand_id = first.brand_id
  WHERE feeds.new_from IS NULL OR first.at_ms >= feeds.new_from
),

blocked AS (
  SELECT
    pairs.*,
    story.at_ms AS blocked_at,
    story.actor AS blocked_actor
  FROM pairs
  JOIN story ON story.rowid = pairs.blocked_place
),

-- The policy of the platform in force, else the one of all platforms; the built-in one is among these.
followed AS (
  SELECT
    blocked.platform,
    blocked.one,
    blocked.other,
    attempts.place,
    attempts.at_ms - blocked.blocked_at AS since,
    attempts.actor = blocked.blocked_actor AS is_own,
    attempts.kind = 'media_pack' AS is_media,
    list_contains(coalesce(own.openers, house.openers), attempts.kind) AS is_opener
  FROM blocked
  JOIN attempts
    ON attempts.platform = blocked.platform
    AND attempts.one = blocked.one
    AND attempts.other = blocked.other
    AND attempts.place > blocked.blocked_place
  ASOF LEFT JOIN policies AS own ON own.platform = attempts.platform AND own.valid_from <= attempts.at_ms
  ASOF LEFT JOIN policies AS house ON house.platform = attempts.any_platform AND house.valid_from <= attempts.at_ms
  WHERE NOT attempts.is_blocked
),

recovered AS (
  SELECT
    platform,
    one,
    other,
    max(place) FILTER (WHERE is_media AND is_own AND since <= 259200000) AS media_place,
    min(place) FILTER (WHERE is_opener AND is_own AND since <= 86400000) AS own_place,
    min(place) FILTER (WHERE is_opener AND since <= 86400000) AS any_place
  FROM followed
  GROUP BY platform, one, other
),

judged AS (
  SELECT
    blocked.*,
    coalesce(recovered.media_place > recovered.own_place, FALSE) AS is_recovered,
    coalesce(recovered.media_place > recovered.any_place, FALSE) AS is_any_recovered,
    recovered.own_place IS NOT NULL AS is_opened,
    recovered.any_place IS NOT NULL AS is_any_opened,
    coalesce(blocked.blocked_at + 259200000 <= watermarks.until, FALSE) AS is_mature,
    coalesce(blocked.blocked_at + 86400000 <= watermarks.until, FALSE) AS is_day_over
  FROM blocked
  LEFT JOIN recovered
    ON recovered.platform = blocked.platform AND recovered.one = blocked.one AND recovered.other = blocked.other
  LEFT JOIN watermarks
    ON watermarks.metric = 'block_recovery_rate'
    AND watermarks.scope = IF(blocked.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM blocked.brand_id
)

SELECT
  'first_contact_block_rate' AS metric,
  sliced.slice, sliced.slice_value, pairs.platform, pairs.brand_id, pairs.campaign_id,
  pairs.site_on, pairs.brand_on, pairs.person,
  CAST(pairs.blocked_place IS NOT NULL AS INTEGER) AS r,
  1 AS n,
  0 AS pending
FROM pairs
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('sender_role', pairs.role)) AS sliced (slice, slice_value)
WHERE sliced.slice IS NULL OR sliced.slice_value IS NOT NULL
UNION ALL
SELECT
  given.metric, sliced.slice, sliced.slice_value, judged.platform, judged.brand_id, judged.campaign_id,
  judged.site_on, judged.brand_on, judged.person,
  CAST(given.is_over AND IF(sliced.slice_value = 'any_side', given.is_any_hit, given.is_hit) AS INTEGER),
  CAST(given.is_over AS INTEGER),
  CAST(NOT given.is_over AS INTEGER)
FROM judged
CROSS JOIN LATERAL (
  VALUES
    ('block_recovery_rate', judged.is_mature, judged.is_recovered, judged.is_any_recovered),
    ('block_recovery_opener_rate', judged.is_day_over, judged.is_opened, judged.is_any_opened)
) AS given (metric, is_over, is_hit, is_any_hit)
CROSS JOIN (VALUES (NULL, NULL), ('opener_side', 'sender'), ('opener_side', 'any_side')) AS sliced (slice, slice_value)
