-- credits: each purchase with the campaigns that led to it and their shares; without a campaign where none did.
--
-- grain:  place, campaign_id
-- reads:  purchases, touches
-- owner:  bench
--
-- Touches of thirty days, strictly before the purchase. What one receipt delivers comes before what it tells is read.
WITH paths AS (
  SELECT
    purchases.place,
    touches.campaign_id,
    touches.platform,
    row_number() OVER path AS number,
    count(*) OVER whole AS touches,
    pow(2, (touches.at_ms - last_value(touches.at_ms) OVER whole) / 604800000.0) AS weight
  FROM purchases
  JOIN touches
    ON touches.brand_id = purchases.brand_id
    AND touches.contact = purchases.contact
    AND touches.at_ms < purchases.at_ms
    AND touches.at_ms >= purchases.at_ms - 2592000000
  WINDOW
    path AS (PARTITION BY purchases.place ORDER BY touches.place, touches.is_read, touches.sent_place),
    whole AS (
      PARTITION BY purchases.place
      ORDER BY touches.place, touches.is_read, touches.sent_place
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
),

shared AS (
  SELECT
    place,
    campaign_id,
    sum(IF(number = 1, 1.0, 0.0)) AS first_share,
    sum(IF(number = touches, 1.0, 0.0)) AS last_share,
    sum(CAST(1 AS DOUBLE) / touches) AS linear_share,
    sum(CASE
      WHEN touches <= 2 THEN CAST(1 AS DOUBLE) / touches
      WHEN number IN (1, touches) THEN CAST(0.4 AS DOUBLE)
      ELSE CAST(0.2 AS DOUBLE) / (touches - 2)
    END) AS position_share,
    sum(weight) AS weight,
    max(platform) FILTER (WHERE number = touches) AS last_platform
  FROM paths
  GROUP BY place, campaign_id
)

SELECT
  purchases.*,
  shared.campaign_id,
  CAST(shared.first_share AS DOUBLE) AS first_share,
  CAST(shared.last_share AS DOUBLE) AS last_share,
  shared.linear_share,
  shared.position_share,
  shared.weight / sum(shared.weight) OVER purchase AS decayed_share,
  CAST(1 AS DOUBLE) / count(*) OVER purchase AS distinct_share,
  coalesce(max(shared.last_platform) OVER purchase, purchases.platform) AS last_platform,
  row_number() OVER (PARTITION BY purchases.place ORDER BY shared.campaign_id) = 1 AS is_first_row
FROM purchases
LEFT JOIN shared ON shared.place = purchases.place
WINDOW purchase AS (PARTITION BY purchases.place)
