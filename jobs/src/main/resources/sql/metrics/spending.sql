-- metrics.spending: roas, what the contacts that a campaign reached brought by what it cost.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  metrics.observability, metrics.sums, reference_brands, reference_campaigns, reference_spending
-- owner:  analytics
--
-- What is brought is the sum of net_revenue_per_reached, and its interval is that mean's, since a cost is no
-- estimate. A span's cost is the same on each of its days, to the minor unit; a day's counts once the windows
-- of all whom it reached have passed. What has no last day is of the campaign's lifetime only.
WITH days AS (
  SELECT
    spending.brand_id,
    spending.campaign_id,
    span.day,
    spending.amount_minor * (datediff(span.day, spending.from_on) + 1)
      DIV (datediff(spending.to_on, spending.from_on) + 1)
      - spending.amount_minor * datediff(span.day, spending.from_on)
      DIV (datediff(spending.to_on, spending.from_on) + 1) AS spent
  FROM reference_spending AS spending
  LATERAL VIEW explode(sequence(spending.from_on, spending.to_on)) span AS day
  WHERE spending.to_on IS NOT NULL
  UNION ALL
  SELECT brand_id, campaign_id, CAST(NULL AS DATE), amount_minor
  FROM reference_spending
  WHERE to_on IS NULL
),

passed AS (
  SELECT days.*
  FROM days
  LEFT JOIN reference_campaigns AS campaigns ON campaigns.campaign_id = days.campaign_id
  LEFT JOIN reference_brands AS brands ON brands.brand_id = days.brand_id
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'roas'
    AND observability.scope = 'brand'
    AND observability.brand_id = days.brand_id
  WHERE days.day IS NULL
    OR to_utc_timestamp(CAST(date_add(days.day, 1) AS TIMESTAMP), brands.zone)
      + make_dt_interval(0, 0, 0, COALESCE(campaigns.conversion_window_seconds, 604800)) <= observability.watermark_at
),

spent AS (
  SELECT
    cell(spans.scope, spans.period, NULL, passed.brand_id, passed.campaign_id, passed.day, passed.day) AS cell,
    SUM(passed.spent) AS spent
  FROM passed
  CROSS JOIN spans
  WHERE spans.scope IN ('brand', 'campaign')
  GROUP BY 1
),

brought AS (
  SELECT sums.*
  FROM metrics.sums AS sums
  WHERE sums.metric = 'net_revenue_per_reached'
    AND sums.slice IS NULL
    AND EXISTS (
      SELECT 1 FROM reference_spending AS declared
      WHERE declared.brand_id = sums.brand_id
        AND (sums.scope = 'brand' OR declared.campaign_id = sums.campaign_id)
    )
),

placed AS (
  SELECT
    COALESCE(brought.scope, spent.cell.scope) AS scope,
    COALESCE(brought.brand_id, spent.cell.brand_id) AS brand_id,
    COALESCE(brought.campaign_id, spent.cell.campaign_id) AS campaign_id,
    COALESCE(brought.period, spent.cell.period) AS period,
    COALESCE(brought.period_start_on, spent.cell.period_start_on) AS period_start_on,
    COALESCE(brought.numerator, 0) AS revenue,
    CAST(COALESCE(spent.spent, 0) AS DOUBLE) AS cost,
    brought.denominator AS units,
    COALESCE(brought.persons, 0L) AS persons,
    COALESCE(brought.pending, 0L) AS pending,
    clustered_mean(
      brought.persons, brought.numerator, brought.denominator, brought.rr, brought.rn, brought.nn
    ) AS of_mean,
    brought.flags
  FROM brought
  FULL OUTER JOIN spent
    ON spent.cell.scope = brought.scope
    AND spent.cell.brand_id = brought.brand_id
    AND spent.cell.campaign_id <=> brought.campaign_id
    AND spent.cell.period = brought.period
    AND spent.cell.period_start_on = brought.period_start_on
)

SELECT
  'roas' AS metric,
  scope,
  CAST(NULL AS STRING) AS platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  revenue AS numerator,
  cost AS denominator,
  persons,
  pending,
  flags,
  revenue / NULLIF(cost, 0) AS value,
  of_mean.low * units / NULLIF(cost, 0) AS ci_low,
  of_mean.high * units / NULLIF(cost, 0) AS ci_high
FROM placed
WHERE period_start_on IS NOT NULL
