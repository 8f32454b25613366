-- metrics.habits: on how many days contacts come, what they come with and whether they trust, as sums by cell.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.activity, journeys.acts, metrics.observability, reference_brands
-- owner:  analytics
--
-- The unit is a contact. What looks at whole days waits until the last of them is complete; ratios of days
-- have nine decimals, so that they add up the same in any order.
WITH reached AS (
  SELECT
    platform, person_id,
    MIN(IF(word = 'voice_note', acted_site_on, NULL)) AS voice_on,
    MIN(IF(word = 'media_pack', acted_site_on, NULL)) AS pack_on
  FROM journeys.acts
  WHERE act = 'feature.enabled'
  GROUP BY platform, person_id
),

-- Since when a platform has told whom a feature reached; before that, anyone may have it.
told AS (
  SELECT platform, MIN(voice_on) AS voice_told_on, MIN(pack_on) AS pack_told_on FROM reached
  GROUP BY platform
),

days AS (
  SELECT
    platform, brand_id, campaign_id, person_id, active_on, active_site_on,
    MAX(messages > 0) AS is_sender,
    MAX(messages > 0 AND kind <=> 'voice_note') AS is_voice,
    MAX(messages > 0 AND kind <=> 'media_pack') AS is_pack,
    FALSE AS is_complaint
  FROM journeys.activity
  WHERE direction = 'inbound' AND person_id IS NOT NULL
  GROUP BY platform, brand_id, campaign_id, person_id, active_on, active_site_on
  UNION ALL
  SELECT DISTINCT
    platform, brand_id, campaign_id, person_id, acted_on, acted_site_on, FALSE, FALSE, FALSE, TRUE
  FROM journeys.acts
  WHERE act IN ('person.reported', 'person.blocked') AND is_by_contact AND person_id IS NOT NULL
),

-- Those of one person lie together from here on.
by_place AS (
  SELECT /*+ REPARTITION(person_id) */ days.*, voice_on, pack_on, voice_told_on, pack_told_on
  FROM days
  LEFT JOIN reached ON reached.platform = days.platform AND reached.person_id = days.person_id
  LEFT JOIN told ON told.platform = days.platform
),

everywhere AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, active_on, active_site_on) AS cell,
    SHIFTLEFT(1L, weekday(IF(scope IN ('all', 'platform'), active_site_on, active_on))) AS day,
    by_place.*
  FROM by_place
  CROSS JOIN spans
),

contacts AS (
  SELECT
    cell, person_id, last_day_of(cell.period, cell.period_start_on) AS last_on,
    -- Days of a week as bits, from Monday on.
    BIT_OR(IF(is_complaint, 0L, day)) AS active_days,
    BIT_OR(IF(is_voice OR is_pack, day, 0L)) AS rich_days,
    MAX(is_complaint) AS is_complaint, MAX(is_sender) AS is_sender, MAX(is_voice) AS is_voice, MAX(is_pack) AS is_pack,
    MIN(IF(is_sender, voice_on, NULL)) AS voice_on,
    MIN(IF(is_sender, pack_on, NULL)) AS pack_on,
    MAX(IF(is_sender, COALESCE(voice_told_on, DATE '9999-12-31'), NULL)) AS voice_told_on,
    MAX(IF(is_sender, COALESCE(pack_told_on, DATE '9999-12-31'), NULL)) AS pack_told_on
  FROM everywhere
  WHERE cell IS NOT NULL
  GROUP BY cell, person_id
),

-- The 28 days that end with a week: a day lies in those of four weeks.
spells AS (
  SELECT
    named_struct(
      'scope', cell.scope, 'platform', cell.platform, 'brand_id', cell.brand_id, 'campaign_id', cell.campaign_id,
      'period', cell.period, 'period_start_on', date_add(cell.period_start_on, 7 * later.weeks)
    ) AS cell,
    person_id,
    bit_count(BIT_OR(SHIFTLEFT(rich_days, 7 * later.weeks))) AS rich_days,
    bit_count(BIT_OR(SHIFTLEFT(active_days, 7 * later.weeks))) AS active_days
  FROM contacts
  LATERAL VIEW explode(array(0, 1, 2, 3)) later AS weeks
  WHERE cell.period = 'week'
  GROUP BY 1, person_id
),

