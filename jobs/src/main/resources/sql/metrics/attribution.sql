-- metrics.attribution: purchases credited to campaigns, by each model side by side.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.credits
-- owner:  analytics
--
-- Credits are in the week of the purchase. A chain is learned from the paths of one brand and week, those that
-- led to nothing too.
WITH weekly AS (
  SELECT
    *,
    trunc(ended_on, 'week') AS week_on
  FROM journeys.credits
),

ruled AS (
  SELECT
    model.metric,
    brand_id,
    campaign_id,
    week_on,
    model.slice,
    model.slice_value,
    SUM(model.share) AS credit,
    COUNT(DISTINCT IF(model.share > 0, person_id, NULL)) AS persons
  FROM weekly
  LATERAL VIEW inline(array(
    named_struct('metric', 'rule_credit', 'slice', 'model', 'slice_value', 'first', 'share', first_share),
    named_struct('metric', 'rule_credit', 'slice', 'model', 'slice_value', 'last', 'share', last_share),
    named_struct('metric', 'rule_credit', 'slice', 'model', 'slice_value', 'linear', 'share', linear_share),
    named_struct('metric', 'rule_credit', 'slice', 'model', 'slice_value', 'position', 'share', position_share),
    named_struct('metric', 'rule_credit', 'slice', 'model', 'slice_value', 'time_decay', 'share', time_decay_share),
    named_struct('metric', 'shapley_credit', 'slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING),
      'share', 1D / SIZE(array_distinct(split(path, ' > '))))
  )) model AS metric, slice, slice_value, share
  WHERE is_converted AND campaign_id IS NOT NULL
  GROUP BY model.metric, brand_id, campaign_id, week_on, model.slice, model.slice_value
),

paths AS (
  SELECT
    brand_id,
    week_on,
    path,
    CAST(COUNT_IF(is_converted) AS DOUBLE) AS conversions,
    CAST(COUNT_IF(NOT is_converted) AS DOUBLE) AS nulls,
    COUNT(DISTINCT person_id) AS persons
  FROM weekly
  WHERE is_first_row AND path <> ''
  GROUP BY brand_id, week_on, path
),

chains AS (
  SELECT
    brand_id,
    week_on,
    SUM(persons) AS persons,
    markov_credit(array_sort(collect_list(struct(path, conversions, nulls)))) AS credits
  FROM paths
  GROUP BY brand_id, week_on
),

credited AS (
  SELECT
    ruled.metric,
    named_struct(
      'scope', 'campaign', 'platform', CAST(NULL AS STRING), 'brand_id', brand_id, 'campaign_id', campaign_id,
      'period', 'week', 'period_start_on', week_on
    ) AS cell,
    slice,
    slice_value,
    credit,
    persons
  FROM ruled
  UNION ALL
  SELECT
    'markov_credit',
    named_struct(
      'scope', 'campaign', 'platform', CAST(NULL AS STRING), 'brand_id', brand_id, 'campaign_id', credit.campaign_id,
      'period', 'week', 'period_start_on', week_on
    ),
    NULL,
    NULL,
    credit.conversions,
    persons
  FROM chains
  LATERAL VIEW explode(credits) credit AS campaign_id, conversions
)

SELECT
  metric,
  cell.*,
  slice,
  slice_value,
  credit AS numerator,
  CAST(NULL AS DOUBLE) AS denominator,
  persons,
  0L AS pending,
  CAST(NULL AS DOUBLE) AS rr,
  CAST(NULL AS DOUBLE) AS rn,
  CAST(NULL AS DOUBLE) AS nn,
  CAST(NULL AS STRING) AS flags
FROM credited
