-- metrics.sums: what units add up to by cell: the two sides of every ratio, and every count.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  rolled_up
-- owner:  analytics
--
-- Additive by person: rr, rn and nn are the sums of squares that an interval needs. A part is told as its
-- share of the whole, and that of a whole is no number.
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
    MAX(flag) AS flags
  FROM rolled_up
  GROUP BY metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value, is_part
),

with_whole AS (
  SELECT
    *,
    MAX(IF(slice IS NULL, struct(r, persons, rr), NULL)) OVER (
      PARTITION BY metric, scope, platform, brand_id, campaign_id, period, period_start_on
    ) AS whole
  FROM merged
)

SELECT
  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
  CAST(r AS DOUBLE) AS numerator,
  CAST(IF(is_part, whole.r, n) AS DOUBLE) AS denominator,
  IF(is_part, whole.persons, persons) AS persons,
  pending,
  CAST(rr AS DOUBLE) AS rr,
  CAST(rn AS DOUBLE) AS rn,
  CAST(IF(is_part, whole.rr, nn) AS DOUBLE) AS nn,
  flags
FROM with_whole
WHERE NOT (is_part AND slice IS NULL)