observed AS (
  SELECT seen.metric, cell, seen.kind, CAST(seen.r AS DECIMAL(18, 9)) AS r, seen.n, seen.is_unknown
  FROM contacts
  LATERAL VIEW inline(array(
    named_struct('metric', 'dau_wau', 'is_unit', cell.period = 'week' AND active_days <> 0, 'kind', CAST(NULL AS STRING),
      'r', bit_count(active_days), 'n', 7, 'is_unknown', FALSE),
    named_struct('metric', 'trust_index', 'is_unit', TRUE, 'kind', NULL, 'r', IF(is_complaint, 0, 1), 'n', 1, 'is_unknown', FALSE),
    named_struct('metric', 'format_adoption', 'is_unit', is_sender AND (voice_on <= last_on OR voice_told_on > last_on),
      'kind', 'voice_note', 'r', IF(is_voice, 1, 0), 'n', 1, 'is_unknown', voice_told_on > last_on),
    named_struct('metric', 'format_adoption', 'is_unit', is_sender AND (pack_on <= last_on OR pack_told_on > last_on),
      'kind', 'media_pack', 'r', IF(is_pack, 1, 0), 'n', 1, 'is_unknown', pack_told_on > last_on)
  )) seen AS metric, is_unit, kind, r, n, is_unknown
  WHERE seen.is_unit
  UNION ALL
  SELECT 'rich_active_days', cell, NULL, CAST(CAST(rich_days AS DECIMAL(18, 9)) / active_days AS DECIMAL(18, 9)), 1, FALSE
  FROM spells
  WHERE active_days > 0
),

sums AS (
  SELECT metric, cell, kind, COUNT(*) AS persons, MAX(is_unknown) AS is_unknown,
    SUM(r) AS r, SUM(n) AS n, SUM(r * r) AS rr, SUM(r * n) AS rn, SUM(n * n) AS nn
  FROM observed
  GROUP BY metric, cell, kind
),

judged AS (
  SELECT
    sums.*,
    sums.metric NOT IN ('dau_wau', 'rich_active_days') OR COALESCE(
      to_utc_timestamp(CAST(date_add(cell.period_start_on, 7) AS TIMESTAMP), reference_brands.zone)
        <= observability.watermark_at, FALSE) AS is_mature,
    -- A week that has not begun when the log ends is no week to wait for.
    COALESCE(to_utc_timestamp(CAST(cell.period_start_on AS TIMESTAMP), reference_brands.zone)
      <= observability.watermark_at, TRUE) AS is_begun
  FROM sums
  LEFT JOIN metrics.observability AS observability
    ON observability.metric = sums.metric
    AND observability.scope = IF(cell.scope = 'campaign', 'brand', cell.scope)
    AND observability.platform <=> cell.platform
    AND observability.brand_id <=> cell.brand_id
  LEFT JOIN reference_brands ON reference_brands.brand_id <=> cell.brand_id
)

SELECT
  metric,
  cell.*,
  IF(kind IS NULL, NULL, 'kind') AS slice,
  kind AS slice_value,
  CAST(IF(is_mature, r, 0) AS DOUBLE) AS numerator,
  CAST(IF(is_mature, n, 0) AS DOUBLE) AS denominator,
  IF(is_mature, persons, 0L) AS persons,
  IF(is_mature, 0L, persons) AS pending,
  CAST(IF(is_mature, rr, 0) AS DOUBLE) AS rr,
  CAST(IF(is_mature, rn, 0) AS DOUBLE) AS rn,
  CAST(IF(is_mature, nn, 0) AS DOUBLE) AS nn,
  IF(is_unknown, 'eligibility_unknown', NULL) AS flags
FROM judged
WHERE is_mature OR is_begun
