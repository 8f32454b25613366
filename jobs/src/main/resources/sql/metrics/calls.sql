-- metrics.calls: in how many of the groups that wrote there was a call.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.activity, journeys.acts
-- owner:  analytics
--
-- The unit is a group or room; the persons behind it are those who wrote in it.
WITH units AS (
  SELECT platform, brand_id, campaign_id, thread_id, person_id, active_on, active_site_on, 0L AS r
  FROM journeys.activity
  WHERE conversation_kind = 'group' AND messages > 0 AND thread_id IS NOT NULL
  UNION ALL
  SELECT platform, brand_id, campaign_id, thread_id, person_id, acted_on, acted_site_on, 1L
  FROM journeys.acts
  WHERE act = 'call.started' AND word = 'group_voice' AND thread_id IS NOT NULL
),

by_group AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, active_on, active_site_on) AS cell,
    thread_id,
    collect_set(person_id) AS persons,
    MAX(r) AS r
  FROM units
  CROSS JOIN spans
  GROUP BY 1, thread_id
)

SELECT
  'group_call_participation' AS metric,
  cell.*,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  CAST(SUM(r) AS DOUBLE) AS numerator,
  CAST(COUNT(*) AS DOUBLE) AS denominator,
  CAST(SIZE(array_distinct(flatten(collect_list(persons)))) AS BIGINT) AS persons,
  0L AS pending,
  CAST(SUM(r) AS DOUBLE) AS rr,
  CAST(SUM(r) AS DOUBLE) AS rn,
  CAST(COUNT(*) AS DOUBLE) AS nn,
  CAST(NULL AS STRING) AS flags
FROM by_group
WHERE cell IS NOT NULL
GROUP BY cell
