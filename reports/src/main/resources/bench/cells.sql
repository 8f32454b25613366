-- cells: the sums of every metric that adds up, for each scope and period.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  messages, reach, pairs, checks, depth, deliveries, content, openers, inbox, acts, beginnings, reminders, origins, reports, work, rules, rooms, clicks, codes, money, repeats, catalogue
-- owner:  bench
--
-- By person first, so that a person counts once in a cell. Days are the brand's for brands and campaigns, the site's for
-- all and platforms. One scope and period after the other, because the persons of all cells at once take more memory
-- than there is: the statements that do so are the rows of cell_parts.
--
-- day_slices: the slices that are given by day, too; all of them where it is NULL.
CREATE OR REPLACE TEMP MACRO cells_of(units, day_slices, in_scope, of_period) AS TABLE
WITH placed AS (
  SELECT
    units.metric,
    slice,
    slice_value,
    IF(in_scope = 'platform', platform, NULL) AS platform,
    IF(in_scope IN ('brand', 'campaign'), brand_id, NULL) AS brand_id,
    IF(in_scope = 'campaign', campaign_id, NULL) AS campaign_id,
    IF(in_scope IN ('brand', 'campaign'), brand_on, site_on) AS unit_on,
    person,
    r,
    n,
    pending
  FROM query_table(units) AS units
  LEFT JOIN catalogue ON catalogue.metric = units.metric
  WHERE (in_scope IN ('all', 'platform') OR (brand_id IS NOT NULL AND (in_scope = 'brand' OR campaign_id IS NOT NULL)))
    AND (slice IS NULL OR day_slices IS NULL OR list_contains(day_slices, slice) OR of_period <> 'day')
    -- What is no metric itself is counted for others.
    AND (catalogue.metric IS NULL
      OR (list_contains(catalogue.scopes, in_scope) AND list_contains(catalogue.periods, of_period)))
),

by_person AS MATERIALIZED (
  SELECT
    metric,
    slice,
    slice_value,
    platform,
    brand_id,
    campaign_id,
    CASE of_period
      WHEN 'day' THEN unit_on
      WHEN 'week' THEN week_of(unit_on)
      WHEN 'month' THEN month_of(unit_on)
      ELSE DATE '1970-01-01'
    END AS period_start_on,
    person,
    sum(r) AS r,
    sum(n) AS n,
    sum(pending) AS pending,
    CAST(sum(r) AS DOUBLE) AS r_sum,
    CAST(sum(n) AS DOUBLE) AS n_sum
  FROM placed
  GROUP BY ALL
),

-- The share of a part is of its person's whole.
wholes AS (
  SELECT metric, platform, brand_id, campaign_id, period_start_on, person, r_sum AS whole
  FROM by_person
  WHERE slice IS NULL AND metric IN ('messages_sent', 'first_openers', 'packs')
)

SELECT
  by_person.metric,
  in_scope AS scope,
  by_person.platform,
  by_person.brand_id,
  by_person.campaign_id,
  of_period AS period,
  by_person.period_start_on,
  slice,
  slice_value,
  CAST(sum(r) AS DOUBLE) AS numerator,
  CAST(sum(n) AS DOUBLE) AS denominator,
  count(by_person.person) FILTER (WHERE n > 0) AS persons,
  CAST(sum(pending) AS BIGINT) AS pending,
  sum(r_sum * r_sum) AS rr,
  sum(r_sum * n_sum) AS rn,
  sum(n_sum * n_sum) AS nn,
  sum(r_sum * whole) AS rw
FROM by_person
LEFT JOIN wholes
  ON wholes.metric = by_person.metric
  AND wholes.person IS NOT DISTINCT FROM by_person.person
  AND wholes.period_start_on IS NOT DISTINCT FROM by_person.period_start_on
  AND wholes.platform IS NOT DISTINCT FROM by_person.platform
  AND wholes.brand_id IS NOT DISTINCT FROM by_person.brand_id
  AND wholes.campaign_id IS NOT DISTINCT FROM by_person.campaign_id
GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW units_by_day AS
FROM messages UNION ALL FROM pairs UNION ALL FROM checks UNION ALL FROM openers;

CREATE OR REPLACE TEMP VIEW units_of_rules AS
FROM beginnings UNION ALL FROM rules;

CREATE OR REPLACE TEMP VIEW units_by_week AS
FROM reach UNION ALL FROM depth UNION ALL FROM deliveries UNION ALL FROM content UNION ALL FROM inbox UNION ALL FROM acts
UNION ALL FROM reminders UNION ALL FROM origins UNION ALL FROM reports UNION ALL FROM work UNION ALL FROM rooms
UNION ALL FROM clicks UNION ALL FROM codes UNION ALL FROM money UNION ALL FROM repeats;

CREATE OR REPLACE TEMP TABLE cells AS FROM cells_of('units_by_day', NULL, 'all', 'day') LIMIT 0;

CREATE OR REPLACE TEMP VIEW cell_parts AS
SELECT format('INSERT INTO cells FROM cells_of(''{}'', {}, ''{}'', ''{}'')', units, day_slices, scope, period) AS statement
FROM (VALUES ('units_by_day', 'NULL'), ('units_of_rules', '[''agent'']'), ('units_by_week', '[]')) AS units (units, day_slices)
CROSS JOIN (VALUES ('all'), ('platform'), ('brand'), ('campaign')) AS scopes (scope)
CROSS JOIN (VALUES ('day'), ('week'), ('month'), ('lifetime')) AS periods (period)
WHERE scope = 'campaign' OR period <> 'lifetime';
