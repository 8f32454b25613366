-- metrics.ages: of how many active contacts the age is unknown, and how many adults have the filter on.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.activity, journeys.filter_settings, reference_brands, reference_policies
-- owner:  analytics
--
-- A contact counts once in a period. The filter is as its owner set it last before the period's end; of an adult who
-- never did it is as the policies then in force have it on every platform that the contact was active on.
WITH days AS (
  -- All of a person in one place, before the days are told for every scope and period.
  SELECT /*+ REPARTITION(person_id) */
    platform, brand_id, campaign_id, person_id, active_on, active_site_on,
    BOOL_OR(age_band IS NOT NULL) AS is_known,
    -- Who was 17 in the period may come of age in it.
    BOOL_OR(age_band <=> '18_plus') AS is_adult
  FROM journeys.activity
  WHERE direction = 'inbound' AND person_id IS NOT NULL
  GROUP BY platform, brand_id, campaign_id, person_id, active_on, active_site_on
),

contacts AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, active_on, active_site_on) AS cell,
    person_id,
    BOOL_OR(is_known) AS is_known,
    BOOL_OR(is_adult) AS is_adult
  FROM days
  CROSS JOIN spans
  GROUP BY 1, person_id
),

defaults AS (
  SELECT
    map_from_entries(collect_list(struct(platform, rules))) AS by_platform,
    COALESCE(BOOL_OR(is_ever_on), FALSE) AS is_ever_on
  FROM (
    SELECT
      platform,
      collect_list(struct(valid_from, array_contains(filter_default_on, '18_plus') AS is_on)) AS rules,
      BOOL_OR(array_contains(filter_default_on, '18_plus')) AS is_ever_on
    FROM reference_policies
    GROUP BY platform
  )
),

-- Only where some policy has it on for adults are their platforms asked.
places AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, active_on, active_site_on) AS cell,
    person_id,
    collect_set(platform) AS platforms
  FROM days
  CROSS JOIN defaults
  CROSS JOIN spans
  WHERE defaults.is_ever_on
  GROUP BY 1, person_id
),

settings AS (
  SELECT person_id, collect_list(struct(set_at, set_order, is_enabled)) AS all_settings
  FROM journeys.filter_settings
  GROUP BY person_id
),

ended AS (
  SELECT
    contacts.*,
    to_utc_timestamp(
      CAST(date_add(last_day_of(cell.period, cell.period_start_on), IF(cell.period = 'lifetime', 0, 1)) AS TIMESTAMP),
      COALESCE(own.zone, site.zone)
    ) AS ends_at
  FROM contacts
  LEFT JOIN reference_brands AS own ON own.brand_id = contacts.cell.brand_id
  INNER JOIN reference_brands AS site ON site.brand_id IS NULL
  WHERE contacts.cell IS NOT NULL
),

judged AS (
  SELECT
    ended.cell,
    ended.is_known,
    ended.is_adult,
    COALESCE(
      array_max(filter(settings.all_settings, one -> one.set_at < ended.ends_at)).is_enabled,
      forall(places.platforms, platform -> COALESCE(
        array_max(filter(try_element_at(by_platform, platform), rule -> rule.valid_from < ended.ends_at)).is_on,
        array_max(filter(try_element_at(by_platform, 'default'), rule -> rule.valid_from < ended.ends_at)).is_on,
        FALSE
      )),
      FALSE
    ) AS is_enabled
  FROM ended
  CROSS JOIN defaults
  LEFT JOIN places ON places.cell = ended.cell AND places.person_id = ended.person_id
  LEFT JOIN settings ON settings.person_id = ended.person_id
),

sums AS (
  SELECT
    cell,
    COUNT(*) AS contacts,
    COUNT_IF(NOT is_known) AS unknown,
    COUNT_IF(is_adult) AS adults,
    COUNT_IF(is_adult AND is_enabled) AS filtered
  FROM judged
  GROUP BY cell
)

SELECT
  given.metric,
  cell.*,
  CAST(NULL AS STRING) AS slice,
  CAST(NULL AS STRING) AS slice_value,
  CAST(given.r AS DOUBLE) AS numerator,
  CAST(given.n AS DOUBLE) AS denominator,
  given.n AS persons,
  0L AS pending,
  CAST(given.r AS DOUBLE) AS rr,
  CAST(given.r AS DOUBLE) AS rn,
  CAST(given.n AS DOUBLE) AS nn,
  CAST(NULL AS STRING) AS flags
FROM sums
LATERAL VIEW inline(array(
  named_struct('metric', 'unknown_age_share', 'r', unknown, 'n', contacts),
  named_struct('metric', 'filter_enabled_share', 'r', filtered, 'n', adults)
)) given AS metric, r, n
WHERE given.n > 0
