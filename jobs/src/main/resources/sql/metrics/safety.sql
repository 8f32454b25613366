-- metrics.safety: blocked first contacts, their recovery, filter hits and denials, as sums by cell.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.pairs, journeys.media_checks, journeys.denials, metrics.observability
-- owner:  analytics
--
-- A pair is in the day of its first attempt, an item in the day of its first scan. Whoever is of unknown
-- age is in totals only.
WITH pairs AS (
  SELECT
    pairs.*,
    COALESCE(pairs.blocked_at + INTERVAL 72 HOURS <= observability.watermark_at, FALSE) AS is_mature
  FROM journeys.pairs AS pairs
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = 'block_recovery_rate'
    AND observability.scope = IF(pairs.brand_id IS NULL, 'all', 'brand')
    AND observability.brand_id <=> pairs.brand_id
  WHERE NOT pairs.is_left_truncated
),

placed_pairs AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, first_attempt_on, first_attempt_site_on) AS cell,
    pairs.*
  FROM pairs
  CROSS JOIN spans
),

pair_units AS (
  SELECT
    seen.metric,
    pairs.cell,
    seen.slice,
    seen.slice_value,
    COALESCE(pairs.contact_id, pairs.person_a) AS person_id,
    IF(seen.is_mature AND seen.is_hit, 1L, 0L) AS r,
    IF(seen.is_mature, 1L, 0L) AS n,
    IF(seen.is_mature, 0L, 1L) AS pending
  FROM placed_pairs AS pairs
  LATERAL VIEW inline(array(
    named_struct('metric', 'first_contact_block_rate', 'slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING),
      'is_hit', pairs.blocked_at IS NOT NULL, 'is_mature', TRUE),
    named_struct('metric', 'first_contact_block_rate', 'slice', 'sender_role', 'slice_value', pairs.sender_role,
      'is_hit', pairs.blocked_at IS NOT NULL, 'is_mature', TRUE),
    named_struct('metric', 'block_recovery_rate', 'slice', NULL, 'slice_value', NULL,
      'is_hit', pairs.recovered_at IS NOT NULL, 'is_mature', pairs.is_mature),
    named_struct('metric', 'block_recovery_rate', 'slice', 'opener_side', 'slice_value', 'sender',
      'is_hit', pairs.recovered_at IS NOT NULL, 'is_mature', pairs.is_mature),
    named_struct('metric', 'block_recovery_rate', 'slice', 'opener_side', 'slice_value', 'any_side',
      'is_hit', pairs.any_recovered_at IS NOT NULL, 'is_mature', pairs.is_mature)
  )) seen AS metric, slice, slice_value, is_hit, is_mature
  WHERE pairs.cell IS NOT NULL
    AND (seen.metric = 'first_contact_block_rate' OR pairs.blocked_at IS NOT NULL)
    AND (seen.slice IS NULL OR seen.slice_value IS NOT NULL)
),

checks AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, checked_on, checked_site_on) AS cell,
    media_checks.*
  FROM journeys.media_checks
  CROSS JOIN spans
),

item_units AS (
  SELECT
    'filter_hit_rate' AS metric,
    checks.cell,
    seen.slice,
    seen.slice_value,
    checks.person_id,
    LEAST(seen.hit, seen.scanned) AS r,
    seen.scanned AS n,
    0L AS pending
  FROM checks
  LATERAL VIEW inline(array(
    named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING),
      'hit', checks.items_hit, 'scanned', checks.items_scanned),
    named_struct('slice', 'side', 'slice_value', 'sender',
      'hit', checks.sender_hit, 'scanned', checks.sender_scanned),
    named_struct('slice', 'side', 'slice_value', 'recipient',
      'hit', checks.recipient_hit, 'scanned', checks.recipient_scanned),
    named_struct('slice', 'age_band,side', 'slice_value', NULLIF(checks.sender_age_band, 'unknown') || ',sender',
      'hit', checks.sender_hit, 'scanned', checks.sender_scanned),
    named_struct('slice', 'age_band,side', 'slice_value', NULLIF(checks.recipient_age_band, 'unknown') || ',recipient',
      'hit', checks.recipient_hit, 'scanned', checks.recipient_scanned)
  )) seen AS slice, slice_value, hit, scanned
  WHERE checks.cell IS NOT NULL AND seen.scanned > 0 AND (seen.slice IS NULL OR seen.slice_value IS NOT NULL)
),

by_person AS (
  SELECT metric, cell, slice, slice_value, person_id, SUM(r) AS r, SUM(n) AS n, SUM(pending) AS pending
  FROM (SELECT * FROM pair_units UNION ALL SELECT * FROM item_units)
  GROUP BY metric, cell, slice, slice_value, person_id
),

denied AS (
  SELECT
    denials,
    cell(scope, period, platform, NULL, NULL, denied_site_on, denied_site_on) AS cell
  FROM journeys.denials
  CROSS JOIN spans
  WHERE reason = 'under_16'
),

denials AS (
  SELECT
    cell,
    SUM(denied.denials) AS denials
  FROM denied
  WHERE cell IS NOT NULL
  GROUP BY cell
)

SELECT
  metric,
  cell.*,
  slice,
  slice_value,
  CAST(SUM(r) AS DOUBLE) AS numerator,
  CAST(SUM(n) AS DOUBLE) AS denominator,
  COUNT_IF(n > 0) AS persons,
  SUM(pending) AS pending,
  CAST(SUM(r * r) AS DOUBLE) AS rr,
  CAST(SUM(r * n) AS DOUBLE) AS rn,
  CAST(SUM(n * n) AS DOUBLE) AS nn,
  CAST(NULL AS STRING) AS flags
FROM by_person
GROUP BY metric, cell, slice, slice_value
UNION ALL
SELECT
  'age_denials' AS metric,
  cell.*,
  NULL AS slice,
  NULL AS slice_value,
  CAST(denials AS DOUBLE) AS numerator,
  NULL AS denominator,
  0L AS persons,
  0L AS pending,
  NULL AS rr,
  NULL AS rn,
  NULL AS nn,
  NULL AS flags
FROM denials
