-- beginnings: text_first_compliance by day of the first message, media_first_attempt_share by day of the first attempt; and
-- which pairs media opened against the rule.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, agents, feeds, policies, brands
-- owner:  bench
--
-- A pair is where its first attempt was; what was blocked as media first was media.
WITH attempts AS (
  SELECT rowid AS place, platform, least(actor, counterpart) AS one, greatest(actor, counterpart) AS other, type
  FROM story
  WHERE (type = 'message.blocked' OR (type = 'message.sent' AND kind <> 'system'))
    AND is_one_to_one
    AND actor <> counterpart
),

begun AS (
  SELECT
    platform,
    min(place) AS first_place,
    min(place) FILTER (WHERE type = 'message.sent') AS accepted_place
  FROM attempts
  GROUP BY platform, one, other
),

pairs AS (
  SELECT
    first.platform,
    first.brand_id,
    first.campaign_id,
    coalesce(first.contact, first.lesser) AS person,
    coalesce(brands.zone, getvariable('site_zone')) AS zone,
    first.at_ms AS first_at,
    first.actor_role AS role,
    first_agent.agent AS first_agent,
    accepted_agent.agent AS accepted_agent,
    coalesce(first.kind, IF(first.reason = 'first_contact_media', 'media_pack', NULL)) AS kind,
    accepted.at_ms AS accepted_at,
    accepted.kind AS accepted_kind,
    accepted.actor_role IN ('brand', 'agent', 'creator', 'ambassador')
      AND accepted.counterpart_role IN ('contact', 'partner') AS is_by_brand,
    accepted.kind = 'media_pack' AND NOT list_contains(coalesce(own.openers, house.openers), 'media_pack') AS is_against
  FROM begun
  JOIN story AS first ON first.rowid = begun.first_place
  JOIN feeds ON feeds.source = first.source
  LEFT JOIN story AS accepted ON accepted.rowid = begun.accepted_place
  LEFT JOIN brands ON brands.brand_id = first.brand_id
  LEFT JOIN agents AS first_agent ON first_agent.actor = first.actor
  LEFT JOIN agents AS accepted_agent ON accepted_agent.actor = accepted.actor
  ASOF LEFT JOIN policies AS own ON own.platform = begun.platform AND own.valid_from <= accepted.at_ms
  ASOF LEFT JOIN policies AS house ON house.platform = 'default' AND house.valid_from <= accepted.at_ms
  WHERE feeds.new_from IS NULL OR first.at_ms >= feeds.new_from
),

dated AS (
  SELECT
    *,
    local_day(getvariable('site_zone'), first_at) AS first_site_on,
    local_day(zone, first_at) AS first_brand_on,
    local_day(getvariable('site_zone'), accepted_at) AS accepted_site_on,
    local_day(zone, accepted_at) AS accepted_brand_on
  FROM pairs
)

SELECT
  'text_first_compliance' AS metric,
  sliced.slice,
  sliced.slice_value,
  platform,
  brand_id,
  campaign_id,
  accepted_site_on AS site_on,
  accepted_brand_on AS brand_on,
  person,
  CAST(accepted_kind IN ('text', 'platform_share') AS INTEGER) AS r,
  1 AS n,
  0 AS pending
FROM dated
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('agent', accepted_agent)) AS sliced (slice, slice_value)
WHERE is_by_brand AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
UNION ALL
SELECT
  'media_first_attempt_share', sliced.slice, sliced.slice_value, platform, brand_id, campaign_id, first_site_on,
  first_brand_on, person,
  CAST(coalesce(kind = 'media_pack', FALSE) AS INTEGER), 1, 0
FROM dated
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('agent', first_agent)) AS sliced (slice, slice_value)
WHERE role IN ('brand', 'agent', 'creator', 'ambassador') AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
UNION ALL
SELECT
  given.metric, given.slice, given.slice_value, platform, brand_id, campaign_id, accepted_site_on, accepted_brand_on,
  person, given.r, given.n, 0
FROM dated
CROSS JOIN LATERAL (
  VALUES
    ('policy_adherence', NULL, NULL, CAST(NOT is_against AS INTEGER), 1),
    ('policy_adherence', 'rule', 'first_contact', CAST(NOT is_against AS INTEGER), 1),
    ('policy_conflicts', NULL, NULL, CAST(is_against AS INTEGER), CAST(is_against AS INTEGER))
) AS given (metric, slice, slice_value, r, n)
WHERE accepted_at IS NOT NULL
