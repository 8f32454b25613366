-- flagged: the numbers of which more is to be said than they say.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice_value
-- reads:  retention, horizons, comebacks, lifecycle, experiments
-- owner:  bench
--
-- Cohorts of which somebody may have begun before the log did, and arms that are not what was planned.
SELECT
  'retention_on' AS metric, scope, platform, brand_id, campaign_id, 'week' AS period, period_start_on, week AS slice_value,
  'left_truncated' AS flags
FROM retention
WHERE has_left_truncated
UNION ALL
SELECT metric, scope, platform, brand_id, campaign_id, 'week', period_start_on, slice_value, 'left_truncated'
FROM horizons
WHERE has_left_truncated
UNION ALL
SELECT 'declared_retention', 'brand', NULL, brand_id, NULL, period, period_start_on, slice_value, 'left_truncated'
FROM comebacks
WHERE has_left_truncated
UNION ALL
SELECT 'lifecycle_contacts', scope, platform, brand_id, campaign_id, period, period_start_on, state, 'left_truncated'
FROM lifecycle
WHERE is_burn_in
UNION ALL
SELECT
  metric, 'campaign', NULL, brand_id, campaign_id, 'lifetime', DATE '1970-01-01', slice_value,
  concat_ws(',', IF(has_multi_arm, 'multi_arm_excluded', NULL), IF(is_invalid, 'sample_ratio_mismatch', NULL))
FROM experiments
WHERE has_multi_arm OR is_invalid
