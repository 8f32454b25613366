-- reports: report_rate, reports by their day and reached contacts by theirs, by person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  events, units, brands
-- owner:  bench
--
-- Whoever reports a thread twice did so once. What names no campaign is about the one that reached the contact last.
-- Reports by and about confirmed spammers count; only tests and protected minors are left out.
WITH told AS (
  SELECT
    platform,
    brand_id,
    campaign_id,
    hash(actor_id) AS reporter,
    coalesce(thread_id, counterpart_id) AS about,
    ms_of(occurred_at) AS at_ms,
    row_number() OVER (
      PARTITION BY platform, brand_id, actor_id, coalesce(thread_id, counterpart_id)
      ORDER BY ms_of(occurred_at), source_sequence NULLS LAST, event_id
    ) AS number
  FROM events
  WHERE event_type = 'person.reported'
    AND actor_role IN ('contact', 'partner')
    AND actor_id IS NOT NULL
    AND NOT coalesce(is_test, FALSE)
    AND NOT coalesce(list_contains(string_split(policy_conflict, ','), 'under_16'), FALSE)
),

placed AS (
  SELECT
    told.platform,
    told.brand_id,
    coalesce(told.campaign_id, last.campaign_id) AS campaign_id,
    told.reporter,
    told.at_ms
  FROM told
  ASOF LEFT JOIN (
    SELECT brand_id, contact, reached_at, max(campaign_id) AS campaign_id
    FROM units
    GROUP BY brand_id, contact, reached_at
  ) AS last
    ON last.brand_id = told.brand_id AND last.contact = told.reporter AND last.reached_at <= told.at_ms
  WHERE told.number = 1
),

dated AS (
  SELECT platform, brand_id, campaign_id, contact AS person, reached_at AS at_ms, 0 AS r, 1 AS n
  FROM units
  UNION ALL
  SELECT platform, brand_id, campaign_id, reporter, at_ms, 1000, 0
  FROM placed
)

SELECT
  'report_rate' AS metric,
  NULL AS slice,
  NULL AS slice_value,
  dated.platform,
  dated.brand_id,
  dated.campaign_id,
  local_day(getvariable('site_zone'), dated.at_ms) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), dated.at_ms) AS brand_on,
  dated.person,
  dated.r,
  dated.n,
  0 AS pending
FROM dated
LEFT JOIN brands ON brands.brand_id = dated.brand_id
