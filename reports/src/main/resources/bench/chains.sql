-- chains: the campaigns on any path of a brand and week in which some path led to a purchase.
--
-- grain:  brand_id, campaign_id, period_start_on
-- reads:  credits, touches, purchases, brands
-- owner:  bench
--
-- What a chain of touches credits is not computed here, only where there is such a number. The path of whoever never
-- bought ends with the last touch.
WITH ended AS (
  SELECT brand_id, contact, max(at_ms) AS at_ms
  FROM touches
  ANTI JOIN purchases USING (brand_id, contact)
  GROUP BY brand_id, contact
),

paths AS (
  SELECT brand_id, campaign_id, at_ms, TRUE AS is_converted
  FROM credits
  WHERE campaign_id IS NOT NULL
  UNION ALL
  SELECT touches.brand_id, touches.campaign_id, ended.at_ms, FALSE
  FROM ended
  JOIN touches
    ON touches.brand_id = ended.brand_id
    AND touches.contact = ended.contact
    AND touches.at_ms >= ended.at_ms - 2592000000
),

weekly AS (
  SELECT
    paths.brand_id,
    paths.campaign_id,
    week_of(local_day(coalesce(brands.zone, getvariable('site_zone')), paths.at_ms)) AS period_start_on,
    bool_or(paths.is_converted) AS is_converted
  FROM paths
  LEFT JOIN brands ON brands.brand_id = paths.brand_id
  GROUP BY ALL
)

SELECT brand_id, campaign_id, period_start_on
FROM weekly
QUALIFY bool_or(is_converted) OVER (PARTITION BY brand_id, period_start_on)
