-- units.buyers: whether a buyer bought again within ninety days, by whether a personal message came after the first.
--
-- reads:  journeys.credits, journeys.deliveries, metrics.burn_ins, metrics.watermarks
-- owner:  analytics
--
-- Judged from the landmark, a week after the first purchase: whoever bought again before it is left out, and a
-- message after it is none, so that nobody lives on into an arm. Who buys first in a burn-in may have bought before.
-- A stratum holds those alike by what they first paid, how long they were known and how much was written before.
WITH bought AS (
  SELECT
    brand_id,
    person_id,
    sort_array(collect_list(struct(
      ended_at, ended_on, ended_site_on, platform, revenue_minor, known_since_at, messages_before
    ))) AS purchases
  FROM journeys.credits
  WHERE is_converted AND is_first_row
  GROUP BY brand_id, person_id
),

buyers AS (
  SELECT
    bought.brand_id,
    bought.person_id,
    bought.purchases[0] AS first,
    bought.purchases[0].ended_at + INTERVAL 7 DAYS AS landmark_at,
    bought.purchases[0].ended_at + INTERVAL 90 DAYS AS ends_at,
    get(bought.purchases, 1).ended_at AS second_at
  FROM bought
  LEFT JOIN metrics.burn_ins AS burn_ins ON burn_ins.scope = 'brand' AND burn_ins.brand_id = bought.brand_id
  WHERE bought.purchases[0].ended_on >= COALESCE(burn_ins.new_from_on, DATE '0001-01-01')
),

usual AS (
  SELECT
    brand_id,
    percentile(first.revenue_minor, 0.5) AS revenue_minor
  FROM buyers
  GROUP BY brand_id
),

personal AS (
  SELECT brand_id, recipient_id AS person_id, COALESCE(delivered_at, IF(knows_delivered, NULL, sent_at)) AS reached_at
  FROM journeys.deliveries
  WHERE is_personalised
),

told AS (
  SELECT
    buyers.brand_id,
    buyers.person_id,
    MIN(buyers.first) AS first,
    MIN(usual.revenue_minor) AS usual_minor,
    IF(MAX(personal.person_id) IS NULL, 'not_reached', 'reached') AS personal_message,
    MAX(IF(buyers.second_at <= buyers.ends_at, 1, 0)) AS again,
    MAX(buyers.ends_at) AS ends_at
  FROM buyers
  LEFT JOIN usual ON usual.brand_id = buyers.brand_id
  LEFT JOIN personal
    ON personal.brand_id = buyers.brand_id
    AND personal.person_id = buyers.person_id
    AND personal.reached_at > buyers.first.ended_at
    AND personal.reached_at < buyers.landmark_at
  WHERE buyers.second_at IS NULL OR buyers.second_at > buyers.landmark_at
  GROUP BY buyers.brand_id, buyers.person_id
)

SELECT
  first.platform, told.brand_id, CAST(NULL AS STRING) AS campaign_id, person_id,
  first.ended_on AS unit_on, first.ended_site_on AS unit_site_on,
  personal_message,
  concat(personal_message, ',', concat_ws(
    '/',
    CASE WHEN first.revenue_minor IS NULL THEN 'unknown' WHEN first.revenue_minor < usual_minor THEN 'less' ELSE 'more' END,
    IF(first.known_since_at > first.ended_at - INTERVAL 28 DAYS, 'new', 'known'),
    CASE WHEN first.messages_before >= 10 THEN 'many' WHEN first.messages_before > 0 THEN 'few' ELSE 'none' END
  )) AS `personal_message,stratum`,
  struct(again, 1, ends_at <= watermarks.until['repeat_purchase_after_dm']) AS repeat_purchase_after_dm
FROM told
LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id = told.brand_id
