-- metrics.response: every percentile, with the ranks that bound it, and to whom nothing has happened after some times.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  reference_catalogue, rolled_up
-- owner:  analytics
--
-- Nearest rank over the exact distribution: all values of a cell in order. What is unanswered is in no
-- percentile, and pending while it is open; for those who wait it was waiting until it was last seen. A share of
-- them stands beside how many are not known to be answered by then, which is as many where nobody drops out of sight.
-- Values lie with those of their cell before they are made lists, because lists of all cells fill memory.
WITH told AS (
  SELECT /*+ REPARTITION(metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value) */
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    ended, unended, n, persons, pending
  FROM rolled_up
  WHERE metric IN (SELECT metric FROM reference_catalogue WHERE `interval` = 'order_statistic')
),

distributions AS (
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    sort_array(flatten(collect_list(ended))) AS ended,
    flatten(collect_list(unended)) AS unended,
    SUM(n) AS units,
    SUM(persons) AS persons,
    SUM(pending) AS pending
  FROM told
  GROUP BY metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
),

asked AS (
  SELECT
    distributions.*,
    given.given,
    given.percent,
    percentile_ranks(given.percent, CAST(SIZE(distributions.ended) AS BIGINT)) AS ranks,
    IF(given.percent IS NULL, survival_median_of(distributions.ended, distributions.unended), NULL) AS median
  FROM distributions
  INNER JOIN (VALUES
    ('first_response_time_p50', 'first_response_time_p50', 50),
    ('first_response_time_p50', 'first_response_time_p90', 90),
    ('first_response_time_p50', 'first_response_survival', NULL),
    ('time_to_reply_survival', 'time_to_reply_survival', NULL),
    ('time_to_churn_survival', 'time_to_churn_survival', NULL),
    ('frt_business', 'frt_business', 50),
    ('reply_time', 'reply_time', 50),
    ('resolution_time', 'resolution_time', 50),
    ('resolution_time', 'resolution_time_survival', NULL),
    ('resolution_time_human', 'resolution_time_human', 50),
    ('resolution_time_human', 'resolution_time_human_survival', NULL),
    ('messages_per_conversation_p50', 'messages_per_conversation_p50', 50),
    ('voice_duration_p50', 'voice_duration_p50', 50),
    ('voice_duration_p50', 'voice_duration_p90', 90),
    ('compose_latency', 'compose_latency', 50),
    ('approval_cycle_time_p50', 'approval_cycle_time_p50', 50),
    ('approval_cycle_time_p50', 'approval_cycle_time_p90', 90),
    ('approval_cycle_time_p50', 'approval_cycle_time_survival', NULL),
    ('approval_cycle_business', 'approval_cycle_business', 50),
    ('contract_lead_time', 'contract_lead_time', 50),
    ('contract_lead_time', 'contract_lead_time_survival', NULL),
    ('onboarding_time_p50', 'onboarding_time_p50', 50),
    ('onboarding_time_p50', 'onboarding_time_survival', NULL)
  ) AS given (metric, given, percent)
    ON given.metric = distributions.metric
)

SELECT
  asked.given AS metric,
  scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
  CAST(SIZE(ended) AS DOUBLE) AS numerator,
  CAST(units AS DOUBLE) AS denominator,
  persons,
  pending,
  CAST(COALESCE(median.median, get(ended, CAST(ranks.nearest - 1 AS INT))) AS DOUBLE) AS value,
  CAST(COALESCE(median.low, get(ended, CAST(ranks.low - 1 AS INT))) AS DOUBLE) AS ci_low,
  CAST(COALESCE(median.high, get(ended, CAST(ranks.high - 1 AS INT))) AS DOUBLE) AS ci_high,
  CAST(NULL AS STRING) AS flags
FROM asked
INNER JOIN reference_catalogue AS catalogue
  ON catalogue.metric = asked.given AND (asked.slice IS NULL OR array_contains(catalogue.slices, asked.slice))
UNION ALL
SELECT
  curves.metric,
  scope, platform, brand_id, campaign_id, period, period_start_on,
  curves.slice,
  CAST(waiting.minutes DIV curves.minutes AS STRING) AS slice_value,
  CAST(units - SIZE(filter(ended, took -> took <= waiting.minutes * 60000L)) AS DOUBLE) AS numerator,
  CAST(units AS DOUBLE) AS denominator,
  persons,
  pending,
  waiting.share AS value,
  waiting.low AS ci_low,
  waiting.high AS ci_high,
  CAST(NULL AS STRING) AS flags
FROM distributions
INNER JOIN (VALUES
  ('first_response_time_p50', 'first_response_waiting', 'minutes', 1, array(5, 15, 30, 60, 120, 240, 480, 720, 1440, 4320)),
  ('time_to_reply_survival', 'reply_waiting', 'minutes', 1, array(15, 60, 240, 720, 1440, 2880, 4320, 10080)),
  ('time_to_churn_survival', 'contact_survival', 'days', 1440, array(7, 14, 28, 56, 84, 168, 364))
) AS curves (of_metric, metric, slice, minutes, times)
  ON curves.of_metric = distributions.metric AND distributions.slice IS NULL
INNER JOIN reference_catalogue AS catalogue
  ON catalogue.metric = curves.metric
  AND array_contains(catalogue.scopes, scope)
  AND array_contains(catalogue.periods, period)
LATERAL VIEW inline(
  survival_shares(ended, unended, transform(curves.times, time -> time * curves.minutes))
) waiting AS minutes, share, low, high
