-- work: how creative work, onboarding and contest entries went, by day of their beginning, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  creatives, ambassadors, entries, watermarks
-- owner:  bench
WITH pieces AS (
  SELECT
    *,
    approved_at IS NOT NULL OR rejected_at IS NOT NULL AS is_final
  FROM creatives
),

invited AS (
  SELECT
    ambassadors.*,
    coalesce(ambassadors.invited_at + 1209600000 <= watermarks.until, FALSE) AS is_mature,
    coalesce(ambassadors.finished_at <= ambassadors.invited_at + 1209600000, FALSE) AS is_in_time
  FROM ambassadors
  LEFT JOIN watermarks
    ON watermarks.metric = 'onboarding_completion'
    AND watermarks.scope = IF(ambassadors.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM ambassadors.brand_id
),

judged AS (
  SELECT *, decision IS NOT NULL OR coalesce(form = 'media_only', FALSE) AS is_decided
  FROM entries
)

SELECT
  'first_pass_rate' AS metric,
  NULL AS slice,
  NULL AS slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  person,
  CAST(is_first_pass AS INTEGER) AS r,
  CAST(is_decided AS INTEGER) AS n,
  CAST(NOT is_decided AS INTEGER) AS pending
FROM pieces
UNION ALL
SELECT
  'approval_rounds', NULL, NULL, platform, brand_id, campaign_id, site_on, brand_on, person,
  IF(is_final, rounds, 0), CAST(is_final AS INTEGER), CAST(NOT is_final AS INTEGER)
FROM pieces
UNION ALL
SELECT
  'onboarding_completion', NULL, NULL, platform, brand_id, campaign_id, site_on, brand_on, person,
  CAST(is_mature AND is_in_time AS INTEGER), CAST(is_mature AS INTEGER), CAST(NOT is_mature AS INTEGER)
FROM invited
UNION ALL
SELECT
  'contest_valid_rate', NULL, NULL, platform, brand_id, campaign_id, site_on, brand_on, person,
  CAST(coalesce(decision = 'accepted', FALSE) AND form IS DISTINCT FROM 'media_only' AS INTEGER),
  CAST(is_decided AS INTEGER),
  CAST(NOT is_decided AS INTEGER)
FROM judged
UNION ALL
SELECT
  'contest_text_first_share', NULL, NULL, platform, brand_id, campaign_id, site_on, brand_on, person,
  CAST(form = 'text_first' AS INTEGER), 1, 0
FROM judged
WHERE form IS NOT NULL
UNION ALL
SELECT
  'contest_moderation_load', NULL, NULL, platform, brand_id, campaign_id, site_on, brand_on, person,
  CAST(is_by_human AS INTEGER), 1, 0
FROM judged
