-- percentiles: every percentile for each scope, period and slice.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  durations, timed, survival, catalogue
-- owner:  bench
--
-- Nearest rank over the values of a cell. Slices are given from weeks on.
WITH things AS (
  SELECT * FROM durations
  UNION ALL BY NAME
  SELECT * FROM timed
),

sliced AS (
  SELECT
    things.metric,
    sliced.slice,
    sliced.slice_value,
    platform,
    brand_id,
    campaign_id,
    site_on,
    brand_on,
    week_of(site_on) AS site_week,
    week_of(brand_on) AS brand_week,
    month_of(site_on) AS site_month,
    month_of(brand_on) AS brand_month,
    person,
    value,
    is_open
  FROM things
  CROSS JOIN LATERAL (
    VALUES (NULL, NULL), ('agent', agent), ('conversation_kind', conversation_kind), ('kind', kind), ('tier', tier)
  ) AS sliced (slice, slice_value)
  WHERE sliced.slice IS NULL OR sliced.slice_value IS NOT NULL
),

summed AS (
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
    quantile_disc(value, [0.5, 0.9]) AS ranks
  FROM sliced
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
  CAST(IF(told.rank IS NULL, survival.median, summed.ranks[told.rank]) AS DOUBLE) AS value
FROM summed
JOIN (
  VALUES
    ('first_response', 'first_response_time_p50', 1),
    ('first_response', 'first_response_time_p90', 2),
    ('first_response', 'first_response_survival', NULL),
    ('business_response', 'frt_business', 1),
    ('reply', 'reply_time', 1),
    ('resolution', 'resolution_time', 1),
    ('human_resolution', 'resolution_time_human', 1),
    ('messages', 'messages_per_conversation_p50', 1),
    ('voice', 'voice_duration_p50', 1),
    ('voice', 'voice_duration_p90', 2),
    ('compose', 'compose_latency', 1),
    ('approval', 'approval_cycle_time_p50', 1),
    ('approval', 'approval_cycle_time_p90', 2),
    ('business_approval', 'approval_cycle_business', 1),
    ('contract', 'contract_lead_time', 1),
    ('onboarding', 'onboarding_time_p50', 1)
) AS told (of, metric, rank)
  ON told.of = summed.metric
JOIN catalogue
  ON catalogue.metric = told.metric
  AND (summed.slice IS NULL OR (summed.period <> 'day' AND list_contains(catalogue.slices, summed.slice)))
LEFT JOIN survival
  ON told.rank IS NULL
  AND survival.scope = summed.scope
  AND survival.platform IS NOT DISTINCT FROM summed.platform
  AND survival.brand_id IS NOT DISTINCT FROM summed.brand_id
  AND survival.campaign_id IS NOT DISTINCT FROM summed.campaign_id
  AND survival.period = summed.period
  AND survival.period_start_on = summed.period_start_on
  AND survival.slice IS NOT DISTINCT FROM summed.slice
  AND survival.slice_value IS NOT DISTINCT FROM summed.slice_value
