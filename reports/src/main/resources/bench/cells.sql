-- cells: the sums of every metric that adds up, for each scope and period.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  messages, reach, pairs, checks, depth, deliveries, content, openers, inbox, acts, beginnings, reminders, origins, reports, work, rules, rooms, clicks, codes, money, repeats, catalogue
-- owner:  bench
--
-- By person first, so that a person counts once in a cell; most slices are given from weeks on. Days are the brand's
-- for brands and campaigns, the site's for all and platforms.
WITH units AS (
  SELECT *, TRUE AS is_sliced_by_day FROM messages
  UNION ALL
  SELECT *, FALSE FROM reach
  UNION ALL
  SELECT *, TRUE FROM pairs
  UNION ALL
  SELECT *, TRUE FROM checks
  UNION ALL
  SELECT *, TRUE FROM openers
  UNION ALL
  SELECT *, FALSE FROM depth
  UNION ALL
  SELECT *, FALSE FROM deliveries
  UNION ALL
  SELECT *, FALSE FROM content
  UNION ALL
  SELECT *, FALSE FROM inbox
  UNION ALL
  SELECT *, FALSE FROM acts
  UNION ALL
  SELECT *, slice IS NOT DISTINCT FROM 'agent' FROM beginnings
  UNION ALL
  SELECT *, FALSE FROM reminders
  UNION ALL
  SELECT *, FALSE FROM origins
  UNION ALL
  SELECT *, FALSE FROM reports
  UNION ALL
  SELECT *, FALSE FROM work
  UNION ALL
  SELECT *, FALSE FROM rules
  UNION ALL
  SELECT *, FALSE FROM rooms
  UNION ALL
  SELECT *, FALSE FROM clicks
  UNION ALL
  SELECT *, FALSE FROM codes
  UNION ALL
  SELECT *, FALSE FROM money
  UNION ALL
  SELECT *, FALSE FROM repeats
),

by_person AS (
  SELECT
    metric,
    slice,
    slice_value,
    is_sliced_by_day,
    scope_of(grouping(platform), grouping(brand_id), grouping(campaign_id)) AS scope,
    platform,
    brand_id,
    campaign_id,
    period_of(grouping(site_on) * grouping(brand_on), grouping(site_week) * grouping(brand_week),
      grouping(site_month) * grouping(brand_month)) AS period,
    coalesce(site_on, site_week, site_month, brand_on, brand_week, brand_month, DATE '1970-01-01') AS period_start_on,
    person,
    sum(r) AS r,
    sum(n) AS n,
    sum(pending) AS pending,
    CAST(sum(r) AS DOUBLE) AS r_sum,
    CAST(sum(n) AS DOUBLE) AS n_sum
  FROM (
    SELECT
      *, week_of(site_on) AS site_week, week_of(brand_on) AS brand_week,
      month_of(site_on) AS site_month, month_of(brand_on) AS brand_month
    FROM units
  )
  GROUP BY metric, slice, slice_value, is_sliced_by_day, person, GROUPING SETS (
    (site_on), (site_week), (site_month), (platform, site_on), (platform, site_week), (platform, site_month),
    (brand_id, brand_on), (brand_id, brand_week), (brand_id, brand_month),
    (brand_id, campaign_id, brand_on), (brand_id, campaign_id, brand_week), (brand_id, campaign_id, brand_month),
    (brand_id, campaign_id)
  )
),

-- The share of a part is of its person's whole.
whole_of_person AS (
  SELECT
    *,
    IF(metric IN ('messages_sent', 'first_openers', 'packs'), max(r_sum) FILTER (WHERE slice IS NULL) OVER (
      PARTITION BY metric, scope, platform, brand_id, campaign_id, period, period_start_on, person
    ), NULL) AS whole
  FROM by_person
)

SELECT
  by_person.metric,
  scope,
  platform,
  brand_id,
  campaign_id,
  period,
  period_start_on,
  slice,
  slice_value,
  CAST(sum(r) AS DOUBLE) AS numerator,
  CAST(sum(n) AS DOUBLE) AS denominator,
  count(person) FILTER (WHERE n > 0) AS persons,
  CAST(sum(pending) AS BIGINT) AS pending,
  sum(r_sum * r_sum) AS rr,
  sum(r_sum * n_sum) AS rn,
  sum(n_sum * n_sum) AS nn,
  sum(r_sum * whole) AS rw
FROM whole_of_person AS by_person
LEFT JOIN catalogue ON catalogue.metric = by_person.metric
WHERE (scope IN ('all', 'platform') OR (brand_id IS NOT NULL AND (scope = 'brand' OR campaign_id IS NOT NULL)))
  AND (slice IS NULL OR is_sliced_by_day OR period <> 'day')
  -- What is no metric itself is counted for others.
  AND (catalogue.metric IS NULL OR (list_contains(catalogue.scopes, scope) AND list_contains(catalogue.periods, period)))
GROUP BY ALL
