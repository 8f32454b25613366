-- metrics.sums: what units add up to by cell: the two sides of every ratio, and every count.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  metrics.observability, reference_brands, reference_catalogue, rolled_up
-- owner:  analytics
--
-- Additive by person: rr, rn and nn are the sums of squares that an interval needs. A part is told as its
-- share of the whole, and that of a whole is no number. What looks at whole periods waits for their end.
WITH merged AS (
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value, is_part,
    SUM(r) AS r,
    SUM(n) AS n,
    SUM(persons) AS persons,
    SUM(pending) AS pending,
    SUM(rr) AS rr,
    SUM(rn) AS rn,
    SUM(nn) AS nn,
    -- By number, because a greatest text would have all rows sorted; another word is no number, and an error.
    MAX(CASE flag
      WHEN 'eligibility_unknown' THEN 1
      WHEN 'lower_bound' THEN 2
      WHEN 't0_basis_sent' THEN 3
      ELSE CAST(flag AS INT)
    END) AS flag_number
  FROM rolled_up
  GROUP BY metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value, is_part
),

with_whole AS (
  SELECT
    merged.*,
    MAX(IF(slice IS NULL, struct(r, persons, rr), NULL)) OVER (
      PARTITION BY metric, scope, platform, brand_id, campaign_id, period, period_start_on
    ) AS whole
  FROM merged
),

judged AS (
  SELECT
    with_whole.*,
    catalogue.`interval` = 'none' AS is_count,
    -- Shares of days come as whole numbers of a billionth.
    IF(catalogue.by_person = 'day_share', 1e9D, 1D) AS scale,
    NOT catalogue.whole_period OR COALESCE(
      to_utc_timestamp(CAST(date_add(last_day_of(period, period_start_on), 1) AS TIMESTAMP), brands.zone)
        <= observability.watermark_at, FALSE) AS is_over,
    -- A period that has not begun when the log ends is no period to wait for.
    NOT catalogue.whole_period OR COALESCE(
      to_utc_timestamp(CAST(period_start_on AS TIMESTAMP), brands.zone) <= observability.watermark_at, TRUE) AS is_begun
  FROM with_whole
  INNER JOIN reference_catalogue AS catalogue
    ON catalogue.metric = with_whole.metric AND catalogue.`interval` <> 'order_statistic'
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = with_whole.metric
    AND observability.scope = IF(with_whole.scope = 'campaign', 'brand', with_whole.scope)
    AND observability.platform <=> with_whole.platform
    AND observability.brand_id <=> with_whole.brand_id
  LEFT JOIN reference_brands AS brands ON brands.brand_id <=> with_whole.brand_id
)

SELECT
  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
  IF(is_over, r, 0) / scale AS numerator,
  CASE WHEN is_count THEN NULL WHEN is_part THEN CAST(whole.r AS DOUBLE) ELSE CAST(IF(is_over, n, 0) AS DOUBLE) END
    AS denominator,
  CASE WHEN is_part THEN whole.persons WHEN is_over THEN persons ELSE 0L END AS persons,
  IF(is_over, pending, persons) AS pending,
  CAST(IF(is_over, rr, 0) AS DOUBLE) / (scale * scale) AS rr,
  CAST(IF(is_over, rn, 0) AS DOUBLE) / scale AS rn,
  CAST(CASE WHEN is_part THEN whole.rr WHEN is_over THEN nn ELSE 0 END AS DOUBLE) AS nn,
  CASE flag_number WHEN 1 THEN 'eligibility_unknown' WHEN 2 THEN 'lower_bound' WHEN 3 THEN 't0_basis_sent' END AS flags
FROM judged
WHERE NOT (is_part AND slice IS NULL) AND (is_over OR is_begun)
