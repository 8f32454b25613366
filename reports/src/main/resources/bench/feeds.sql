-- feeds: each source with its last complete day, its receipts and its burn-in.
--
-- grain:  source
-- reads:  coverage, sources
-- owner:  bench
--
-- A day is complete when complete_after has passed since its end and a later day has begun, or when it
-- is declared so. Times are in milliseconds.
WITH seen AS (
  SELECT
    source,
    min(first_at) AS first_at,
    max(last_at) AS last_at,
    list(DISTINCT event_type) AS emitted
  FROM coverage
  GROUP BY source
)

SELECT
  seen.source,
  coalesce(sources.emits, seen.emitted) AS emits,
  NOT list_has_any(
    coalesce(sources.emits, seen.emitted), ['message.delivered', 'message.read', 'message.played']
  ) AS is_without_receipts,
  ms_of(timezone(
    getvariable('site_zone'),
    greatest(
      CAST(sources.complete_through + 1 AS TIMESTAMP),
      least(
        date_trunc('day', timezone(getvariable('site_zone'), seen.last_at)),
        date_trunc(
          'day',
          timezone(getvariable('site_zone'), getvariable('as_of') - to_milliseconds(coalesce(sources.complete_after_ms, getvariable('complete_after_ms'))))
        )
      )
    )
  )) AS complete_until,
  CASE
    WHEN coalesce(sources.burn_in_days, getvariable('burn_in_days')) > 0 THEN ms_of(timezone(
      getvariable('site_zone'),
      date_trunc('day', timezone(getvariable('site_zone'), seen.first_at)) + to_days(1 + coalesce(sources.burn_in_days, getvariable('burn_in_days')))
    ))
  END AS new_from
FROM seen
LEFT JOIN sources ON sources.source = seen.source
