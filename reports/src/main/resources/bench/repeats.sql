-- repeats: repeat_purchase_after_dm by day of the first purchase, and tutorial_play_rate by day sent; by person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, purchases, landings, coverage, feeds, watermarks, brands
-- owner:  bench
--
-- Judged from the landmark, a week after the first purchase: whoever bought again before it is left out, and a message
-- after it is none. A stratum holds those alike by what they first paid against the median, whether anything was known of
-- them 28 days before, and how much was written to them or by them.
WITH numbered AS (
  SELECT *, row_number() OVER (PARTITION BY brand_id, contact ORDER BY place) AS number
  FROM purchases
),

burn_ins AS (
  SELECT coverage.brand_id, local_day(getvariable('site_zone'), max(feeds.new_from)) AS new_from_on
  FROM coverage
  JOIN feeds ON feeds.source = coverage.source
  GROUP BY coverage.brand_id
),

newcomers AS (
  SELECT first.*
  FROM numbered AS first
  LEFT JOIN brands ON brands.brand_id = first.brand_id
  LEFT JOIN burn_ins ON burn_ins.brand_id = first.brand_id
  WHERE first.number = 1
    AND coalesce(local_day(coalesce(brands.zone, getvariable('site_zone')), first.at_ms) >= burn_ins.new_from_on, TRUE)
),

usual AS (
  SELECT brand_id, quantile_cont(net, 0.5) AS net
  FROM newcomers
  GROUP BY brand_id
),

before AS (
  SELECT
    newcomers.place,
    min(story.at_ms) AS known_since,
    count(*) FILTER (
      WHERE story.type = 'message.sent' AND story.kind IS DISTINCT FROM 'system' AND story.direction IS NOT NULL
        AND story.rowid < newcomers.place
    ) AS messages
  FROM newcomers
  JOIN story ON story.brand_id = newcomers.brand_id AND story.contact = newcomers.contact
  WHERE story.type IN ('message.sent', 'message.delivered', 'message.read', 'message.played', 'order.refunded')
    OR (story.type IN ('link.clicked', 'order.purchased', 'experiment.exposed', 'holdout.assigned')
      AND (story.actor_role IN ('contact', 'partner') OR story.counterpart_role IN ('contact', 'partner')))
  GROUP BY newcomers.place
),

buyers AS (
  SELECT
    first.brand_id,
    first.contact,
    first.platform,
    first.at_ms,
    second.at_ms AS second_at,
    CASE WHEN first.net IS NULL THEN 'unknown' WHEN first.net < usual.net THEN 'less' ELSE 'more' END
      || IF(before.known_since > first.at_ms - 2419200000, '/new', '/known')
      || CASE WHEN before.messages >= 10 THEN '/many' WHEN before.messages > 0 THEN '/few' ELSE '/none' END AS stratum
  FROM newcomers AS first
  LEFT JOIN numbered AS second
    ON second.brand_id = first.brand_id AND second.contact = first.contact AND second.number = 2
  LEFT JOIN usual ON usual.brand_id = first.brand_id
  LEFT JOIN before ON before.place = first.place
  WHERE coalesce(second.at_ms > first.at_ms + 604800000, TRUE)
),

personal AS (
  SELECT brand_id, contact, coalesce(delivered_at, IF(is_delivery_known, NULL, sent_at)) AS reached_at
  FROM landings
  WHERE is_personalised AND coalesce(delivered_at, IF(is_delivery_known, NULL, sent_at)) IS NOT NULL
),

given AS (
  SELECT
    'repeat_purchase_after_dm' AS metric,
    'personal_message' AS slice,
    IF(personal.reached_at < buyers.at_ms + 604800000, 'reached', 'not_reached') AS slice_value,
    buyers.stratum,
    buyers.platform,
    buyers.brand_id,
    NULL AS campaign_id,
    buyers.contact,
    buyers.at_ms,
    coalesce(buyers.second_at <= buyers.at_ms + 7776000000, FALSE) AS is_hit,
    coalesce(buyers.at_ms + 7776000000 <= watermarks.until, FALSE) AS is_mature
  FROM buyers
  ASOF LEFT JOIN personal
    ON personal.brand_id = buyers.brand_id
    AND personal.contact = buyers.contact
    AND personal.reached_at > buyers.at_ms
  LEFT JOIN watermarks
    ON watermarks.metric = 'repeat_purchase_after_dm'
    AND watermarks.scope = 'brand'
    AND watermarks.brand_id = buyers.brand_id
  UNION ALL
  SELECT
    'tutorial_play_rate', NULL, NULL, NULL, landings.platform, landings.brand_id, landings.campaign_id, landings.contact,
    landings.sent_at,
    coalesce(landings.played_at <= landings.delivered_at + 259200000, FALSE),
    coalesce(landings.delivered_at + 259200000 <= watermarks.until, FALSE)
  FROM landings
  LEFT JOIN watermarks
    ON watermarks.metric = 'tutorial_play_rate'
    AND watermarks.scope = IF(landings.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM landings.brand_id
  WHERE landings.is_tutorial
    AND landings.is_play_known
    AND landings.is_delivery_known
    AND landings.delivered_at IS NOT NULL
)

SELECT
  given.metric,
  sliced.slice,
  sliced.slice_value,
  given.platform,
  given.brand_id,
  given.campaign_id,
  local_day(getvariable('site_zone'), given.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), given.at_ms) AS brand_on,
  given.contact AS person,
  CAST(given.is_mature AND given.is_hit AS INTEGER) AS r,
  CAST(given.is_mature AS INTEGER) AS n,
  CAST(NOT given.is_mature AS INTEGER) AS pending
FROM given
LEFT JOIN brands ON brands.brand_id = given.brand_id
CROSS JOIN LATERAL (
  VALUES
    (NULL, NULL, TRUE),
    (given.slice, given.slice_value, given.slice IS NOT NULL),
    (given.slice || ',stratum', given.slice_value || ',' || given.stratum, given.stratum IS NOT NULL)
) AS sliced (slice, slice_value, is_given)
WHERE sliced.is_given
