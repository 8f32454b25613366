-- results: every number, as metrics.results has it: a value, or the reason why there is none.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  cells, others, experiments, shortfalls, flagged, watermarks, catalogue
-- owner:  bench
WITH known AS (
  SELECT
    metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value,
    IF(metric = 'active_contacts' OR metric = 'reached_contacts', CAST(persons AS DOUBLE), numerator) AS numerator,
    IF(metric IN (SELECT metric FROM catalogue WHERE is_count), NULL, denominator) AS denominator,
    persons, pending, CAST(NULL AS DOUBLE) AS value, CAST(NULL AS DOUBLE) AS low, CAST(NULL AS DOUBLE) AS high,
    rr, rn, nn
  FROM cells
  WHERE metric IN (SELECT metric FROM catalogue)
  UNION ALL
  SELECT
    shares.metric, part.scope, part.platform, part.brand_id, part.campaign_id, part.period, part.period_start_on,
    part.slice, part.slice_value, part.numerator, whole.numerator, whole.persons, 0, NULL, NULL, NULL,
    part.rr, part.rw, whole.rr
  FROM cells AS part
  JOIN (
    VALUES
      ('messages_sent', 'kind', 'format_share'),
      ('first_openers', 'kind', 'share_of_first_openers'),
      ('packs', 'items', 'pack_size_share')
  ) AS shares (of, slice, metric)
    ON shares.of = part.metric AND shares.slice = part.slice
  JOIN cells AS whole
    ON whole.metric = part.metric
    AND whole.slice IS NULL
    AND whole.scope = part.scope
    AND whole.platform IS NOT DISTINCT FROM part.platform
    AND whole.brand_id IS NOT DISTINCT FROM part.brand_id
    AND whole.campaign_id IS NOT DISTINCT FROM part.campaign_id
    AND whole.period = part.period
    AND whole.period_start_on = part.period_start_on
  UNION ALL
  SELECT * FROM others
),

-- Where anything but denials, records and spending happened, every metric of the catalogue has a row.
missing AS (
  SELECT catalogue.metric, happened.*
  FROM (
    SELECT DISTINCT scope, platform, brand_id, campaign_id, period, period_start_on
    FROM known
    WHERE slice IS NULL AND metric NOT IN ('age_denials', 'freshness_p95', 'roas')
  ) AS happened
  JOIN catalogue
    ON list_contains(catalogue.scopes, happened.scope) AND list_contains(catalogue.periods, happened.period)
  ANTI JOIN known
    ON known.metric = catalogue.metric
    AND known.scope = happened.scope
    AND known.platform IS NOT DISTINCT FROM happened.platform
    AND known.brand_id IS NOT DISTINCT FROM happened.brand_id
    AND known.campaign_id IS NOT DISTINCT FROM happened.campaign_id
    AND known.period = happened.period
    AND known.period_start_on = happened.period_start_on
),

-- Where anything can be known, how far it can be relied on; numbers of few minors are withheld.
told AS (
  SELECT
    given.scope, given.platform, given.brand_id, given.period, given.period_start_on,
    count(*) AS numbers,
    count(*) FILTER (WHERE given.slice = 'age_band,side' AND given.slice_value NOT LIKE '18_plus%' AND given.persons < 50)
      AS suppressed
  FROM (
    SELECT metric, scope, platform, brand_id, period, period_start_on, slice, slice_value, persons FROM known
    UNION ALL
    SELECT metric, scope, platform, brand_id, period, period_start_on, NULL, NULL, 0 FROM missing
  ) AS given
  JOIN catalogue ON catalogue.metric = given.metric
  LEFT JOIN watermarks
    ON watermarks.metric = given.metric
    AND watermarks.scope = given.scope
    AND watermarks.platform IS NOT DISTINCT FROM given.platform
    AND watermarks.brand_id IS NOT DISTINCT FROM given.brand_id
  WHERE given.scope <> 'campaign'
    AND given.period IN ('day', 'week', 'month')
    AND (watermarks.metric IS NOT NULL OR len(catalogue.needs) = 0)
  GROUP BY given.scope, given.platform, given.brand_id, given.period, given.period_start_on
),

quality AS (
  SELECT
    told.*,
    shortfalls.hidden,
    greatest(0, 1 + datediff(
      'day',
      greatest(shortfalls.incomplete_from_on, told.period_start_on),
      least(shortfalls.last_on, CASE told.period
        WHEN 'day' THEN told.period_start_on
        WHEN 'week' THEN told.period_start_on + 6
        ELSE last_day(told.period_start_on)
      END)
    )) AS incomplete
  FROM told
  JOIN shortfalls
    ON shortfalls.scope = told.scope
    AND shortfalls.platform IS NOT DISTINCT FROM told.platform
    AND shortfalls.brand_id IS NOT DISTINCT FROM told.brand_id
),

