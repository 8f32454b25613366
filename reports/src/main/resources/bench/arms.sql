-- arms: each planned arm of an experiment with whom it has.
--
-- grain:  experiment_id, campaign_id, variant
-- reads:  story, experiments_planned, watermarks
-- owner:  bench
--
-- The first exposure counts. Whoever was in several arms says nothing about any, but counts in the sizes of the arms.
WITH exposures AS (
  SELECT
    story.rowid AS place,
    story.at_ms,
    story.experiment_id,
    story.variant,
    story.brand_id,
    story.contact
  FROM story
  WHERE story.type IN ('experiment.exposed', 'holdout.assigned')
    AND story.variant IS NOT NULL
    AND story.contact IS NOT NULL
    AND (story.actor_role IN ('contact', 'partner') OR story.counterpart_role IN ('contact', 'partner'))
),

plans AS (
  SELECT DISTINCT experiment_id, campaign_id, brand_id, conversion_event, window_ms
  FROM experiments_planned
),

exposed AS (
  SELECT
    plans.experiment_id,
    plans.campaign_id,
    plans.brand_id,
    plans.conversion_event,
    plans.window_ms,
    exposures.contact,
    arg_min(exposures.variant, exposures.place) AS variant,
    min(exposures.at_ms) AS at_ms,
    count(DISTINCT exposures.variant) > 1 AS is_multi_arm
  FROM plans
  JOIN exposures ON exposures.experiment_id = plans.experiment_id AND exposures.brand_id = plans.brand_id
  GROUP BY ALL
),

-- The first conversion after the exposure tells whether one came in time.
judged AS (
  SELECT
    exposed.*,
    coalesce(converted.at_ms <= exposed.at_ms + exposed.window_ms, FALSE) AS is_converted,
    coalesce(exposed.at_ms + exposed.window_ms <= watermarks.until, FALSE) AS is_mature
  FROM exposed
  ASOF LEFT JOIN (
    SELECT CAST(type AS VARCHAR) AS type, brand_id, contact, at_ms
    FROM story
    WHERE CASE
      WHEN type IN ('link.clicked', 'order.purchased', 'promo.redeemed')
        AND NOT coalesce(actor_role IN ('contact', 'partner') OR counterpart_role IN ('contact', 'partner'), FALSE)
        THEN FALSE
      ELSE TRUE
    END
  ) AS converted
    ON converted.type = exposed.conversion_event
    AND converted.brand_id = exposed.brand_id
    AND converted.contact = exposed.contact
    AND converted.at_ms > exposed.at_ms
  LEFT JOIN watermarks
    ON watermarks.metric = 'lift_absolute' AND watermarks.scope = 'brand' AND watermarks.brand_id = exposed.brand_id
)

SELECT
  planned.experiment_id,
  planned.campaign_id,
  planned.brand_id,
  planned.control,
  planned.variant,
  planned.weight,
  count(judged.contact) AS assigned,
  count(*) FILTER (WHERE judged.is_mature AND NOT judged.is_multi_arm) AS persons,
  count(*) FILTER (WHERE judged.is_mature AND NOT judged.is_multi_arm AND judged.is_converted) AS converted,
  count(*) FILTER (WHERE NOT judged.is_mature AND NOT judged.is_multi_arm) AS pending
FROM experiments_planned AS planned
LEFT JOIN judged
  ON judged.experiment_id = planned.experiment_id
  AND judged.campaign_id = planned.campaign_id
  AND judged.variant = planned.variant
GROUP BY ALL
