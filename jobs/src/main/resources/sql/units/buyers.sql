-- units.buyers: whether a buyer bought again within ninety days, by whether a personal message came after the first purchase.
--
-- reads:  journeys.credits, journeys.deliveries, metrics.burn_ins, metrics.watermarks
-- owner:  analytics
--
-- Judged from the landmark, a week after the first purchase: whoever bought again before it is left out, and a
-- message after it is none, so that nobody lives on into an arm. Who buys first in a burn-in may have bought before.
WITH bought AS (
  SELECT
    brand_id,
    person_id,
    sort_array(collect_list(struct(ended_at, ended_on, ended_site_on, platform))) AS purchases
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

personal AS (
  SELECT brand_id, recipient_id AS person_id, COALESCE(delivered_at, IF(knows_delivered, NULL, sent_at)) AS reached_at
  FROM journeys.deliveries
  WHERE is_personalised
)

SELECT
  MIN(buyers.first.platform) AS platform, buyers.brand_id, CAST(NULL AS STRING) AS campaign_id, buyers.person_id,
  MIN(buyers.first.ended_on) AS unit_on, MIN(buyers.first.ended_site_on) AS unit_site_on,
  IF(MAX(personal.person_id) IS NULL, 'not_reached', 'reached') AS personal_message,
  struct(
    MAX(IF(buyers.second_at <= buyers.ends_at, 1, 0)), 1,
    MAX(buyers.ends_at <= watermarks.until['repeat_purchase_after_dm'])
  ) AS repeat_purchase_after_dm
FROM buyers
LEFT JOIN personal
  ON personal.brand_id = buyers.brand_id
  AND personal.person_id = buyers.person_id
  AND personal.reached_at > buyers.first.ended_at
  AND personal.reached_at < buyers.landmark_at
LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id = buyers.brand_id
WHERE buyers.second_at IS NULL OR buyers.second_at > buyers.landmark_at
GROUP BY buyers.brand_id, buyers.person_id
