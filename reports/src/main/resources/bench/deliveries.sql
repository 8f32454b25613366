-- deliveries: delivery_rate, read_rate and voice_play_rate by the day a message was sent, recipient and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  arrivals, feeds, watermarks, brands, scenarios
-- owner:  bench
--
-- Where the source cannot tell, a message counts nowhere.
WITH known AS (
  SELECT
    arrivals.*,
    scenarios.scenario,
    local_day(getvariable('site_zone'), arrivals.at_ms) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), arrivals.at_ms) AS brand_on,
    unit.*
  FROM arrivals
  JOIN feeds ON feeds.source = arrivals.source
  LEFT JOIN brands ON brands.brand_id = arrivals.brand_id
  LEFT JOIN scenarios ON scenarios.campaign_id = arrivals.campaign_id
  CROSS JOIN LATERAL (
    VALUES
      ('delivery_rate', 'message.delivered', delivered_at, at_ms),
      ('read_rate', 'message.read', read_at, delivered_at),
      ('voice_play_rate', IF(kind = 'voice_note', 'message.played', NULL), played_at, delivered_at)
  ) AS unit (metric, told_by, done_at, since_at)
  WHERE list_contains(feeds.emits, unit.told_by)
    -- What is read of it is asked of what arrived, where that can be known.
    AND (unit.metric = 'delivery_rate'
      OR (delivered_at IS NOT NULL AND list_contains(feeds.emits, 'message.delivered')))
),

matured AS (
  SELECT
    known.*,
    CAST(coalesce(done_at <= since_at + 259200000, FALSE) AS BIGINT) AS is_done,
    coalesce(since_at + 259200000 <= watermarks.until, FALSE) AS is_mature
  FROM known
  LEFT JOIN watermarks
    ON watermarks.metric = known.metric
    AND watermarks.scope = IF(known.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM known.brand_id
)

SELECT
  matured.metric,
  sliced.slice,
  sliced.slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  recipient AS person,
  CAST(sum(IF(is_mature, is_done, 0)) AS BIGINT) AS r,
  count(*) FILTER (WHERE is_mature) AS n,
  count(*) FILTER (WHERE NOT is_mature) AS pending
FROM matured
CROSS JOIN LATERAL (
  VALUES
    (NULL, NULL),
    ('kind', kind),
    ('conversation_kind', IF(is_one_to_one, 'one_to_one', 'group')),
    ('template', template),
    ('scenario', scenario)
) AS sliced (slice, slice_value)
JOIN catalogue
  ON catalogue.metric = matured.metric
  AND (sliced.slice IS NULL OR (sliced.slice_value IS NOT NULL AND list_contains(catalogue.slices, sliced.slice)))
GROUP BY ALL
