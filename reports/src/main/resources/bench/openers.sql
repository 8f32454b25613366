-- openers: the kind of the first accepted message of each new pair, by its day, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, feeds, brands
-- owner:  bench
--
-- A pair lies where the first attempt was made, accepted or blocked.
WITH begun AS (
  SELECT
    min(rowid) AS place,
    min(rowid) FILTER (WHERE type = 'message.sent') AS first_place
  FROM story
  WHERE (type = 'message.blocked' OR (type = 'message.sent' AND kind <> 'system'))
    AND is_one_to_one
    AND actor <> counterpart
  GROUP BY platform, least(actor, counterpart), greatest(actor, counterpart)
),

pairs AS (
  SELECT
    attempt.platform,
    attempt.brand_id,
    attempt.campaign_id,
    local_day(getvariable('site_zone'), first.at_ms) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), first.at_ms) AS brand_on,
    coalesce(attempt.contact, attempt.lesser) AS person,
    first.kind
  FROM begun
  JOIN story AS attempt ON attempt.rowid = begun.place
  JOIN story AS first ON first.rowid = begun.first_place
  JOIN feeds ON feeds.source = attempt.source
  LEFT JOIN brands ON brands.brand_id = attempt.brand_id
  WHERE feeds.new_from IS NULL OR attempt.at_ms >= feeds.new_from
)

SELECT
  'first_openers' AS metric,
  sliced.slice,
  sliced.slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  person,
  count(*) AS r,
  count(*) AS n,
  0 AS pending
FROM pairs
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('kind', kind)) AS sliced (slice, slice_value)
GROUP BY ALL
