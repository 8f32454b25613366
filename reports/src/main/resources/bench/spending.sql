-- spending: roas, what the contacts that a campaign reached brought by what it cost.
--
-- grain:  scope, brand_id, campaign_id, period, period_start_on
-- reads:  cells, spendings, campaigns, brands, watermarks
-- owner:  bench
--
-- A span costs the same on each of its days, to the minor unit. A day's cost counts once the windows of all whom it
-- reached have passed; what has no last day is of the campaign's lifetime only.
WITH spans AS (
  SELECT
    *,
    to_on - from_on + 1 AS days,
    unnest(IF(to_on IS NULL, [NULL], range(to_on - from_on + 1))) AS number
  FROM spendings
),

days AS (
  SELECT
    spans.brand_id,
    spans.campaign_id,
    CAST(spans.from_on + CAST(spans.number AS INTEGER) AS DATE) AS day,
    coalesce(
      spans.amount_minor * (spans.number + 1) // spans.days - spans.amount_minor * spans.number // spans.days,
      spans.amount_minor
    ) AS spent
  FROM spans
  LEFT JOIN campaigns ON campaigns.campaign_id = spans.campaign_id
  LEFT JOIN brands ON brands.brand_id = spans.brand_id
  LEFT JOIN watermarks
    ON watermarks.metric = 'roas' AND watermarks.scope = 'brand' AND watermarks.brand_id = spans.brand_id
  WHERE spans.number IS NULL
    OR epoch_ms(timezone(brands.zone, CAST(spans.from_on + CAST(spans.number AS INTEGER) + 1 AS TIMESTAMP)))
      + coalesce(campaigns.conversion_window_ms, 604800000) <= watermarks.until
),

spent AS (
  SELECT
    scope_of(1, 0, grouping(campaign_id)) AS scope,
    brand_id,
    campaign_id,
    period_of(grouping(day), grouping(week), grouping(month)) AS period,
    coalesce(day, week, month, IF(period = 'lifetime', DATE '1970-01-01', NULL)) AS period_start_on,
    CAST(sum(spent) AS DOUBLE) AS cost
  FROM (SELECT *, week_of(day) AS week, month_of(day) AS month FROM days)
  GROUP BY GROUPING SETS (
    (brand_id, day), (brand_id, week), (brand_id, month),
    (brand_id, campaign_id, day), (brand_id, campaign_id, week), (brand_id, campaign_id, month), (brand_id, campaign_id)
  )
),

brought AS (
  SELECT *
  FROM cells
  WHERE metric = 'net_revenue_per_reached' AND slice IS NULL
    AND EXISTS (
      FROM spendings
      WHERE spendings.brand_id = cells.brand_id
        AND (cells.scope = 'brand' OR spendings.campaign_id = cells.campaign_id)
    )
)

SELECT
  coalesce(brought.scope, spent.scope) AS scope,
  coalesce(brought.brand_id, spent.brand_id) AS brand_id,
  coalesce(brought.campaign_id, spent.campaign_id) AS campaign_id,
  coalesce(brought.period, spent.period) AS period,
  coalesce(brought.period_start_on, spent.period_start_on) AS period_start_on,
  coalesce(brought.numerator, 0) AS numerator,
  coalesce(spent.cost, 0) AS denominator,
  coalesce(brought.persons, 0) AS persons,
  coalesce(brought.pending, 0) AS pending
FROM brought
FULL JOIN (FROM spent WHERE period_start_on IS NOT NULL) AS spent
  ON spent.scope = brought.scope
  AND spent.brand_id = brought.brand_id
  AND spent.campaign_id IS NOT DISTINCT FROM brought.campaign_id
  AND spent.period = brought.period
  AND spent.period_start_on = brought.period_start_on
