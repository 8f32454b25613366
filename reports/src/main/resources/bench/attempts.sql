-- attempts: how far each contact came in each funnel of a brand, of those that began in a week the furthest and earliest.
--
-- grain:  funnel, brand_id, contact, week_on
-- reads:  counted, opened, funnel_marks, funnels, funnel_exclusions, brands
-- owner:  bench
--
-- For funnels in order, where an event of the first step may be one of the third too, and for those of any order whose
-- steps are different events. Nothing is held constant. Events of one millisecond are in whatever order comes furthest.
-- What must not happen between the first step and another ends the attempt, or puts its person out of the week.
WITH marks AS (
  SELECT funnel, brand_id, contact, step, at_ms, count(*) AS events
  FROM query(getvariable('funnel_marks'))
  GROUP BY ALL
),

entries AS (
  SELECT
    marks.funnel, marks.brand_id, marks.contact, marks.at_ms, marks.events, funnels.steps, funnels.window_ms,
    funnels.is_ordered,
    week_of(local_day(coalesce(brands.zone, getvariable('site_zone')), marks.at_ms)) AS week_on
  FROM marks
  JOIN funnels ON funnels.funnel = marks.funnel
  LEFT JOIN brands ON brands.brand_id = marks.brand_id
  WHERE marks.step = 1 OR (marks.step > 0 AND NOT funnels.is_ordered)
),

second AS (
  SELECT entries.*, IF(marks.at_ms <= entries.at_ms + entries.window_ms, marks.at_ms, NULL) AS second_at
  FROM entries
  ASOF LEFT JOIN (FROM marks WHERE step = 2) AS marks
    ON marks.funnel = entries.funnel
    AND marks.brand_id = entries.brand_id
    AND marks.contact = entries.contact
    AND marks.at_ms >= entries.at_ms
  WHERE entries.is_ordered
),

-- Where first and third are the same kind of event, one event is not both.
third AS (
  SELECT
    second.*,
    IF(marks.at_ms <= second.at_ms + second.window_ms, marks.at_ms, NULL) AS third_at
  FROM (
    SELECT
      second.*,
      second.second_at
        + IF(funnels.is_third_first AND second.second_at = second.at_ms AND second.events = 1, 1, 0) AS from_at
    FROM second
    JOIN funnels ON funnels.funnel = second.funnel
  ) AS second
  ASOF LEFT JOIN (FROM marks WHERE step = 3) AS marks
    ON marks.funnel = second.funnel
    AND marks.brand_id = second.brand_id
    AND marks.contact = second.contact
    AND marks.at_ms >= second.from_at
),

fourth AS (
  SELECT third.*, IF(marks.at_ms <= third.at_ms + third.window_ms, marks.at_ms, NULL) AS fourth_at
  FROM third
  ASOF LEFT JOIN (FROM marks WHERE step = 4) AS marks
    ON marks.funnel = third.funnel
    AND marks.brand_id = third.brand_id
    AND marks.contact = third.contact
    AND marks.at_ms >= third.third_at
),

-- At the instant of either step it may have come before the first, or after the other.
ended AS (
  SELECT fourth.funnel, fourth.brand_id, fourth.contact, fourth.at_ms, min(marks.at_ms) AS ended_at
  FROM fourth
  JOIN funnel_exclusions ON funnel_exclusions.funnel = fourth.funnel
  JOIN marks
    ON marks.funnel = fourth.funnel
    AND marks.brand_id = fourth.brand_id
    AND marks.contact = fourth.contact
    AND marks.step = funnel_exclusions.step
    AND marks.at_ms > fourth.at_ms
    AND marks.at_ms <= fourth.at_ms + fourth.window_ms
    AND coalesce(marks.at_ms < CASE funnel_exclusions.before_step
      WHEN 2 THEN fourth.second_at
      WHEN 3 THEN fourth.third_at
      ELSE fourth.fourth_at
    END, TRUE)
  GROUP BY ALL
),

reached AS (
  SELECT
    fourth.* REPLACE (
      IF(second_at <= coalesce(ended_at, second_at), second_at, NULL) AS second_at,
      IF(third_at <= coalesce(ended_at, third_at), third_at, NULL) AS third_at,
      IF(fourth_at <= coalesce(ended_at, fourth_at), fourth_at, NULL) AS fourth_at
    ),
    ended.ended_at
  FROM fourth
  LEFT JOIN ended
    ON ended.funnel = fourth.funnel
    AND ended.brand_id = fourth.brand_id
    AND ended.contact = fourth.contact
    AND ended.at_ms = fourth.at_ms
),

-- In any order, each kind of step counts with its first event since the entry.
any_order AS (
  SELECT
    entries.funnel, entries.brand_id, entries.contact, entries.week_on, entries.at_ms, entries.window_ms, entries.steps,
    marks.step, min(marks.at_ms) AS step_at
  FROM entries
  JOIN marks
    ON marks.funnel = entries.funnel
    AND marks.brand_id = entries.brand_id
    AND marks.contact = entries.contact
    AND marks.step > 0
    AND marks.at_ms BETWEEN entries.at_ms AND entries.at_ms + entries.window_ms
  WHERE NOT entries.is_ordered
  GROUP BY ALL
),

tried AS (
  SELECT
    funnel, brand_id, contact, week_on, at_ms, window_ms, steps, ended_at,
    CASE
      WHEN second_at IS NULL THEN 1
      WHEN third_at IS NULL THEN 2
      WHEN fourth_at IS NULL THEN 3
      ELSE 4
    END AS depth,
    CASE steps WHEN 2 THEN second_at WHEN 3 THEN third_at ELSE fourth_at END AS last_at
  FROM reached
  UNION ALL
  SELECT funnel, brand_id, contact, week_on, at_ms, window_ms, steps, NULL, count(*), max(step_at)
  FROM any_order
  GROUP BY funnel, brand_id, contact, week_on, at_ms, window_ms, steps
),

counting AS (
  SELECT tried.*, funnels.is_person_excluded
  FROM tried
  JOIN funnels ON funnels.funnel = tried.funnel
  QUALIFY NOT funnels.is_of_first_entry
    OR row_number() OVER (PARTITION BY tried.funnel, brand_id, contact, week_on ORDER BY at_ms) = 1
),

judged AS (
  SELECT
    *,
    bool_or(is_person_excluded AND ended_at IS NOT NULL) OVER (PARTITION BY funnel, brand_id, contact, week_on) AS is_excluded
  FROM counting
)

SELECT
  funnel,
  brand_id,
  contact,
  week_on,
  steps,
  at_ms,
  window_ms,
  depth,
  IF(depth = steps, last_at - at_ms, NULL) AS converted_ms
FROM judged
WHERE NOT is_excluded
QUALIFY row_number() OVER (PARTITION BY funnel, brand_id, contact, week_on ORDER BY depth DESC, at_ms) = 1
