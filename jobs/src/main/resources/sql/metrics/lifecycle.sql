-- metrics.lifecycle: how many contacts are new, returning, resurrected or dormant, by week and by month.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.activity, metrics.burn_ins, metrics.observability, reference_brands
-- owner:  analytics
--
-- New is active for the first time, returning also in the period before, resurrected after a period without;
-- these three are all active contacts. Dormant is who is not active but was in the period before. A period tells
-- once it is over; whoever comes first in a burn-in may have been there before it, and is in no state then.
WITH days AS (
  -- All of a person in one place, before the days are told for every scope and period.
  SELECT /*+ REPARTITION(person_id) */
    platform, brand_id, campaign_id, person_id, active_on, active_site_on
  FROM journeys.activity
  WHERE direction = 'inbound' AND person_id IS NOT NULL AND messages + interactions > 0
  GROUP BY platform, brand_id, campaign_id, person_id, active_on, active_site_on
),

active AS (
  SELECT
    cell(spans.scope, spans.period, platform, brand_id, campaign_id, active_on, active_site_on) AS cell,
    person_id
  FROM days
  CROSS JOIN spans
  WHERE spans.period IN ('week', 'month')
  GROUP BY 1, person_id
),

neighboured AS (
  SELECT
    cell,
    IF(cell.period = 'week', date_add(cell.period_start_on, 7), add_months(cell.period_start_on, 1)) AS next_on,
    LAG(cell.period_start_on) OVER person AS before_on,
    LEAD(cell.period_start_on) OVER person AS after_on
  FROM active
  WHERE cell IS NOT NULL
  WINDOW person AS (
    -- The person first: that is what tells rows apart soonest when they are sorted.
    PARTITION BY person_id, cell.scope, cell.platform, cell.brand_id, cell.campaign_id, cell.period
    ORDER BY cell.period_start_on
  )
),

states AS (
  SELECT
    named_struct(
      'scope', cell.scope, 'platform', cell.platform, 'brand_id', cell.brand_id, 'campaign_id', cell.campaign_id,
      'period', cell.period, 'period_start_on', given.start_on
    ) AS cell,
    given.state
  FROM neighboured
  LATERAL VIEW inline(array(
    named_struct('start_on', cell.period_start_on, 'state', CASE
      WHEN before_on IS NULL THEN 'new'
      WHEN before_on = IF(cell.period = 'week', date_sub(cell.period_start_on, 7), add_months(cell.period_start_on, -1))
        THEN 'returning'
      ELSE 'resurrected'
    END),
    named_struct('start_on', next_on, 'state', IF(after_on <=> next_on, NULL, 'dormant'))
  )) given AS start_on, state
  WHERE given.state IS NOT NULL
),

counts AS (
  SELECT
    cell,
    COUNT_IF(state = 'new') AS new,
    COUNT_IF(state = 'returning') AS returning,
    COUNT_IF(state = 'resurrected') AS resurrected,
    COUNT_IF(state = 'dormant') AS dormant
  FROM states
  GROUP BY cell
),

judged AS (
  SELECT
    counts.*,
    COALESCE(counts.cell.period_start_on < burn_ins.new_from_on, FALSE) AS is_burn_in,
    observability.watermark_at,
    to_utc_timestamp(CAST(counts.cell.period_start_on AS TIMESTAMP), brands.zone) AS begins_at,
    to_utc_timestamp(
      CAST(date_add(last_day_of(counts.cell.period, counts.cell.period_start_on), 1) AS TIMESTAMP), brands.zone
    ) AS ends_at
  FROM counts
  LEFT JOIN metrics.burn_ins AS burn_ins
    ON burn_ins.scope = IF(counts.cell.scope = 'campaign', 'brand', counts.cell.scope)
    AND burn_ins.platform <=> counts.cell.platform
    AND burn_ins.brand_id <=> counts.cell.brand_id
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'lifecycle_contacts'
    AND observability.scope = IF(counts.cell.scope = 'campaign', 'brand', counts.cell.scope)
    AND observability.platform <=> counts.cell.platform
    AND observability.brand_id <=> counts.cell.brand_id
  LEFT JOIN reference_brands AS brands ON brands.brand_id <=> counts.cell.brand_id
)

SELECT
  'lifecycle_contacts' AS metric,
  cell.*,
  'state' AS slice,
  given.state AS slice_value,
  IF(ends_at <= watermark_at, CAST(given.persons AS DOUBLE), NULL) AS numerator,
  CAST(NULL AS DOUBLE) AS denominator,
  IF(ends_at <= watermark_at, given.persons, 0L) AS persons,
  IF(ends_at <= watermark_at, 0L, given.persons) AS pending,
  IF(is_burn_in, 'left_truncated', NULL) AS flags,
  IF(ends_at <= watermark_at, CAST(given.persons AS DOUBLE), NULL) AS value,
  CAST(NULL AS DOUBLE) AS ci_low,
  CAST(NULL AS DOUBLE) AS ci_high
FROM judged
LATERAL VIEW inline(array(
  named_struct('state', 'new', 'persons', IF(is_burn_in, 0L, new)),
  named_struct('state', 'returning', 'persons', returning),
  named_struct('state', 'resurrected', 'persons', resurrected),
  named_struct('state', 'dormant', 'persons', dormant)
)) given AS state, persons
-- A period that has not begun when the log ends is no period to wait for.
WHERE begins_at < watermark_at
