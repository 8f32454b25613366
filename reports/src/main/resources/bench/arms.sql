-- arms: each planned arm of an experiment with whom it has.
--
-- grain:  experiment_id, campaign_id, variant
-- reads:  story, purchases, experiments_planned, watermarks
-- owner:  bench
--
-- The first exposure counts. Whoever was in several arms says nothing about any, but counts in the sizes of the arms.
-- What was bought in the window counts less refunds, what was bought in the 28 days before it as it was then.
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
),

spent AS (
  SELECT
    exposed.experiment_id,
    exposed.campaign_id,
    exposed.variant,
    exposed.is_multi_arm,
    coalesce(any_value(exposed.at_ms + exposed.window_ms <= watermarks.until), FALSE) AS is_settled,
    coalesce(sum(purchases.net) FILTER (WHERE purchases.at_ms > exposed.at_ms), 0) AS after,
    coalesce(sum(purchases.gross) FILTER (WHERE purchases.at_ms <= exposed.at_ms), 0) AS before
  FROM exposed
  LEFT JOIN purchases
    ON purchases.brand_id = exposed.brand_id
    AND purchases.contact = exposed.contact
    AND purchases.at_ms > exposed.at_ms - 2419200000
    AND purchases.at_ms <= exposed.at_ms + exposed.window_ms
  LEFT JOIN watermarks
    ON watermarks.metric = 'lift_revenue' AND watermarks.scope = 'brand' AND watermarks.brand_id = exposed.brand_id
  GROUP BY exposed.experiment_id, exposed.campaign_id, exposed.variant, exposed.is_multi_arm, exposed.contact
),

revenues AS (
  SELECT
    experiment_id,
    campaign_id,
    variant,
    count(*) FILTER (WHERE is_settled) AS settled,
    count(*) FILTER (WHERE NOT is_settled) AS unsettled,
    CAST(sum(after) FILTER (WHERE is_settled) AS DOUBLE) AS revenue,
    avg(after) FILTER (WHERE is_settled) AS mean,
    avg(before) FILTER (WHERE is_settled) AS mean_before,
    var_samp(after) FILTER (WHERE is_settled) AS variance,
    var_samp(before) FILTER (WHERE is_settled) AS variance_before,
    covar_samp(after, before) FILTER (WHERE is_settled) AS covariance
  FROM spent
  WHERE NOT is_multi_arm
  GROUP BY experiment_id, campaign_id, variant
)

SELECT
  planned.experiment_id,
  planned.campaign_id,
  planned.brand_id,
  planned.control,
  planned.variant,
  planned.weight,
  count(judged.contact) AS assigned,
  count(*) FILTER (WHERE judged.is_multi_arm) AS multi_arm,
  count(*) FILTER (WHERE judged.is_mature AND NOT judged.is_multi_arm) AS persons,
  count(*) FILTER (WHERE judged.is_mature AND NOT judged.is_multi_arm AND judged.is_converted) AS converted,
  count(*) FILTER (WHERE NOT judged.is_mature AND NOT judged.is_multi_arm) AS pending,
  coalesce(any_value(revenues.settled), 0) AS settled,
  coalesce(any_value(revenues.unsettled), 0) AS unsettled,
  coalesce(any_value(revenues.revenue), 0) AS revenue,
  any_value(revenues.mean) AS mean,
  any_value(revenues.mean_before) AS mean_before,
  any_value(revenues.variance) AS variance,
  any_value(revenues.variance_before) AS variance_before,
  any_value(revenues.covariance) AS covariance
FROM experiments_planned AS planned
LEFT JOIN judged
  ON judged.experiment_id = planned.experiment_id
  AND judged.campaign_id = planned.campaign_id
  AND judged.variant = planned.variant
LEFT JOIN revenues
  ON revenues.experiment_id = planned.experiment_id
  AND revenues.campaign_id = planned.campaign_id
  AND revenues.variant = planned.variant
GROUP BY planned.experiment_id, planned.campaign_id, planned.brand_id, planned.control, planned.variant, planned.weight
