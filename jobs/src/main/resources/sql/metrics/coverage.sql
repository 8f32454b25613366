-- metrics.coverage: what each source has sent, and up to when its days are complete.
--
-- grain:  source, platform, region, brand_id, event_type
-- reads:  counted_events, reference_sources
-- owner:  analytics
--
-- A day is complete when complete_after has passed since its end and events of a later day have
-- arrived, or when the operator has declared it so. Days are those of the source's zone.
WITH seen AS (
  SELECT
    source,
    platform,
    region,
    brand_id,
    event_type,
    MIN(occurred_at) AS first_at,
    MAX(occurred_at) AS last_at,
    COUNT(*) AS events,
    COUNT_IF(direction IS NOT NULL) > 0 AS has_roles,
    COUNT_IF(outcome IS NOT NULL) > 0 AS has_outcomes
  FROM counted_events
  GROUP BY source, platform, region, brand_id, event_type
),

last_of_source AS (
  SELECT
    source,
    MAX(last_at) AS last_at
  FROM seen
  GROUP BY source
),

last_complete AS (
  SELECT
    last_of_source.source,
    reference_sources.zone,
    reference_sources.complete_through,
    LEAST(
      date_trunc('DAY', from_utc_timestamp(last_of_source.last_at, reference_sources.zone)),
      date_trunc('DAY', from_utc_timestamp(
        :as_of - make_dt_interval(0, 0, 0, reference_sources.complete_after_seconds),
        reference_sources.zone
      ))
    ) AS local_end_at
  FROM last_of_source
  INNER JOIN reference_sources ON reference_sources.source = last_of_source.source
)

SELECT
  seen.source,
  seen.platform,
  seen.region,
  seen.brand_id,
  seen.event_type,
  seen.first_at,
  seen.last_at,
  seen.events,
  seen.has_roles,
  seen.has_outcomes,
  to_utc_timestamp(
    GREATEST(
      last_complete.local_end_at,
      CAST(last_complete.complete_through + INTERVAL 1 DAY AS TIMESTAMP)
    ),
    last_complete.zone
  ) AS complete_until
FROM seen
INNER JOIN last_complete ON last_complete.source = seen.source
