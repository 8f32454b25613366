-- metrics.capabilities: what can be known of each source, platform and region, and if not, which log could tell it.
--
-- grain:  feature_kind, feature, source, platform, region
-- reads:  metrics.coverage, reference_catalogue, reference_campaigns, reference_formats, reference_sources
-- owner:  analytics
--
-- A feature is a metric, which needs several types of event, or one type of event. As in
-- metrics.observability a declaration is believed; without one, what the source has sent anywhere.
WITH places AS (
  SELECT DISTINCT
    coverage.source,
    coverage.platform,
    coverage.region,
    reference_sources.emits
  FROM metrics.coverage AS coverage
  INNER JOIN reference_sources ON reference_sources.source = coverage.source
),

conversions AS (
  SELECT DISTINCT brand_id, conversion_event
  FROM reference_campaigns
),

seen AS (
  SELECT
    coverage.source,
    coverage.platform,
    coverage.region,
    sent.capability,
    SUM(coverage.events) AS events,
    MIN(coverage.first_at) AS first_at,
    MAX(coverage.last_at) AS last_at
  FROM metrics.coverage AS coverage
  LEFT JOIN conversions
    ON conversions.brand_id = coverage.brand_id
    AND conversions.conversion_event = coverage.event_type
  LATERAL VIEW explode(filter(
    array(
      coverage.event_type,
      IF(coverage.has_roles, 'role', NULL),
      IF(coverage.has_outcomes, 'outcome', NULL),
      IF(conversions.brand_id IS NULL, NULL, 'conversion')
    ),
    told -> told IS NOT NULL
  )) sent AS capability
  GROUP BY coverage.source, coverage.platform, coverage.region, sent.capability
),

sent_anywhere AS (
  SELECT source, collect_set(capability) AS capabilities
  FROM seen
  GROUP BY source
),

features AS (
  SELECT 'metric' AS feature_kind, metric AS feature, needs
  FROM reference_catalogue
  UNION ALL
  SELECT 'event' AS feature_kind, event_type AS feature, array(event_type) AS needs
  FROM reference_formats
  LATERAL VIEW explode(event_types) type AS event_type
  WHERE format = 'canonical'
),

needs AS (
  SELECT feature_kind, feature, capability
  FROM features
  LATERAL VIEW explode(needs) need AS capability
),

judged AS (
  SELECT
    needs.feature_kind,
    needs.feature,
    places.source,
    places.platform,
    places.region,
    needs.capability,
    -- Nobody declares roles, conversions and outcomes: they show in the events.
    array_contains(
      IF(needs.capability IN ('role', 'conversion', 'outcome'), sent_anywhere.capabilities, COALESCE(places.emits, sent_anywhere.capabilities)),
      needs.capability
    ) AS is_met,
    seen.events,
    seen.first_at,
    seen.last_at
  FROM places
  CROSS JOIN needs
  INNER JOIN sent_anywhere ON sent_anywhere.source = places.source
  LEFT JOIN seen
    ON seen.source = places.source
    AND seen.platform = places.platform
    AND seen.region <=> places.region
    AND seen.capability = needs.capability
),

summed AS (
  SELECT
    feature_kind,
    feature,
    source,
    platform,
    region,
    sort_array(collect_list(IF(is_met, NULL, capability))) AS missing,
    bool_and(COALESCE(events, 0) > 0) AS is_seen,
    MIN(COALESCE(events, 0L)) AS events,
    MAX(first_at) AS first_at,
    MIN(last_at) AS last_at
  FROM judged
  GROUP BY feature_kind, feature, source, platform, region
),

formats AS (
  SELECT sort_array(collect_list(struct(format, event_types))) AS formats
  FROM reference_formats
)

SELECT
  feature_kind,
  feature,
  source,
  platform,
  region,
  CASE WHEN SIZE(missing) > 0 THEN 'not_observable' WHEN is_seen THEN 'seen' ELSE 'declared' END AS capability,
  events,
  IF(is_seen, first_at, NULL) AS first_at,
  IF(is_seen, last_at, NULL) AS last_at,
  NULLIF(array_join(missing, ','), '') AS missing,
  IF(
    SIZE(missing) = 0,
    NULL,
    array_join(
      transform(
        filter(formats.formats, known -> SIZE(array_except(missing, concat(known.event_types, array('role', 'conversion', 'outcome')))) = 0),
        known -> known.format
      ),
      ','
    )
  ) AS available_from
FROM summed
CROSS JOIN formats
ORDER BY feature_kind, feature, source, platform, region