complete AS (
  SELECT * FROM known
  UNION ALL
  SELECT given.metric, scope, platform, brand_id, NULL, period, period_start_on, NULL, NULL, given.number, given.whole, 0, 0,
    given.number / given.whole, NULL, NULL, NULL, NULL, NULL
  FROM quality
  CROSS JOIN LATERAL (
    VALUES
      ('incomplete_days', CAST(incomplete AS DOUBLE), NULL),
      ('not_observable_metrics', CAST(hidden AS DOUBLE), NULL),
      ('suppressed_share', CAST(suppressed AS DOUBLE), CAST(numbers AS DOUBLE))
  ) AS given (metric, number, whole)
  UNION ALL
  SELECT metric, scope, platform, brand_id, campaign_id, period, period_start_on, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL,
    NULL, NULL, NULL
  FROM missing
  WHERE metric NOT IN ('incomplete_days', 'not_observable_metrics', 'suppressed_share')
),

judged AS (
  SELECT
    complete.*,
    catalogue.is_count,
    catalogue.is_valued,
    catalogue.bounds,
    catalogue.has_bounds,
    IF(catalogue.has_flags, concat_ws(',', IF(complete.numerator IS NULL, NULL, catalogue.flag), flagged.flags), NULL) AS flags,
    CASE
      WHEN watermarks.metric IS NULL AND len(catalogue.needs) > 0 THEN 'not_observable'
      WHEN complete.slice = 'age_band,side' AND complete.slice_value NOT LIKE '18_plus%' AND complete.persons < 50
        THEN 'suppressed'
      WHEN invalid.metric IS NOT NULL THEN 'invalid'
      WHEN catalogue.is_count THEN 'ok'
      -- A percentile may never be reached; a ratio needs a whole.
      WHEN IF(catalogue.is_valued, complete.value IS NOT NULL, complete.denominator > 0) THEN 'ok'
      WHEN complete.pending > 0 THEN 'immature'
      ELSE 'no_data'
    END AS status
  FROM complete
  JOIN catalogue ON catalogue.metric = complete.metric
  LEFT JOIN (SELECT DISTINCT metric, campaign_id FROM experiments WHERE is_invalid) AS invalid
    ON invalid.metric = complete.metric AND invalid.campaign_id = complete.campaign_id
  LEFT JOIN flagged
    ON flagged.metric = complete.metric
    AND flagged.scope = complete.scope
    AND flagged.platform IS NOT DISTINCT FROM complete.platform
    AND flagged.brand_id IS NOT DISTINCT FROM complete.brand_id
    AND flagged.campaign_id IS NOT DISTINCT FROM complete.campaign_id
    AND flagged.period = complete.period
    AND flagged.period_start_on = complete.period_start_on
    AND flagged.slice_value IS NOT DISTINCT FROM complete.slice_value
  LEFT JOIN watermarks
    ON watermarks.metric = complete.metric
    AND watermarks.scope = IF(complete.scope = 'campaign', 'brand', complete.scope)
    AND watermarks.platform IS NOT DISTINCT FROM complete.platform
    AND watermarks.brand_id IS NOT DISTINCT FROM complete.brand_id
),

bounded AS (
  SELECT
    *,
    CASE
      WHEN status <> 'ok' THEN NULL
      WHEN bounds IN ('given', 'order_statistic') THEN {'low': low, 'high': high}
      WHEN bounds = 'none' THEN NULL
      -- Each person one unit: independent; else the person is the cluster.
      WHEN bounds = 'wilson' AND nn = denominator THEN wilson(numerator, denominator)
      WHEN bounds <> 'mean' THEN clustered(persons, numerator, denominator, rr, rn, nn)
      WHEN persons > 1 THEN {
        'low': numerator / denominator
          - half_width(persons, denominator, strayed(numerator, denominator, rr, rn, nn)),
        'high': numerator / denominator
          + half_width(persons, denominator, strayed(numerator, denominator, rr, rn, nn))
      }
    END AS bound
  FROM judged
)

SELECT
  metric,
  scope,
  platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  slice,
  slice_value,
  CASE
    -- How far arms are from the plan is the very thing to see where they are.
    WHEN status <> 'ok' AND NOT (metric = 'srm_p' AND status = 'invalid') THEN NULL
    WHEN is_count THEN coalesce(numerator, 0)
    WHEN is_valued THEN value
    ELSE numerator / denominator
  END AS value,
  CASE
    WHEN status IN ('not_observable', 'suppressed') THEN NULL
    WHEN is_count THEN coalesce(numerator, 0)
    ELSE numerator
  END AS numerator,
  IF(status IN ('not_observable', 'suppressed'), NULL, denominator) AS denominator,
  IF(status IN ('not_observable', 'suppressed'), 0, persons) AS persons,
  IF(status IN ('not_observable', 'suppressed'), 0, pending) AS pending,
  bound.low AS ci_low,
  bound.high AS ci_high,
  has_bounds,
  status,
  flags
FROM bounded
