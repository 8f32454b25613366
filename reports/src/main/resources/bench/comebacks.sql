-- comebacks: declared_retention, of each cohort of a declared retention those who came back in its spans of periods.
--
-- grain:  retention, brand_id, period_start_on, span
-- reads:  counted, opened, retention_marks, retention_spans, coverage, feeds, watermarks, brands
-- owner:  bench
--
-- Whoever begins anew in each period of the calendar needs no history. An elapsed month is one by the brand's clock.
WITH marks AS (
  SELECT retention_marks.*, coalesce(brands.zone, getvariable('site_zone')) AS zone, feeds.new_from
  FROM query(getvariable('retention_marks')) AS retention_marks
  JOIN feeds ON feeds.source = retention_marks.source
  LEFT JOIN brands ON brands.brand_id = retention_marks.brand_id
),

starts AS (
  SELECT
    *,
    CAST(date_trunc(unit, local_day(zone, at_ms)) AS DATE) AS cohort_on,
    row_number() OVER (
      PARTITION BY retention, brand_id, contact, IF(is_first, NULL, date_trunc(unit, local_day(zone, at_ms)))
      ORDER BY at_ms, source_sequence NULLS LAST, type, event_id
    ) AS number
  FROM marks
  WHERE is_start
),

returned AS (
  SELECT
    starts.retention, starts.brand_id, starts.contact, starts.cohort_on, starts.at_ms,
    list(DISTINCT CASE
      WHEN starts.is_calendar THEN date_diff(
        starts.unit,
        CAST(starts.cohort_on AS TIMESTAMP),
        date_trunc(starts.unit, timezone(starts.zone, make_timestamptz(marks.at_ms * 1000)))
      )
      WHEN starts.unit = 'day' THEN (marks.at_ms - starts.at_ms) // 86400000
      WHEN starts.unit = 'week' THEN (marks.at_ms - starts.at_ms) // 604800000
      ELSE date_sub('month', timezone(starts.zone, make_timestamptz(starts.at_ms * 1000)),
        timezone(starts.zone, make_timestamptz(marks.at_ms * 1000)))
    END) AS periods
  FROM starts
  JOIN marks
    ON marks.retention = starts.retention
    AND marks.brand_id = starts.brand_id
    AND marks.contact = starts.contact
    AND marks.at_ms > starts.at_ms
  WHERE starts.number = 1 AND marks.is_return
  GROUP BY ALL
),

told AS (
  SELECT coverage.brand_id, coverage.event_type, min(feeds.complete_until) AS until
  FROM coverage
  JOIN feeds ON feeds.source = coverage.source
  GROUP BY coverage.brand_id, coverage.event_type
),

members AS (
  SELECT
    starts.retention,
    starts.brand_id,
    starts.unit,
    starts.cohort_on,
    spans.span,
    len(list_filter(coalesce(returned.periods, []), lambda p: p BETWEEN spans.first AND spans.last)) > 0 AS is_back,
    starts.is_first AND coalesce(starts.at_ms < starts.new_from, FALSE) AS is_left_truncated,
    coalesce(CASE
      WHEN starts.is_calendar THEN epoch_ms(timezone(starts.zone, CAST(starts.cohort_on AS TIMESTAMP) + CASE starts.unit
        WHEN 'day' THEN to_days(CAST(spans.last + 1 AS INTEGER))
        WHEN 'week' THEN to_days(CAST(7 * (spans.last + 1) AS INTEGER))
        ELSE to_months(CAST(spans.last + 1 AS INTEGER))
      END))
      WHEN starts.unit = 'day' THEN starts.at_ms + (spans.last + 1) * 86400000
      WHEN starts.unit = 'week' THEN starts.at_ms + (spans.last + 1) * 604800000
      ELSE epoch_ms(timezone(starts.zone,
        timezone(starts.zone, make_timestamptz(starts.at_ms * 1000)) + to_months(CAST(spans.last + 1 AS INTEGER))))
    END <= least(watermarks.until, begun.until, back.until)
      AND begun.until IS NOT NULL AND back.until IS NOT NULL AND watermarks.until IS NOT NULL, FALSE) AS is_mature
  FROM starts
  JOIN retention_spans AS spans ON spans.retention = starts.retention
  LEFT JOIN returned
    ON returned.retention = starts.retention
    AND returned.brand_id = starts.brand_id
    AND returned.contact = starts.contact
    AND returned.cohort_on = starts.cohort_on
  LEFT JOIN watermarks
    ON watermarks.metric = 'declared_retention'
    AND watermarks.scope = 'brand'
    AND watermarks.brand_id = starts.brand_id
  LEFT JOIN told AS begun ON begun.brand_id = starts.brand_id AND begun.event_type = spans.start_event
  LEFT JOIN told AS back ON back.brand_id = starts.brand_id AND back.event_type = spans.return_event
  WHERE starts.number = 1
)

SELECT
  brand_id,
  unit AS period,
  cohort_on AS period_start_on,
  span || ',' || retention AS slice_value,
  CAST(count(*) FILTER (WHERE is_mature AND is_back AND NOT is_left_truncated) AS DOUBLE) AS numerator,
  CAST(count(*) FILTER (WHERE is_mature AND NOT is_left_truncated) AS DOUBLE) AS denominator,
  count(*) FILTER (WHERE is_mature AND NOT is_left_truncated) AS persons,
  count(*) FILTER (WHERE NOT is_mature AND NOT is_left_truncated) AS pending,
  bool_or(is_left_truncated) AS has_left_truncated
FROM members
GROUP BY ALL
