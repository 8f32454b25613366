-- purchases: what contacts bought, and what is left of it after refunds, in the brand's money.
--
-- grain:  place
-- reads:  story, currencies, rates
-- owner:  bench
--
-- Refunds within thirty days are taken off. At the rates of its day; without one, what it is worth is not known.
WITH bought AS (
  SELECT
    rowid AS place,
    at_ms,
    platform,
    brand_id,
    contact,
    order_key,
    coalesce(amount_minor, 0) AS amount,
    currency,
    CAST(make_timestamp(at_ms * 1000) AS DATE) AS day
  FROM story
  WHERE type = 'order.purchased'
    AND brand_id IS NOT NULL
    AND contact IS NOT NULL
    AND (actor_role IN ('contact', 'partner') OR counterpart_role IN ('contact', 'partner'))
),

refunded AS (
  SELECT bought.place, sum(coalesce(refund.amount_minor, 0)) AS amount
  FROM bought
  JOIN story AS refund
    ON refund.type = 'order.refunded'
    AND refund.brand_id = bought.brand_id
    AND refund.contact = bought.contact
    AND refund.order_key = bought.order_key
    AND refund.at_ms BETWEEN bought.at_ms AND bought.at_ms + 2592000000
  GROUP BY bought.place
)

SELECT
  bought.place,
  bought.at_ms,
  bought.platform,
  bought.brand_id,
  bought.contact,
  CAST(CASE
    WHEN bought.currency IS NULL OR currencies.currency IS NULL OR bought.currency = currencies.currency
      THEN bought.amount - coalesce(refunded.amount, 0)
    ELSE floor(
      (bought.amount - coalesce(refunded.amount, 0)) / IF(bought.currency = 'EUR', 1, paid.rate)
      * IF(currencies.currency = 'EUR', 1, wanted.rate) + 0.5
    )
  END AS BIGINT) AS net,
  CAST(CASE
    WHEN bought.currency IS NULL OR currencies.currency IS NULL OR bought.currency = currencies.currency THEN bought.amount
    ELSE floor(
      bought.amount / IF(bought.currency = 'EUR', 1, paid.rate) * IF(currencies.currency = 'EUR', 1, wanted.rate) + 0.5
    )
  END AS BIGINT) AS gross
FROM bought
LEFT JOIN refunded ON refunded.place = bought.place
LEFT JOIN currencies ON currencies.brand_id = bought.brand_id
LEFT JOIN rates AS paid ON paid.day = bought.day AND paid.currency = bought.currency
LEFT JOIN rates AS wanted ON wanted.day = bought.day AND wanted.currency = currencies.currency
