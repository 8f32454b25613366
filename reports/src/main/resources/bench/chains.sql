-- chains: markov_credit, what a campaign earned of the purchases of a brand and week by what would be lost without it.
--
-- grain:  brand_id, campaign_id, period_start_on
-- reads:  touches, purchases, brands
-- owner:  bench
--
-- The path of whoever never bought ends with the last touch. Where a chain leads in the end is read from the powers of its
-- transitions, each the square of the one before: after twenty of them a path has had a million steps. A campaign is
-- removed by letting nothing through it.
WITH RECURSIVE ended AS (
  SELECT brand_id, contact, max(at_ms) AS at_ms
  FROM touches
  ANTI JOIN purchases USING (brand_id, contact)
  GROUP BY brand_id, contact
),

touched AS (
  SELECT
    purchases.brand_id, purchases.contact, purchases.place AS path, purchases.at_ms AS ended_at, TRUE AS is_converted,
    touches.campaign_id, touches.place, touches.is_read, touches.sent_place
  FROM purchases
  JOIN touches
    ON touches.brand_id = purchases.brand_id
    AND touches.contact = purchases.contact
    AND touches.at_ms < purchases.at_ms
    AND touches.at_ms >= purchases.at_ms - 2592000000
  UNION ALL
  SELECT
    ended.brand_id, ended.contact, NULL, ended.at_ms, FALSE, touches.campaign_id, touches.place, touches.is_read,
    touches.sent_place
  FROM ended
  JOIN touches
    ON touches.brand_id = ended.brand_id
    AND touches.contact = ended.contact
    AND touches.at_ms >= ended.at_ms - 2592000000
),

dated AS (
  SELECT
    touched.*,
    week_of(local_day(coalesce(brands.zone, getvariable('site_zone')), ended_at)) AS week_on,
    lag(campaign_id) OVER before AS came_from,
    lead(campaign_id) OVER before IS NULL AS is_last
  FROM touched
  LEFT JOIN brands ON brands.brand_id = touched.brand_id
  WINDOW before AS (PARTITION BY touched.brand_id, contact, path ORDER BY place, is_read, sent_place)
),

-- Twice the same campaign in a row is once; whoever has the same path twice is one person of it.
paths AS (
  SELECT
    brand_id, week_on, contact, path, is_converted,
    list(campaign_id ORDER BY place, is_read, sent_place) FILTER (WHERE campaign_id IS DISTINCT FROM came_from) AS campaigns
  FROM dated
  GROUP BY ALL
),

totals AS (
  SELECT
    brand_id,
    week_on,
    count(*) FILTER (WHERE is_converted) AS conversions,
    count(DISTINCT {'campaigns': campaigns, 'contact': contact}) AS persons
  FROM paths
  GROUP BY brand_id, week_on
),

-- The beginning is '<', a purchase '>'; what comes to nothing is no step, but counts where it is taken.
steps AS (
  SELECT brand_id, week_on, coalesce(came_from, '<') AS here, campaign_id AS there
  FROM dated
  WHERE campaign_id IS DISTINCT FROM came_from
  UNION ALL
  SELECT brand_id, week_on, campaign_id, IF(is_converted, '>', NULL)
  FROM dated
  WHERE is_last
),

transitions AS (
  SELECT
    brand_id, week_on, here, there,
    count(*) / sum(count(*)) OVER (PARTITION BY brand_id, week_on, here) AS share
  FROM steps
  GROUP BY brand_id, week_on, here, there
),

removals AS (
  SELECT DISTINCT brand_id, week_on, there AS removed
  FROM transitions
  WHERE there IS NOT NULL AND there <> '>'
  UNION ALL
  SELECT brand_id, week_on, NULL
  FROM totals
),

walked AS (
  SELECT 0 AS doublings, transitions.brand_id, transitions.week_on, removed, here, there, share
  FROM transitions
  JOIN removals ON removals.brand_id = transitions.brand_id AND removals.week_on = transitions.week_on
  WHERE there IS NOT NULL AND here IS DISTINCT FROM removed AND there IS DISTINCT FROM removed
  UNION ALL
  SELECT 0, brand_id, week_on, removed, '>', '>', 1
  FROM removals
),

powers AS (
  SELECT * FROM walked
  UNION ALL
  SELECT
    first.doublings + 1, first.brand_id, first.week_on, first.removed, first.here, second.there,
    sum(first.share * second.share)
  FROM powers AS first
  JOIN powers AS second
    ON second.brand_id = first.brand_id
    AND second.week_on = first.week_on
    AND second.removed IS NOT DISTINCT FROM first.removed
    AND second.here = first.there
  WHERE first.doublings < 20
  GROUP BY first.doublings, first.brand_id, first.week_on, first.removed, first.here, second.there
),

converting AS (
  SELECT
    removals.brand_id, removals.week_on, removals.removed, coalesce(max(powers.share), 0) AS share
  FROM removals
  LEFT JOIN powers
    ON powers.brand_id = removals.brand_id
    AND powers.week_on = removals.week_on
    AND powers.removed IS NOT DISTINCT FROM removals.removed
    AND powers.doublings = 20
    AND powers.here = '<'
    AND powers.there = '>'
  GROUP BY ALL
),

effects AS (
  SELECT less.brand_id, less.week_on, less.removed AS campaign_id, 1 - less.share / whole.share AS lost
  FROM converting AS less
  JOIN converting AS whole
    ON whole.brand_id = less.brand_id AND whole.week_on = less.week_on AND whole.removed IS NULL
  WHERE less.removed IS NOT NULL AND whole.share > 0
)

SELECT
  effects.brand_id,
  effects.campaign_id,
  effects.week_on AS period_start_on,
  effects.lost / sum(effects.lost) OVER (PARTITION BY effects.brand_id, effects.week_on) * totals.conversions AS numerator,
  totals.persons
FROM effects
JOIN totals ON totals.brand_id = effects.brand_id AND totals.week_on = effects.week_on
