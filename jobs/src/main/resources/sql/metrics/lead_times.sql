-- metrics.lead_times: how long creative work takes to be approved and signed, and ambassadors to finish.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.ambassadors, journeys.creatives, metrics.observability
-- owner:  analytics
--
-- Nearest rank over the exact distribution, by the day of the first request or invitation. What is open waits. Withdrawn
-- and rejected work is left out; a contract signed before the approval is counted and has no time.
WITH timed AS (
  SELECT
    seen.family, platform, brand_id, campaign_id, COALESCE(contact_id, creative_id) AS person_id,
    requested_on AS timed_on, requested_site_on AS timed_site_on, seen.ms, seen.is_open
  FROM journeys.creatives
  LATERAL VIEW inline(array(
    named_struct('family', 'approval_cycle_time', 'is_unit', rejected_at IS NULL OR approved_at IS NOT NULL,
      'ms', unix_millis(approved_at) - unix_millis(requested_at), 'is_open', approved_at IS NULL),
    named_struct('family', 'approval_cycle_business', 'is_unit', business_ms IS NOT NULL,
      'ms', business_ms, 'is_open', FALSE),
    named_struct('family', 'contract_lead_time', 'is_unit',
      approved_at IS NOT NULL AND (contract_sent_at IS NOT NULL OR contract_signed_at IS NOT NULL),
      'ms', IF(contract_signed_at >= approved_at, unix_millis(contract_signed_at) - unix_millis(approved_at), NULL),
      'is_open', contract_signed_at IS NULL)
  )) seen AS family, is_unit, ms, is_open
  WHERE seen.is_unit AND requested_at IS NOT NULL AND withdrawn_at IS NULL
  UNION ALL
  -- Whoever never finishes is a matter of the completion rate.
  SELECT
    'onboarding_time', ambassadors.platform, ambassadors.brand_id, campaign_id, person_id, invited_on, invited_site_on,
    unix_millis(finished_at) - unix_millis(invited_at),
    finished_at IS NULL AND COALESCE(invited_at + INTERVAL 14 DAYS > observability.watermark_at, TRUE)
  FROM journeys.ambassadors AS ambassadors
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'onboarding_time_p50'
    AND observability.scope = IF(ambassadors.brand_id IS NULL, 'all', 'brand')
    AND observability.brand_id <=> ambassadors.brand_id
),

totals AS (
  SELECT
    family,
    cell(scope, period, platform, brand_id, campaign_id, timed_on, timed_site_on) AS cell,
    array_sort(collect_list(ms)) AS ended,
    CAST(SIZE(collect_set(IF(ms IS NULL, NULL, person_id))) AS BIGINT) AS persons,
    COUNT(*) AS units,
    COUNT_IF(ms IS NULL AND is_open) AS pending
  FROM timed
  CROSS JOIN spans
  GROUP BY family, 2
),

asked AS (
  SELECT
    totals.*,
    given.metric,
    percentile_ranks(given.percent, CAST(SIZE(totals.ended) AS BIGINT)) AS ranks
  FROM totals
  INNER JOIN (VALUES
    ('approval_cycle_time', 'approval_cycle_time_p50', 50),
    ('approval_cycle_time', 'approval_cycle_time_p90', 90),
    ('approval_cycle_business', 'approval_cycle_business', 50),
    ('contract_lead_time', 'contract_lead_time', 50),
    ('onboarding_time', 'onboarding_time_p50', 50)
  ) AS given (family, metric, percent)
    ON given.family = totals.family
  WHERE totals.cell IS NOT NULL
)

SELECT
  metric,
  cell.*,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  CAST(SIZE(ended) AS DOUBLE) AS numerator,
  CAST(units AS DOUBLE) AS denominator,
  persons,
  pending,
  CAST(get(ended, CAST(ranks.nearest - 1 AS INT)) AS DOUBLE) AS value,
  CAST(get(ended, CAST(ranks.low - 1 AS INT)) AS DOUBLE) AS ci_low,
  CAST(get(ended, CAST(ranks.high - 1 AS INT)) AS DOUBLE) AS ci_high,
  CAST(NULL AS STRING) AS flags
FROM asked
