-- cells: the sums of every metric that adds up, for each scope and period.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  messages, reach, pairs, checks, depth, deliveries, content, openers, inbox, acts, beginnings, reminders, origins, reports, work, rules, rooms, clicks, codes, money, repeats, catalogue
-- owner:  bench
--
-- By person first, so that a person counts once in a cell. Days are the brand's for brands and campaigns, the site's for
-- all and platforms. One table of units after the other, because the persons of all their cells at once take more memory
-- than there is; but a metric's units must be together.
--
-- day_slices: the slices that are given by day, too; all of them where it is NULL.
CREATE OR REPLACE TEMP MACRO cells_of(units, day_slices) AS TABLE
WITH by_person AS (
  SELECT
    metric,
    slice,
    slice_value,
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
    FROM query_table(units)
  )
  GROUP BY metric, slice, slice_value, person, GROUPING SETS (
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
  AND (slice IS NULL OR day_slices IS NULL OR list_contains(day_slices, slice) OR period <> 'day')
  -- What is no metric itself is counted for others.
  AND (catalogue.metric IS NULL OR (list_contains(catalogue.scopes, scope) AND list_contains(catalogue.periods, period)))
GROUP BY ALL;

-- Both have units of policy_adherence.
CREATE OR REPLACE TEMP VIEW chances AS FROM beginnings UNION ALL FROM rules;

CREATE OR REPLACE TEMP TABLE cells AS FROM cells_of('messages', NULL);
INSERT INTO cells FROM cells_of('reach', []);
INSERT INTO cells FROM cells_of('pairs', NULL);
INSERT INTO cells FROM cells_of('checks', NULL);
INSERT INTO cells FROM cells_of('openers', NULL);
INSERT INTO cells FROM cells_of('depth', []);
INSERT INTO cells FROM cells_of('deliveries', []);
INSERT INTO cells FROM cells_of('content', []);
INSERT INTO cells FROM cells_of('inbox', []);
INSERT INTO cells FROM cells_of('acts', []);
INSERT INTO cells FROM cells_of('chances', ['agent']);
INSERT INTO cells FROM cells_of('reminders', []);
INSERT INTO cells FROM cells_of('origins', []);
INSERT INTO cells FROM cells_of('reports', []);
INSERT INTO cells FROM cells_of('work', []);
INSERT INTO cells FROM cells_of('rooms', []);
INSERT INTO cells FROM cells_of('clicks', []);
INSERT INTO cells FROM cells_of('codes', []);
INSERT INTO cells FROM cells_of('money', []);
INSERT INTO cells FROM cells_of('repeats', []);
