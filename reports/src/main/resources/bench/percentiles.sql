-- percentiles: every percentile for each scope, period and slice.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  things, survival, catalogue
-- owner:  bench
--
-- Nearest rank over the values of a cell. Slices are given from weeks on.
WITH summed AS (
  SELECT
    metric,
    slice,
    slice_value,
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
      grouping(site_month) * grouping(brand_month)) AS period,
    coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
    CAST(count(value) AS DOUBLE) AS numerator,
    CAST(count(*) AS DOUBLE) AS denominator,
    count(DISTINCT person) FILTER (WHERE value IS NOT NULL) AS persons,
    count(*) FILTER (WHERE is_open) AS pending,
    count(value) AS ended,
    list(value ORDER BY value) FILTER (WHERE value IS NOT NULL) AS ranks
  FROM things
  GROUP BY metric, slice, slice_value, GROUPING SETS (
    (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
    (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month),
    (brand_id, campaign_id, brand_on), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month),
    (brand_id, campaign_id)
  )
  HAVING (grouping(brand_id) = 1 OR brand_id IS NOT NULL)
    AND (grouping(campaign_id) = 1 OR campaign_id IS NOT NULL)
)

SELECT
  told.metric,
  summed.scope,
  summed.platform,
  summed.brand_id,
  summed.campaign_id,
  summed.period,
  summed.period_start_on,
  summed.slice,
  summed.slice_value,
  summed.numerator,
  summed.denominator,
  summed.persons,
  summed.pending,
  CAST(IF(told.percent IS NULL, survival.median, summed.ranks[nearest_rank(told.percent, ended)]) AS DOUBLE) AS value,
  CAST(IF(told.percent IS NULL, survival.low, summed.ranks[low_rank(told.percent, ended)]) AS DOUBLE) AS low,
  CAST(IF(told.percent IS NULL, survival.high, summed.ranks[high_rank(told.percent, ended)]) AS DOUBLE) AS high
FROM summed
JOIN (
  VALUES
    ('first_response', 'first_response_time_p50', 50),
    ('first_response', 'first_response_time_p90', 90),
    ('first_response', 'first_response_survival', NULL),
    ('business_response', 'frt_business', 50),
    ('reply', 'reply_time', 50),
    ('resolution', 'resolution_time', 50),
    ('human_resolution', 'resolution_time_human', 50),
    ('messages', 'messages_per_conversation_p50', 50),
    ('voice', 'voice_duration_p50', 50),
    ('voice', 'voice_duration_p90', 90),
    ('compose', 'compose_latency', 50),
    ('approval', 'approval_cycle_time_p50', 50),
    ('approval', 'approval_cycle_time_p90', 90),
    ('business_approval', 'approval_cycle_business', 50),
    ('contract', 'contract_lead_time', 50),
    ('onboarding', 'onboarding_time_p50', 50),
    ('resolution', 'resolution_time_survival', NULL),
    ('human_resolution', 'resolution_time_human_survival', NULL),
    ('approval', 'approval_cycle_time_survival', NULL),
    ('contract', 'contract_lead_time_survival', NULL),
    ('onboarding', 'onboarding_time_survival', NULL),
    ('reply_wait', 'time_to_reply_survival', NULL),
    ('stay', 'time_to_churn_survival', NULL)
) AS told (of, metric, percent)
  ON told.of = summed.metric
JOIN catalogue
  ON catalogue.metric = told.metric
  AND list_contains(catalogue.scopes, summed.scope)
  AND list_contains(catalogue.periods, summed.period)
  AND (summed.slice IS NULL OR (summed.period <> 'day' AND list_contains(catalogue.slices, summed.slice)))
LEFT JOIN survival
  ON told.percent IS NULL
  AND survival.metric = summed.metric
  AND survival.scope = summed.scope
  AND survival.platform IS NOT DISTINCT FROM summed.platform
  AND survival.brand_id IS NOT DISTINCT FROM summed.brand_id
  AND survival.campaign_id IS NOT DISTINCT FROM summed.campaign_id
  AND survival.period = summed.period
  AND survival.period_start_on = summed.period_start_on
  AND survival.slice IS NOT DISTINCT FROM summed.slice
  AND survival.slice_value IS NOT DISTINCT FROM summed.slice_value
